import { z } from 'zod';
import { MalformedAnswerError, RejectedError } from '#sdk/errors.ts';
import type { Answer } from '#sdk/json-client.ts';
import { API, type Client } from './client.ts';

const PAGES_MAX = 100_000;
const rows = z.array(z.unknown());

/** One page of orders that changed since a cursor. */
export interface OrderPage extends Answer<readonly unknown[]> {
  readonly cursor: string;
  readonly complete: boolean;
}

const legs = ['LastUpdateStartDate', 'LastTrackingUpdateStartDate'] as const;

// `since`: orders with a later stamp, epoch ms; null: all. `leg`: the stamp that is asked for now, by its place. `page`: the next
// page of it, from 1. `high`: the next pass's `since`.
const cursorShape = z
  .object({
    since: z.int().nullable(),
    high: z.int().nullable(),
    leg: z.int().min(0).max(1),
    page: z.int().min(1),
  })
  .strict();
type OrderCursor = z.output<typeof cursorShape>;

/**
 * Walks over the orders that changed since a cursor, by page numbers: ShipBob gives orders no other pages.
 *
 * The specification does not say whether a parcel that leaves moves the stamp of its order. So where parcels matter
 * (`withTracking`) the orders with news of their tracking are asked for as well, by the filter that ShipBob has for it.
 *
 * An order has no stamp of its own in an answer, so the next pass begins at ShipBob's clock at the *first* page of this
 * one, less the overlap. While a pass runs its list can only grow. The specification does not say in which order the
 * pages are: an order that is updated under the reader's hands may be missed by this pass, and is in the next.
 *
 * Nothing tells the last page but that it is short. A short page is believed when the one behind it is empty; else it
 * was cut, and is read again.
 */
export async function* orderPages(
  client: Client,
  cursor: string | null,
  { operation, withTracking = false }: { readonly operation: string; readonly withTracking?: boolean },
): AsyncGenerator<OrderPage> {
  let at = parseCursor(cursor);
  let seen = new Set<number>();
  for (let count = 0; count < PAGES_MAX; count += 1) {
    const { page, isLast } = await readWhole(client, at, operation);
    refuseRepeated(page.data, seen, operation);
    const high = at.high ?? (page.vendorAt ?? page.sentAt) - client.settings.overlapMs;
    const hasNextLeg = withTracking && at.since !== null && at.leg === 0;
    const complete = isLast && !hasNextLeg;
    if (!isLast) at = { ...at, high, page: at.page + 1 };
    else if (complete) at = { since: high, high: null, leg: 0, page: 1 };
    else at = { ...at, high, leg: 1, page: 1 };
    if (isLast) seen = new Set();
    yield { ...page, cursor: JSON.stringify(at), complete };
    if (complete) return;
  }
  throw new RejectedError('ShipBob has more pages of orders than can be read', { code: 'too-many-pages' });
}

/** Orders by their ids or references; up to a page of them. */
export function searchOrders(
  client: Client,
  filter: { readonly name: 'IDs' | 'ReferenceIds'; readonly values: readonly string[] },
  operation: string,
): Promise<Answer<readonly unknown[]>> {
  const values = filter.values.map(encodeURIComponent).join(',');
  const path = `${API}/order?Page=1&Limit=250&${filter.name}=${values}`;
  return client.read({ path, operation, schema: rows });
}

async function readWhole(
  client: Client,
  at: OrderCursor,
  operation: string,
): Promise<{ page: Answer<readonly unknown[]>; isLast: boolean }> {
  const { pageSize } = client.settings;
  const page = await readPage(client, at, operation);
  if (page.data.length >= pageSize) return { page, isLast: false };
  const behind = await readPage(client, { ...at, page: at.page + 1 }, operation);
  if (behind.data.length === 0) return { page, isLast: true };
  const again = await readPage(client, at, operation);
  if (again.data.length >= pageSize) return { page: again, isLast: false };
  throw new MalformedAnswerError('ShipBob cut a page of orders short', operation);
}

function readPage(
  client: Client,
  { since, leg, page }: OrderCursor,
  operation: string,
): Promise<Answer<readonly unknown[]>> {
  const { pageSize } = client.settings;
  const filter = since === null ? '' : `&${legs[leg] ?? legs[0]}=${new Date(since).toISOString()}`;
  return client.read({
    path: `${API}/order?Page=${page}&Limit=${pageSize}${filter}`,
    operation,
    schema: rows,
    verify({ data }) {
      if (data.length > pageSize)
        throw new MalformedAnswerError('ShipBob gave more than was asked for', operation);
    },
  });
}

/** A page that brings nothing new is one that was read before: the pass would never end. */
function refuseRepeated(orders: readonly unknown[], seen: Set<number>, operation: string): void {
  const before = seen.size;
  for (const order of orders) {
    if (typeof order === 'object' && order !== null && 'id' in order && typeof order.id === 'number') {
      seen.add(order.id);
    }
  }
  if (orders.length > 0 && before > 0 && seen.size === before) {
    throw new MalformedAnswerError('ShipBob answered with a page that was read already', operation);
  }
}

function parseCursor(cursor: string | null): OrderCursor {
  if (cursor === null) return { since: null, high: null, leg: 0, page: 1 };
  try {
    return cursorShape.parse(JSON.parse(cursor));
  } catch (cause) {
    throw new RejectedError('the cursor of this pull is not one of the ShipBob connector', {
      code: 'bad-cursor',
      cause,
    });
  }
}
