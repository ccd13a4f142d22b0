import type { Page } from '#sdk/capabilities.ts';
import { MalformedAnswerError, RejectedError } from '#sdk/errors.ts';
import type { FulfillmentRequest } from '#sdk/fulfillment-requests.ts';
import type { Client } from './client.ts';
import { orderPages, searchOrders } from './order-pages.ts';
import { type OurOrder, parseOrder, parseOrders } from './order-shape.ts';
import { errorFromRefusal } from './records.ts';
import { toRequest } from './to-request.ts';

const IDS_AT_ONCE = 50;
const REFERENCE_MAX = 300;

/** Refuses a reference that ShipBob could not keep, or that its filter would take for two. */
export function refuseBadReference(reference: string): void {
  if (reference !== '' && reference.length <= REFERENCE_MAX && !reference.includes(',')) return;
  throw new RejectedError('a reference of a request must have 1 to 300 characters and no comma', {
    code: 'bad-reference',
  });
}

/** The request with our reference, canceled ones too. References are unique within the connection's channel. */
export async function findRequest(client: Client, reference: string): Promise<FulfillmentRequest | null> {
  refuseBadReference(reference);
  const filter = { name: 'ReferenceIds', values: [reference] } as const;
  const { data } = await searchOrders(client, filter, 'requests.find');
  // Not parsed as ours before the reference is compared: an order of somebody else may hold it.
  const found = data.filter((raw) => referenceOf(raw) === reference);
  if (found.length < data.length) throw unasked();
  if (found.length > 1) {
    throw new RejectedError('ShipBob has several orders with one reference', { code: 'several-requests' });
  }
  if (found.length === 0) return null;
  return toRequest(ourOrder(found[0]));
}

/** By ShipBob's ids; missing ones are left out. */
export async function readRequests(
  client: Client,
  ids: readonly string[],
): Promise<readonly FulfillmentRequest[]> {
  const wanted = [...new Set(ids.filter((id) => /^\d+$/u.test(id)))];
  const requests: FulfillmentRequest[] = [];
  for (let start = 0; start < wanted.length; start += IDS_AT_ONCE) {
    const values = wanted.slice(start, start + IDS_AT_ONCE);
    const { data } = await searchOrders(client, { name: 'IDs', values }, 'requests.read');
    const { orders, refused } = parseOrders(data);
    const [bad] = refused;
    if (bad !== undefined) throw errorFromRefusal(bad);
    if (orders.some(({ id }) => !values.includes(String(id)))) throw unasked();
    requests.push(...orders.map(toRequest));
  }
  return requests;
}

/**
 * All of our requests. Orders that changed while the pages were read are asked for once more at the end, because a
 * page number may have stepped over them; only then is the pass complete.
 */
export async function* allRequests(client: Client): AsyncIterable<Page<FulfillmentRequest>> {
  const seen = new Set<string>();
  let cursor: string | null = null;
  for (const isTail of [false, true]) {
    for await (const page of orderPages(client, cursor, { operation: 'requests.all' })) {
      const { items, refused } = requestsOf(page.data);
      const fresh = items.filter(({ id }) => !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      ({ cursor } = page);
      const { sentAt, answeredAt, vendorAt, complete } = page;
      yield { items: fresh, refused, cursor, complete: complete && isTail, sentAt, answeredAt, vendorAt };
    }
  }
}

/** The order in an answer that must be one of ours. */
export function ourOrder(raw: unknown): OurOrder {
  const order = parseOrder(raw);
  if (order !== null) return order;
  throw new RejectedError('the ShipBob order with this reference was not made by Syncline', {
    code: 'foreign-request',
  });
}

function requestsOf(raws: readonly unknown[]): Pick<Page<FulfillmentRequest>, 'items' | 'refused'> {
  const { orders, refused } = parseOrders(raws);
  const items: FulfillmentRequest[] = [];
  const bad = [...refused];
  for (const order of orders) {
    try {
      items.push(toRequest(order));
    } catch (error) {
      if (!(error instanceof MalformedAnswerError)) throw error;
      bad.push({ id: String(order.id), reason: `order.${error.path}` });
    }
  }
  return { items, refused: bad };
}

function referenceOf(raw: unknown): unknown {
  return typeof raw === 'object' && raw !== null && 'reference_id' in raw ? raw.reference_id : undefined;
}

function unasked(): MalformedAnswerError {
  return new MalformedAnswerError(
    'ShipBob answered with orders that were not asked for',
    'order.reference_id',
  );
}
