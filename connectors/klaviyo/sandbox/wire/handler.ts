import { bare, parseBody } from '#sdk/sandbox/json-body.ts';
import { operations } from '#connectors/klaviyo/generated/operations.ts';
import type { OperationName } from '#connectors/klaviyo/call-costs.ts';
import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import type { SandboxHandler, SandboxRequest, SandboxResponse } from '#sdk/sandbox/serve.ts';
import { runDueJobs } from '../jobs.ts';
import type { KlaviyoState } from '../state.ts';
import { listAccounts, listMetrics } from './account-routes.ts';
import { invalid, json, notFound, refuse } from './answers.ts';
import type { Call, Route } from './call.ts';
import { readVariantJob, updateVariants } from './catalog-routes.ts';
import { subscribeProfiles, suppressProfiles, unsubscribeProfiles } from './consent-routes.ts';
import { createEvent, createEvents, listEvents } from './event-routes.ts';
import { addMembers, listFlows, listLists, listMembers, removeMembers } from './list-routes.ts';
import {
  deleteProfile,
  importProfiles,
  listImportErrors,
  listProfiles,
  readImport,
} from './profile-routes.ts';
import type { Throttle } from './throttle.ts';
import { createWebhook, deleteWebhook, listTopics, listWebhooks, updateWebhook } from './webhook-routes.ts';

const routes: Readonly<Record<OperationName, Route>> = {
  get_accounts: listAccounts,
  get_metrics: listMetrics,
  get_profiles: listProfiles,
  bulk_import_profiles: importProfiles,
  get_bulk_import_profiles_job: readImport,
  get_errors_for_bulk_import_profiles_job: listImportErrors,
  bulk_subscribe_profiles: subscribeProfiles,
  bulk_unsubscribe_profiles: unsubscribeProfiles,
  bulk_suppress_profiles: suppressProfiles,
  request_profile_deletion: deleteProfile,
  bulk_create_events: createEvents,
  create_event: createEvent,
  get_events: listEvents,
  get_lists: listLists,
  get_profile_ids_for_list: listMembers,
  get_ids_for_flows_triggered_by_list: listFlows,
  add_profiles_to_list: addMembers,
  remove_profiles_from_list: removeMembers,
  get_webhooks: listWebhooks,
  get_webhook_topics: listTopics,
  create_webhook: createWebhook,
  update_webhook: updateWebhook,
  delete_webhook: deleteWebhook,
  bulk_update_catalog_variants: updateVariants,
  get_bulk_update_variants_job: readVariantJob,
};

const names = Object.keys(operations) as OperationName[];
const patterns = names.map((name) => ({
  name,
  method: operations[name].method as string,
  path: new RegExp(`^${operations[name].path.replace(/\{[^}]+\}/u, '([^/]+)')}$`, 'u'),
}));

export interface HandlerOptions extends Pick<Call, 'jobMs' | 'staleSearchMs' | 'repeatedEvents'> {
  readonly state: KlaviyoState;
  readonly faults: FaultBoard;
  readonly throttle: Throttle;
  readonly apiKey: string;
  readonly scopes: ReadonlySet<string>;
  /** The address in links; absent: the one that the caller used, without encryption. */
  readonly origin: string | undefined;
}

/** The whole surface that the fake has, as one function: who asks, how often, and for what. */
export function createHandler(options: HandlerOptions): SandboxHandler {
  const { state, faults, throttle, scopes, origin, apiKey, ...told } = options;
  const answer = (request: SandboxRequest): SandboxResponse => {
    runDueJobs(state);
    const url = new URL(request.path, origin ?? `http://${request.headers['host'] ?? 'klaviyo.sim'}`);
    const found = patternOf(request.method, url.pathname);
    if (found === undefined) return notFound();
    const { name: operation } = found;
    if (request.headers['authorization'] !== `Klaviyo-API-Key ${apiKey}`) {
      return refuse(401, {
        code: 'not_authenticated',
        title: 'Authentication credentials were not provided.',
      });
    }
    if (request.headers['revision'] === undefined) return invalid('the header revision is missing');
    const waitSeconds = throttle.refuse(operation, faults.roll('throttled', operation));
    if (waitSeconds !== null) return throttled(waitSeconds);
    if (faults.roll('server-error', operation)) return bare(500);
    if (operations[operation].scopes.some((scope) => !scopes.has(scope))) {
      return refuse(403, { code: 'permission_denied', title: 'You do not have permission to do this.' });
    }
    const id = decodeURIComponent(found.path.exec(url.pathname)?.[1] ?? '');
    const response = routes[operation]({
      state,
      faults,
      operation,
      id,
      url,
      body: parseBody(request.body),
      ...told,
    });
    const drifted = faults.roll('schema-drift', operation)
      ? { ...response, body: response.body.replaceAll('"external_id"', '"external_reference"') }
      : response;
    return { ...drifted, headers: { ...drifted.headers, ...throttle.headers(operation) } };
  };
  return (request) => {
    const response = answer(request);
    const headers = { date: new Date(state.clock.now()).toUTCString(), ...response.headers };
    return Promise.resolve({ ...response, headers });
  };
}

/** For the diary of faults. */
export function operationOf({ method, path }: SandboxRequest): string {
  return patternOf(method, path.split('?')[0] ?? '')?.name ?? 'unknown';
}

function patternOf(method: string, pathname: string) {
  return patterns.find((one) => one.method === method && one.path.test(pathname));
}

function throttled(seconds: number): SandboxResponse {
  const title = `Request was throttled. Expected available in ${seconds} seconds.`;
  const response = json(429, {
    errors: [{ id: 'throttled', status: 429, code: 'throttled', title, detail: title }],
  });
  return { ...response, headers: { ...response.headers, 'retry-after': String(seconds) } };
}
