import { createAdminApiClient } from '@shopify/admin-api-client';
import type { z } from 'zod';
import { asEffect } from '#sdk/call-effect.ts';
import type { ConnectorTools } from '#sdk/define-connector.ts';
import { NotSentError, RejectedError, UnauthorizedError } from '#sdk/errors.ts';
import type { HttpResponse } from '#sdk/http.ts';
import type { Secret } from '#sdk/secret.ts';
import { type CallKind, dataOf, malformedData, parseEnvelope } from './answer.ts';
import type { Envelope } from './answer-shape.ts';
import { SHOPIFY_API_VERSION } from './api-version.ts';
import { toLimitReport } from './cost-report.ts';
import type { GeneratedMutationTypes, GeneratedQueryTypes } from './generated/admin.generated.d.ts';
import { retryRead } from '#sdk/retry-read.ts';
import { queryCost } from './query-cost.ts';
import { baseUrlOf, type ShopifySettings } from './settings.ts';
import { createTokenSource } from './tokens.ts';

/** Shopify refuses 1,000; what we send stays well below, because the formula is not published. */
const QUERY_COST_MAX = 900;

/** What the generator makes: one entry per operation, named by its whole text. */
type OperationTable<Operations> = {
  readonly [Operation in keyof Operations]: { readonly variables: object };
};

/** One call: the operation's text names its variables' type; `shape` is what its `data` must look like. */
export interface ShopifyCall<
  Operations extends OperationTable<Operations>,
  Operation extends keyof Operations & string,
  Data,
> {
  readonly operation: Operation;
  readonly variables: Operations[Operation]['variables'];
  readonly shape: z.ZodType<Data>;
  /** A short constant for metrics, `orders.fetch`. */
  readonly label: string;
}

export interface Answered<Data> {
  readonly data: Data;
  readonly sentAt: number;
  readonly answeredAt: number;
  /** Shopify's clock, in whole seconds. */
  readonly vendorAt: number | null;
}

/** The wire to one shop. Every error that leaves it is one of the engine's kinds. */
export interface ShopifyClient {
  read<Operation extends keyof GeneratedQueryTypes, Data>(
    call: ShopifyCall<GeneratedQueryTypes, Operation, Data>,
  ): Promise<Answered<Data>>;
  /** As `read`, but a lost or broken answer leaves the outcome unknown. */
  write<Operation extends keyof GeneratedMutationTypes, Data>(
    call: ShopifyCall<GeneratedMutationTypes, Operation, Data>,
  ): Promise<Answered<Data>>;
  /** The API version of the last answer; null before the first. */
  servedVersion(): string | null;
}

interface RawCall {
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly label: string;
  readonly cost: number;
}

interface RawAnswer {
  readonly response: HttpResponse;
  readonly envelope: Envelope | undefined;
}

export function createShopifyClient(settings: ShopifySettings, tools: ConnectorTools): ShopifyClient {
  const tokens = createTokenSource(settings, tools);
  let servedVersion: string | null = null;

  const noteVersion = (response: HttpResponse): void => {
    const version = response.headers['x-shopify-api-version'];
    if (version === undefined || version === servedVersion) return;
    servedVersion = version;
    if (version !== SHOPIFY_API_VERSION) {
      tools.log.error('Shopify serves another API version than the one asked for', { version });
    }
  };
  /** A 401 means that nothing ran, so one replay with a fresh token is safe for writes too. */
  const sendAuthorized = async (call: RawCall): Promise<RawAnswer> => {
    const token = await tokens.current();
    const answer = await sendOnce(settings, tools, token, call);
    if (answer.response.status !== 401) return answer;
    const renewed = await tokens.renew(token);
    return renewed === undefined ? answer : sendOnce(settings, tools, renewed, call);
  };
  const run = async <Data>(
    call: { operation: string; variables: object; shape: z.ZodType<Data>; label: string },
    kind: CallKind,
  ): Promise<Answered<Data>> => {
    const variables: Readonly<Record<string, unknown>> = { ...call.variables };
    const cost = guardedCost(call.operation, variables, call.label);
    const { response, envelope } = await sendAuthorized({ ...call, variables, cost });
    noteVersion(response);
    const parsed = call.shape.safeParse(dataOf(response, envelope, kind));
    if (!parsed.success) throw malformedData(parsed.error, call.label, kind);
    const { sentAt, answeredAt } = response;
    return { data: parsed.data, sentAt, answeredAt, vendorAt: vendorTimeOf(response) };
  };
  return {
    read: (call) => retryRead(() => asEffect('read', () => run(call, 'read')), tools),
    write: (call) => run(call, 'write'),
    servedVersion: () => servedVersion,
  };
}

function guardedCost(operation: string, variables: Readonly<Record<string, unknown>>, label: string): number {
  const cost = queryCost(operation, variables);
  if (cost > QUERY_COST_MAX) {
    throw new RejectedError(`${label} would cost ${cost} points, over our limit of ${QUERY_COST_MAX}`, {
      code: 'cost-guard',
    });
  }
  return cost;
}

/**
 * Sends through Shopify's own client, which builds the request; the answer is read here, because that client drops the
 * body of refusals, the cause of failures and empty data. One client per call, because it is bound to a token.
 */
async function sendOnce(
  settings: ShopifySettings,
  { http, log }: ConnectorTools,
  token: Secret,
  call: RawCall,
): Promise<RawAnswer> {
  let answer: RawAnswer | undefined;
  let failure: unknown;
  const parsedOnce = new WeakMap<HttpResponse, { readonly envelope: Envelope | undefined }>();
  const envelopeOf = (response: HttpResponse): Envelope | undefined => {
    const known = parsedOnce.get(response) ?? { envelope: parseEnvelope(response) };
    parsedOnce.set(response, known);
    return known.envelope;
  };
  const client = createAdminApiClient({
    storeDomain: settings.shop,
    apiVersion: SHOPIFY_API_VERSION,
    accessToken: token.reveal(),
    retries: 0,
    logger: ({ type }) => {
      if (type !== 'HTTP-Response') log.warn('a remark of the Shopify client', { type });
    },
    customFetchApi: async (url, init) => {
      try {
        const response = await http.call({
          method: 'POST',
          // The client can only say https://host; a sandbox listens on plain http.
          url: `${baseUrlOf(settings)}${new URL(url).pathname}`,
          headers: Object.fromEntries(new Headers(init?.headers).entries()),
          body: init?.body ?? '',
          operation: call.label,
          cost: call.cost,
          readLimit: (received) => toLimitReport(received, envelopeOf(received)),
        });
        answer = { response, envelope: envelopeOf(response) };
        return new Response(null);
      } catch (error) {
        failure = error;
        throw error;
      }
    },
  });
  try {
    await client.fetch(call.operation, { variables: { ...call.variables } });
  } catch (error) {
    // The client wraps what it catches into a plain Error: ours carries the kind.
    if (failure instanceof Error) throw failure;
    throw new NotSentError('the Shopify client refused to send the call', { cause: error });
  }
  if (answer === undefined) throw new UnauthorizedError('the Shopify client sent nothing');
  return answer;
}

function vendorTimeOf(response: HttpResponse): number | null {
  const time = Date.parse(response.headers['date'] ?? '');
  return Number.isNaN(time) ? null : time;
}
