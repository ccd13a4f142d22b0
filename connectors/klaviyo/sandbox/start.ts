import { operations } from '#connectors/klaviyo/generated/operations.ts';
import type { Clock } from '#sdk/clock.ts';
import { createDeliveries, type SendDelivery, type WebhookStats } from '#sdk/sandbox/deliveries.ts';
import { createFaultBoard, type FaultBoard } from '#sdk/sandbox/fault-board.ts';
import { machineClock, sendByHttp } from '#sdk/sandbox/machine-edges.ts';
import {
  type RunningSandbox,
  type SandboxHandler,
  type SandboxRequest,
  type SandboxResponse,
  serveSandbox,
  withTransportFaults,
} from '#sdk/sandbox/serve.ts';
import { type Books, createBooks } from './books.ts';
import { createPeople, type People } from './people.ts';
import { createState, type KlaviyoState } from './state.ts';
import { emitEvent, RETRY_DELAYS_MS } from './webhooks.ts';
import { createHandler, operationOf } from './wire/handler.ts';
import { createThrottle } from './wire/throttle.ts';

const JOB_MS = 2_000;
const STALE_SEARCH_MS = 5_000;

/** What a key may do in this fake unless told otherwise: all that the connector needs. */
export const SCOPES: readonly string[] = [
  ...new Set(Object.values(operations).flatMap(({ scopes }): readonly string[] => scopes)),
];

/** Topics of an account, as far as consents go. */
const TOPICS = [
  'event:klaviyo.subscribed_to_email_marketing',
  'event:klaviyo.unsubscribed_from_email_marketing',
  'event:klaviyo.manually_suppressed_from_email_marketing',
  'event:klaviyo.marked_email_as_spam',
  'event:klaviyo.bounced_email',
  'event:klaviyo.opened_email',
  'event:klaviyo.subscribed_to_sms_marketing',
  'event:klaviyo.unsubscribed_from_sms_marketing',
];

export interface KlaviyoSandboxOptions {
  /** The machine's clock unless given; a simulation hands in its own. */
  readonly clock?: Clock | undefined;
  readonly seed?: number | undefined;
  readonly faults?: FaultBoard | undefined;
  readonly apiKey?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  /** False: no call is too many. */
  readonly isLimited?: boolean | undefined;
  /** How long accepted work takes. */
  readonly jobMs?: number | undefined;
  readonly staleSearchMs?: number | undefined;
  readonly repeatedEvents?: 'dropped' | 'refused' | undefined;
  /** `https://klaviyo.sim`: the address under which callers know it, for links to next pages. */
  readonly origin?: string | undefined;
  /** Sees every exchange as it is before the transport's faults; for tests. */
  readonly observe?: ((request: SandboxRequest, response: SandboxResponse) => void) | undefined;
  readonly webhookRetryDelaysMs?: readonly number[] | undefined;
  /** By HTTP unless given. */
  readonly sendWebhook?: SendDelivery | undefined;
}

/** The fake without a socket: a handler over the model, for a simulation that owns time. */
export interface KlaviyoSandboxCore {
  readonly apiKey: string;
  readonly faults: FaultBoard;
  readonly people: People;
  readonly books: Books;
  readonly state: KlaviyoState;
  /** Answers as the server does, without the transport's own faults. */
  readonly handler: SandboxHandler;
  /** With the transport's faults: `undefined` means that the caller never hears an answer. */
  readonly faultyHandler: ReturnType<typeof withTransportFaults>;
  readonly webhookStats: () => WebhookStats;
  readonly stopWebhooks: () => void;
}

/** A Klaviyo account on a port of this machine. */
export interface KlaviyoSandbox extends KlaviyoSandboxCore, RunningSandbox {}

/** Builds the model and its wire surface, with nothing in it, and listens on nothing. */
export function createKlaviyoSandbox(options: KlaviyoSandboxOptions = {}): KlaviyoSandboxCore {
  const clock = options.clock ?? machineClock;
  const now = (): number => clock.now();
  const { seed = 1, apiKey = 'pk_sandbox', scopes = SCOPES } = options;
  const faults = options.faults ?? createFaultBoard({ now, seed });
  const deliveries = createDeliveries({
    clock,
    faults,
    send: options.sendWebhook ?? sendByHttp,
    retryDelaysMs: options.webhookRetryDelaysMs ?? RETRY_DELAYS_MS,
  });
  const state: KlaviyoState = createState(clock, (topic, profile) =>
    emitEvent({ state, deliveries }, topic, profile),
  );
  state.topics.push(...TOPICS);
  const throttle = createThrottle(now, options.isLimited ?? true);
  const answer = createHandler({
    state,
    faults,
    throttle,
    apiKey,
    scopes: new Set(scopes),
    origin: options.origin,
    jobMs: options.jobMs ?? JOB_MS,
    staleSearchMs: options.staleSearchMs ?? STALE_SEARCH_MS,
    repeatedEvents: options.repeatedEvents ?? 'dropped',
  });
  const handler: SandboxHandler = async (request) => {
    const response = await answer(request);
    options.observe?.(request, response);
    return response;
  };
  return {
    apiKey,
    faults,
    people: createPeople(state),
    books: createBooks(state, throttle),
    state,
    handler,
    faultyHandler: withTransportFaults(handler, { faults, clock, operationOf }),
    webhookStats: () => deliveries.stats(),
    stopWebhooks: () => deliveries.stop(),
  };
}

/**
 * A running Klaviyo on loopback.
 *
 * @example
 * const sandbox = await startKlaviyoSandbox();
 * sandbox.people.addProfile({ email: 'ada@acme.test' });
 * sandbox.people.unsubscribe({ email: 'ada@acme.test' }, 'email');
 * await sandbox.close();
 */
export async function startKlaviyoSandbox(
  options: KlaviyoSandboxOptions & { readonly port?: number | undefined } = {},
): Promise<KlaviyoSandbox> {
  const core = createKlaviyoSandbox(options);
  const { port } = options;
  const server = await serveSandbox({
    handler: core.faultyHandler,
    faults: core.faults,
    ...(port === undefined ? {} : { port }),
  });
  return {
    ...core,
    url: server.url,
    async close() {
      core.stopWebhooks();
      await server.close();
    },
  };
}
