import { SHOPIFY_API_VERSION } from '#connectors/shopify/api-version.ts';
import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import type { SandboxHandler, SandboxRequest, SandboxResponse } from '#sdk/sandbox/serve.ts';
import type { Context } from '../resolvers/context.ts';
import type { Bucket } from './bucket.ts';
import { driftAnswer } from './drift.ts';
import { operationLabel } from './operation-label.ts';
import { type Operation, runOperation } from './run-operation.ts';
import type { Tokens } from './tokens.ts';

const GRAPHQL_PATH = /^\/admin\/api\/([\w-]+)\/graphql\.json$/;
const TOKEN_PATH = '/admin/oauth/access_token';
const SCOPES_PATH = '/admin/oauth/access_scopes.json';
/** Versions that are still served. An older one falls forward to the oldest of them. */
const servedVersions = ['2026-01', '2026-04', '2026-07', '2026-10'];
const failures = [500, 502, 503] as const;

export interface WireOptions {
  readonly tokens: Tokens;
  readonly bucket: Bucket;
  readonly faults: FaultBoard;
  readonly scopes: ReadonlySet<string>;
  readonly now: () => number;
  /** A fresh context per call, since faults and search notes belong to one call. */
  readonly contextOf: (call: {
    readonly isSearchStale: boolean;
    readonly cutPages: boolean;
    readonly version: string;
  }) => Context;
  readonly count: (operation: string) => void;
  /** The shop's door: anything but undefined is answered instead of the call (a frozen or locked shop). */
  readonly closedWith: () => SandboxResponse | undefined;
}

/** The whole HTTP surface of one shop. */
export function createWire(options: WireOptions): SandboxHandler {
  return async (request) => {
    const path = request.path.split('?', 1)[0] ?? '';
    const response = await route(options, request, path);
    return { ...response, headers: { date: new Date(options.now()).toUTCString(), ...response.headers } };
  };
}

async function route(options: WireOptions, request: SandboxRequest, path: string): Promise<SandboxResponse> {
  if (path === TOKEN_PATH && request.method === 'POST') return grantToken(options, request);
  const closed = options.closedWith();
  if (closed !== undefined) return closed;
  const version = GRAPHQL_PATH.exec(path)?.[1];
  if (version === undefined && path !== SCOPES_PATH) return json(404, { errors: 'Not Found' });
  const token = request.headers['x-shopify-access-token'] ?? '';
  if (!options.tokens.accepts(token)) {
    return json(401, {
      errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
    });
  }
  if (version === undefined) {
    return json(200, { access_scopes: [...options.scopes].map((handle) => ({ handle })) });
  }
  if (request.method !== 'POST') return json(404, { errors: 'Not Found' });
  return runGraphql(options, request, serve(version));
}

/** Unknown versions fall forward to the oldest that is served; the header tells. */
function serve(version: string): string {
  if (servedVersions.includes(version)) return version;
  if (version === 'unstable' || version > SHOPIFY_API_VERSION)
    return version === 'unstable' ? version : SHOPIFY_API_VERSION;
  return servedVersions[0] ?? SHOPIFY_API_VERSION;
}

async function runGraphql(
  options: WireOptions,
  request: SandboxRequest,
  version: string,
): Promise<SandboxResponse> {
  const { faults, bucket } = options;
  const operation = readOperation(request.body);
  if (operation === undefined)
    return json(400, { errors: { query: 'Required parameter missing or invalid' } });
  const label = operationLabel(operation.query);
  options.count(label);
  const headers = { 'x-shopify-api-version': version };
  if (faults.roll('server-error', label)) {
    const status = failures[Math.floor(faults.draw() * failures.length)] ?? 500;
    return {
      status,
      headers: { ...headers, 'content-type': 'text/html' },
      body: `<html><body>${status}</body></html>`,
    };
  }
  const context = options.contextOf({
    version,
    isSearchStale: faults.roll('stale-search', label),
    cutPages: faults.roll('truncated-page', label),
  });
  const answer = await runOperation(operation, {
    bucket,
    context,
    isThrottled: faults.roll('throttled', label),
  });
  const shown =
    'data' in answer && faults.roll('schema-drift', label) ? driftAnswer(answer, faults.draw()) : answer;
  return json(200, shown, headers);
}

function readOperation(body: string): Operation | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    // Not JSON: the same refusal as a body without a query.
    return undefined;
  }
  if (
    typeof parsed !== 'object' ||
    parsed === null ||
    !('query' in parsed) ||
    typeof parsed.query !== 'string'
  ) {
    return undefined;
  }
  const variables = 'variables' in parsed && typeof parsed.variables === 'object' ? parsed.variables : null;
  const name =
    'operationName' in parsed && typeof parsed.operationName === 'string' ? parsed.operationName : undefined;
  return { query: parsed.query, variables: { ...variables }, operationName: name };
}

function grantToken({ tokens, scopes, count }: WireOptions, request: SandboxRequest): SandboxResponse {
  count('token');
  const form = readForm(request);
  if (form['grant_type'] !== 'client_credentials') {
    return json(400, {
      error: 'unsupported_grant_type',
      error_description: 'only client_credentials is played here',
    });
  }
  const grant = tokens.grant(form['client_id'] ?? '', form['client_secret'] ?? '');
  if (grant === undefined) {
    return json(401, { error: 'invalid_client', error_description: 'Client authentication failed' });
  }
  return json(200, { access_token: grant.token, scope: [...scopes].join(','), expires_in: grant.expiresIn });
}

function readForm({ headers, body }: SandboxRequest): Readonly<Record<string, string>> {
  if (!(headers['content-type'] ?? '').includes('json')) return Object.fromEntries(new URLSearchParams(body));
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    // A broken body has no credentials.
    return {};
  }
}

function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): SandboxResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}
