import { SHOPIFY_API_VERSION } from '#connectors/shopify/api-version.ts';
import type { OrdersByIdsQueryVariables } from '#connectors/shopify/generated/admin.generated.d.ts';
import { ORDERS_BY_IDS } from '#connectors/shopify/operations/orders.ts';
import type { HttpRule, SeenAnswer, SeenRequest } from '#tests/chaos/proxy/http-fault.ts';
import type { VendorAddresses } from './acts.ts';

/** Above all ids that the sandbox gives. */
const FIRST_NUMBER = 8_000_000_000_000;
/** Parts of one order have numbers of their own behind it. */
const PARTS_MAX = 100;
/** Between two orders of the past; each has a second of its own, so that a reader can go on after any of them. */
const STEP_MS = 20_000;
/** What an order points at and does not own. */
const SHARED = new Set(['ProductVariant', 'Product', 'InventoryItem', 'Location', 'Shop']);

/** A store with a long past, told by the proxy: the sandbox would take an hour to answer for so many orders. */
export interface InventedPast {
  /** Answers the pages and the orders of the past; everything else goes to the store. */
  readonly rules: readonly HttpRule[];
  /** Orders that were told whole. */
  readonly told: () => number;
  /** The page that is asked for next is the last one; then the store speaks for itself again. */
  end(): void;
}

interface GraphCall {
  readonly query: string;
  readonly variables: {
    readonly ids?: readonly string[];
    readonly first?: number;
    readonly after?: string | null;
    readonly query?: string;
  };
}

/** @param template a whole order as the store tells it, of which all others are copies with numbers and times of their own. */
export function inventPast(
  template: string,
  { count, untilMs }: { count: number; untilMs: number },
): InventedPast {
  const startMs = untilMs - count * STEP_MS;
  let told = 0;
  let isEnding = false;
  let isOver = false;
  const stampOf = (index: number): string =>
    new Date(startMs + index * STEP_MS).toISOString().replace('.000Z', 'Z');
  const toOrder = (index: number): string => {
    const parts = new Map<string, string>();
    return template
      .replaceAll(/gid:\/\/shopify\/(\w+)\/\d+/g, (whole: string, kind: string) => {
        if (SHARED.has(kind)) return whole;
        if (kind === 'Order') return `gid://shopify/Order/${numberOf(index)}`;
        // A parcel names its line by the line's own id.
        const known = parts.get(whole) ?? `gid://shopify/${kind}/${numberOf(index) + 1 + parts.size}`;
        parts.set(whole, known);
        return known;
      })
      .replaceAll(
        /"(createdAt|updatedAt)":"[^"]*"/g,
        (_whole, name: string) => `"${name}":"${stampOf(index)}"`,
      )
      .replace(/"name":"#\d+"/, `"name":"#P${index}"`);
  };
  const headers = (request: SeenRequest): SeenAnswer => {
    const { first = 50, after, query = '' } = readCall(request).variables;
    const fromMs = Date.parse(/'([^']+)'/.exec(query)?.[1] ?? '');
    const begin = after == null ? Math.max(0, Math.ceil((fromMs - startMs) / STEP_MS)) : Number(after);
    const end = Math.min(count, begin + first);
    const hasNextPage = end < count && !isEnding;
    isOver = !hasNextPage;
    const nodes = Array.from({ length: Math.max(0, end - begin) }, (_, offset) => ({
      id: `gid://shopify/Order/${numberOf(begin + offset)}`,
      updatedAt: stampOf(begin + offset),
    }));
    return toAnswer({ orders: { pageInfo: { hasNextPage, endCursor: String(end) }, nodes } });
  };
  const whole = (request: SeenRequest): SeenAnswer => {
    const ids = readCall(request).variables.ids ?? [];
    told += ids.length;
    const nodes = ids.map((id) => toOrder((Number(id.split('/').at(-1)) - FIRST_NUMBER) / PARTS_MAX));
    return toAnswer(`{"nodes":[${nodes.join(',')}]}`);
  };
  // Who is in the middle of the past is told the rest of it, though somebody else may be through.
  const isPage = (request: SeenRequest): boolean =>
    request.body.includes('query OrderHeaders') &&
    (!isOver || /^\d+$/.test(readCall(request).variables.after ?? ''));
  const isPast = (request: SeenRequest): boolean => {
    const { ids } = readCall(request).variables;
    return ids?.every((id) => Number(id.split('/').at(-1)) >= FIRST_NUMBER) ?? false;
  };
  const rule = (
    name: string,
    isFor: (request: SeenRequest) => boolean,
    tell: (request: SeenRequest) => SeenAnswer,
  ): HttpRule => ({
    name,
    when: isFor,
    fault: { kind: 'answer', answer: (_count, request) => tell(request) },
  });
  return {
    rules: [
      rule('pages of the past', isPage, headers),
      rule(
        'orders of the past',
        (request) => request.body.includes('query OrdersByIds') && isPast(request),
        whole,
      ),
    ],
    told: () => told,
    end: () => {
      isEnding = true;
    },
  };
}

function numberOf(index: number): number {
  return FIRST_NUMBER + index * PARTS_MAX;
}

function readCall({ body }: SeenRequest): GraphCall {
  return JSON.parse(body.toString('utf8')) as GraphCall;
}

/** With a bucket that is always full: what is measured is not the vendor's limit. */
function toAnswer(data: object | string): SeenAnswer {
  const throttleStatus = { maximumAvailable: 40_000, currentlyAvailable: 39_900, restoreRate: 2_000 };
  const cost = JSON.stringify({ requestedQueryCost: 10, actualQueryCost: 10, throttleStatus });
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', date: new Date().toUTCString() },
    body: Buffer.from(`{"data":${text},"extensions":{"cost":${cost}}}`),
  };
}

/** One order of the store, whole, as its API tells it. */
export async function readWholeOrder({ stores: [store] }: VendorAddresses, orderId: string): Promise<string> {
  if (store === undefined) throw new Error('there is no store to ask');
  const post = async (
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<unknown> => {
    const answer = await fetch(`${store.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return answer.json();
  };
  const credentials = {
    grant_type: 'client_credentials',
    client_id: store.clientId,
    client_secret: store.clientSecret,
  };
  const grant = (await post('/admin/oauth/access_token', credentials, {})) as {
    readonly access_token: string;
  };
  const variables: OrdersByIdsQueryVariables = {
    ids: [orderId],
    customers: false,
    companies: false,
    paymentTerms: false,
    returns: false,
  };
  const answer = (await post(
    `/admin/api/${SHOPIFY_API_VERSION}/graphql.json`,
    { query: ORDERS_BY_IDS, variables },
    { 'x-shopify-access-token': grant.access_token },
  )) as { readonly data: { readonly nodes: readonly unknown[] } };
  const [node] = answer.data.nodes;
  if (node === undefined || node === null) throw new Error(`the store does not tell of ${orderId}`);
  return JSON.stringify(node);
}
