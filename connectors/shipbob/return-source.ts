import { z } from 'zod';
import type { RefusedRecord } from '#sdk/capabilities.ts';
import { MalformedAnswerError, RejectedError } from '#sdk/errors.ts';
import type { Answer } from '#sdk/json-client.ts';
import { createMemory, type Memory } from '#sdk/memory.ts';
import { instant } from '#sdk/records.ts';
import type { ReturnReceipt, ReturnSource } from '#sdk/returns.ts';
import { API, type Client } from './client.ts';
import { linkedPages } from './linked-pages.ts';
import { parseRows } from './records.ts';
import { returnRow, type ReturnRow, statusOf, toReceipt } from './to-receipt.ts';

const LIST = `${API}/return`;
const SHIPMENTS_MAX = 10_000;
/** A return that has been open for longer no longer holds the cursor back; it is seen again only when read from the start. */
const OPEN_MAX_MS = 180 * 86_400_000;

// `since`: returns made at or after it, epoch ms; null: all. `next`: the page to go on with. `open`: the oldest that was not over.
const cursorShape = z
  .object({
    since: z.int().nullable(),
    next: z.string().startsWith(`${LIST}?`).nullable(),
    high: z.int().nullable(),
    open: z.int().nullable(),
  })
  .strict();
type ReturnCursor = z.output<typeof cursorShape>;

/**
 * Returns can be asked for by the time at which they were made, not by that of their last change. So each pass begins at
 * the oldest return that was not over in the one before. What is completed or canceled is taken for final.
 */
export function createReturnSource(client: Client): ReturnSource {
  const references = createMemory<string | null>(SHIPMENTS_MAX);
  return {
    async *changedSince(cursor) {
      let at = parseCursor(cursor);
      const from = at.next ?? firstPage(client, at.since);
      for await (const page of linkedPages(client, {
        from,
        operation: 'returns.changed',
        verify: refuseCut,
      })) {
        const { rows, refused } = parseRows(returnRow, page.data, 'return');
        const high = at.high ?? page.vendorAt ?? page.sentAt;
        const open = oldestOpen(at.open, rows, page.data);
        const complete = page.next === null;
        at = complete
          ? { since: beginOfNext({ high, open }, client), next: null, high: null, open: null }
          : { ...at, next: page.next, high, open };
        const receipts = await toReceipts(client, references, rows);
        yield {
          ...receipts,
          refused: [...refused, ...receipts.refused],
          cursor: JSON.stringify(at),
          complete,
          ...timesOf(page),
        };
      }
    },
  };
}

function firstPage({ settings }: Client, since: number | null): string {
  const filter = since === null ? '' : `&StartDate=${new Date(since).toISOString()}`;
  return `${LIST}?Limit=${settings.pageSize}&SortOrder=Asc${filter}`;
}

/** Where its headers say how many there are, a page must have its share of them. */
function refuseCut(items: readonly unknown[], headers: Answer<unknown>['headers']): void {
  const [page, size, total] = ['page-number', 'page-size', 'total-count'].map((name) =>
    Number(headers[name]),
  );
  if (page === undefined || size === undefined || total === undefined) return;
  if (![page, size, total].every((number) => Number.isInteger(number))) return;
  const due = Math.max(0, Math.min(size, total - (page - 1) * size));
  if (items.length >= due) return;
  throw new MalformedAnswerError('ShipBob cut a page of returns short', 'return.items');
}

/** A return that cannot be read counts as open, so that it comes again. */
function oldestOpen(
  before: number | null,
  rows: readonly ReturnRow[],
  raws: readonly unknown[],
): number | null {
  const read = new Set(rows.map(({ id }) => id));
  const unread = parseRows(z.object({ id: z.int(), insert_date: instant }), raws, 'return').rows;
  const open = [
    ...rows.filter((row) => !['completed', 'canceled'].includes(statusOf(row))),
    ...unread.filter(({ id }) => !read.has(id)),
  ];
  const dates = open.map(({ insert_date: at }) => at);
  return dates.length === 0 ? before : Math.min(before ?? Number.POSITIVE_INFINITY, ...dates);
}

function beginOfNext(
  { high, open }: { readonly high: number; readonly open: number | null },
  { settings }: Client,
): number {
  return Math.max(Math.min(high, open ?? high) - settings.overlapMs, high - OPEN_MAX_MS);
}

async function toReceipts(
  client: Client,
  references: Memory<string | null>,
  rows: readonly ReturnRow[],
): Promise<{ items: readonly ReturnReceipt[]; refused: readonly RefusedRecord[] }> {
  const items: ReturnReceipt[] = [];
  const refused: RefusedRecord[] = [];
  for (const row of rows) {
    const { original_shipment_id: shipment } = row;
    if (statusOf(row) === 'completed' && row.inventory.some(({ action_taken: taken }) => taken === null)) {
      refused.push({
        id: String(row.id),
        reason: 'return.inventory.action_taken: missing in a completed return',
      });
      continue;
    }
    const reference =
      shipment === null ? null : await references.of(shipment, () => referenceOf(client, shipment));
    items.push(toReceipt(row, reference));
  }
  return { items, refused };
}

const shipment = z.object({ id: z.int(), reference_id: z.string().nullable() });

/** The reference of the order that a shipment belonged to; it never changes. */
async function referenceOf(client: Client, id: number): Promise<string | null> {
  try {
    const path = `${API}/shipment/${id}`;
    const { data } = await client.read({ path, operation: 'returns.shipment', schema: shipment });
    return data.reference_id;
  } catch (error) {
    if (error instanceof RejectedError && error.code === 'http-404') return null;
    throw error;
  }
}

function timesOf({ sentAt, answeredAt, vendorAt }: Answer<unknown>) {
  return { sentAt, answeredAt, vendorAt };
}

function parseCursor(cursor: string | null): ReturnCursor {
  if (cursor === null) return { since: null, next: null, high: null, open: null };
  try {
    return cursorShape.parse(JSON.parse(cursor));
  } catch (cause) {
    throw new RejectedError('the cursor of this pull is not one of the ShipBob connector', {
      code: 'bad-cursor',
      cause,
    });
  }
}
