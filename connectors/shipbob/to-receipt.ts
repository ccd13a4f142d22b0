import { z } from 'zod';
import { instant, text } from '#sdk/records.ts';
import type { ReturnLine, ReturnReceipt } from '#sdk/returns.ts';

const units = z.int().nonnegative();

/** A return order, as far as anything here is decided by it. */
export const returnRow = z.object({
  id: z.int(),
  status: z.string(),
  reference_id: z.string().nullable(),
  insert_date: instant,
  arrived_date: instant.nullable(),
  fulfillment_center: z.object({ id: z.int() }).nullish(),
  original_shipment_id: z.int().nullable(),
  inventory: z.array(
    z.object({
      id: z.int(),
      sku: text,
      quantity: units,
      /** Null: nothing has been decided yet. */
      action_taken: z
        .array(z.object({ action: z.string().nullable(), quantity_processed: units }))
        .nullable(),
    }),
  ),
});
export type ReturnRow = z.output<typeof returnRow>;

/** The published statuses. The specification writes the first one with and without a space. */
const statuses: Readonly<Record<string, ReturnReceipt['status']>> = {
  AwaitingArrival: 'expected',
  Arrived: 'received',
  Processing: 'processing',
  Completed: 'completed',
  Cancelled: 'canceled',
};

export function statusOf({ status }: Pick<ReturnRow, 'status'>): ReturnReceipt['status'] {
  const name = status.replaceAll(' ', '');
  return Object.hasOwn(statuses, name) ? (statuses[name] ?? 'unknown') : 'unknown';
}

export function toReceipt(row: ReturnRow, orderReference: string | null): ReturnReceipt {
  return {
    id: String(row.id),
    reference: row.reference_id,
    orderReference,
    locationId: row.fulfillment_center == null ? null : String(row.fulfillment_center.id),
    receivedAt: row.arrived_date,
    status: statusOf(row),
    lines: linesOf(row),
  };
}

/** By item: an item may come in several rows, one for each lot or bundle. */
function linesOf({ inventory }: ReturnRow): readonly ReturnLine[] {
  const lines = new Map<number, ReturnLine>();
  for (const { id, sku, quantity, action_taken: actions } of inventory) {
    const before = lines.get(id);
    const sum = (taken: (action: string | null) => boolean): number =>
      (actions ?? [])
        .filter(({ action }) => taken(action))
        .reduce((total, { quantity_processed: count }) => total + count, 0);
    lines.set(id, {
      listingId: String(id),
      sku,
      quantity: (before?.quantity ?? 0) + quantity,
      received: (before?.received ?? 0) + sum(() => true),
      // The filter of the list names the actions Restock, Quarantine and Dispose; only the first one fills the shelf.
      restocked: (before?.restocked ?? 0) + sum((action) => action === 'Restock'),
    });
  }
  return [...lines.values()];
}
