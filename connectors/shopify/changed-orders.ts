import { z } from 'zod';
import type { OrderHeader, Page } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import { pageInfoShape } from './answer-shape.ts';
import type { Answered, ShopifyClient } from './client.ts';
import { nextCursor } from './next-cursor.ts';
import { ORDER_HEADERS } from './operations/orders.ts';
import { timeShape } from './order-shape.ts';
import { sortRecords, type Sorted } from './record-shapes.ts';
import type { ShopifySettings } from './settings.ts';

/** Shopify pages through 25,000 objects of one search; the window moves on before. */
const OBJECTS_PER_WINDOW_MAX = 20_000;

const pageShape = z.object({ orders: z.object({ pageInfo: pageInfoShape, nodes: z.array(z.unknown()) }) });
const headerShape = z.object({ id: z.string(), updatedAt: timeShape });
const cursorShape = z.object({ updatedAt: z.int().min(0) });

type HeaderSettings = Pick<ShopifySettings, 'orderPageSize' | 'overlapMs'>;

/**
 * The ids of all orders changed since the cursor, oldest change first. Each pass looks back by the overlap, because a
 * search shows changes late and its times are whole seconds; so orders are seen again, and the reader compares versions.
 *
 * The pass has no upper bound in the query, which would cut off changes when our clock is behind Shopify's. It ends at
 * the last page, or at a page whose changes are younger than the pass itself by Shopify's own clock.
 */
export async function* changedOrders(
  client: ShopifyClient,
  { orderPageSize, overlapMs }: HeaderSettings,
  cursor: string | null,
  since: number,
): AsyncGenerator<Page<OrderHeader>> {
  let newest = cursor === null ? since : readCursor(cursor);
  let windowStart = cursor === null ? newest : newest - overlapMs;
  let after: string | null = null;
  let seenInWindow = 0;
  let startedAt: number | null = null;
  for (;;) {
    const answer: HeaderAnswer = await readHeaders(client, {
      first: orderPageSize,
      after,
      from: windowStart,
    });
    const { items, refused } = answer.sorted;
    startedAt ??= answer.vendorAt ?? Number.POSITIVE_INFINITY;
    const last = items.at(-1)?.updatedAt;
    newest = Math.max(newest, ...items.map((header) => header.updatedAt));
    const isDone = answer.next === null || (last !== undefined && last > startedAt);
    const { sentAt, answeredAt, vendorAt } = answer;
    yield { items, refused, cursor: writeCursor(newest), complete: isDone, sentAt, answeredAt, vendorAt };
    if (isDone) return;

    seenInWindow += orderPageSize;
    after = answer.next;
    if (seenInWindow >= OBJECTS_PER_WINDOW_MAX) {
      windowStart = nextWindow(windowStart, last);
      after = null;
      seenInWindow = 0;
    }
  }
}

interface HeaderAnswer extends Omit<Answered<unknown>, 'data'> {
  readonly sorted: Sorted<OrderHeader>;
  readonly next: string | null;
}

async function readHeaders(
  client: ShopifyClient,
  { first, after, from }: { readonly first: number; readonly after: string | null; readonly from: number },
): Promise<HeaderAnswer> {
  const { data, ...times } = await client.read({
    operation: ORDER_HEADERS,
    label: 'orders.changed',
    shape: pageShape,
    variables: { first, after, query: changedSinceQuery(from) },
  });
  const { pageInfo, nodes } = data.orders;
  const next = nextCursor(pageInfo, after, 'orders.changed');
  return { ...times, sorted: sortRecords(nodes, headerShape), next };
}

/** The quotes matter: without them the colons of the time split the filter, which is then ignored. */
export function changedSinceQuery(from: number): string {
  const wholeSeconds = Math.floor(Math.max(0, from) / 1_000) * 1_000;
  return `updated_at:>='${new Date(wholeSeconds).toISOString().replace('.000Z', 'Z')}'`;
}

function nextWindow(windowStart: number, last: number | undefined): number {
  if (last === undefined || Math.floor(last / 1_000) <= Math.floor(windowStart / 1_000)) {
    throw new RejectedError(`more than ${OBJECTS_PER_WINDOW_MAX} orders changed within one second`, {
      code: 'window-too-full',
    });
  }
  return last;
}

function writeCursor(updatedAt: number): string {
  return JSON.stringify({ updatedAt });
}

function readCursor(cursor: string): number {
  try {
    return cursorShape.parse(JSON.parse(cursor)).updatedAt;
  } catch (cause) {
    throw new RejectedError('the stored cursor of the orders is unusable', { code: 'cursor', cause });
  }
}
