import { z } from 'zod';
import type { Page } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { Answered } from './client.ts';
import type { Sorted } from './record-shapes.ts';

/** Shopify pages through 25,000 objects of one search; the window moves on before. */
const OBJECTS_PER_WINDOW_MAX = 20_000;

const cursorShape = z.object({ updatedAt: z.int().min(0) });

/** One page of a search that is sorted by the stamp, oldest change first. */
export interface ChangedPage<Item> extends Omit<Answered<unknown>, 'data'> {
  readonly sorted: Sorted<Item>;
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
}

export interface ChangedSearch<Item> {
  /** What is read, for messages: `orders`. */
  readonly what: string;
  readonly pageSize: number;
  /** How far each pass looks back behind what it has seen. */
  readonly overlapMs: number;
  readonly readPage: (page: {
    readonly first: number;
    readonly after: string | null;
    readonly from: number;
  }) => Promise<ChangedPage<Item>>;
}

/**
 * All that changed since the cursor, oldest change first. Each pass looks back by the overlap, because a search shows
 * changes late and its times are whole seconds; so records are seen again, and the reader compares versions.
 *
 * The pass has no upper bound in the query, which would cut off changes when our clock is behind Shopify's. It ends at
 * the last page, or at a page whose changes are younger than the pass itself by Shopify's own clock.
 */
export async function* changedRecords<Item extends { readonly updatedAt: number }>(
  { what, pageSize, overlapMs, readPage }: ChangedSearch<Item>,
  cursor: string | null,
  since: number,
): AsyncGenerator<Page<Item>> {
  let newest = cursor === null ? since : readCursor(cursor, what);
  let windowStart = cursor === null ? newest : newest - overlapMs;
  let after: string | null = null;
  let seenInWindow = 0;
  let startedAt: number | null = null;
  for (;;) {
    const answer: ChangedPage<Item> = await readPage({ first: pageSize, after, from: windowStart });
    const { items, refused } = answer.sorted;
    startedAt ??= answer.vendorAt ?? Number.POSITIVE_INFINITY;
    const last = items.at(-1)?.updatedAt;
    newest = Math.max(newest, ...items.map((record) => record.updatedAt));
    const isDone = answer.next === null || (last !== undefined && last > startedAt);
    const { sentAt, answeredAt, vendorAt } = answer;
    yield { items, refused, cursor: writeCursor(newest), complete: isDone, sentAt, answeredAt, vendorAt };
    if (isDone) return;

    seenInWindow += pageSize;
    after = answer.next;
    if (seenInWindow >= OBJECTS_PER_WINDOW_MAX) {
      windowStart = nextWindow(windowStart, last, what);
      after = null;
      seenInWindow = 0;
    }
  }
}

/** The quotes matter: without them the colons of the time split the filter, which is then ignored. */
export function changedSinceQuery(from: number): string {
  const wholeSeconds = Math.floor(Math.max(0, from) / 1_000) * 1_000;
  return `updated_at:>='${new Date(wholeSeconds).toISOString().replace('.000Z', 'Z')}'`;
}

function nextWindow(windowStart: number, last: number | undefined, what: string): number {
  if (last === undefined || Math.floor(last / 1_000) <= Math.floor(windowStart / 1_000)) {
    throw new RejectedError(`more than ${OBJECTS_PER_WINDOW_MAX} ${what} changed within one second`, {
      code: 'window-too-full',
    });
  }
  return last;
}

function writeCursor(updatedAt: number): string {
  return JSON.stringify({ updatedAt });
}

function readCursor(cursor: string, what: string): number {
  try {
    return cursorShape.parse(JSON.parse(cursor)).updatedAt;
  } catch (cause) {
    throw new RejectedError(`the stored cursor of the ${what} is unusable`, { code: 'cursor', cause });
  }
}
