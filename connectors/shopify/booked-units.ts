import type { VendorFulfillment, VendorLine, VendorOrder, VendorRefundLine } from './order-shape.ts';

/** A refund line of one order line, cut into the units that never shipped and those that did. */
export interface RefundSplit {
  readonly refundLine: VendorRefundLine;
  readonly removedUnits: number;
  readonly keptUnits: number;
}

export interface LineUnits {
  readonly fulfilled: number;
  /** Ordered, minus removed or refunded before shipping. */
  readonly toBook: number;
  readonly removed: number;
  /** Units that Shopify counts as gone and that no refund line names: an edit took them out, or they came back. */
  readonly editedOut: number;
  /** Of these, those that had shipped: given back for something else. An exchange stands on the return, not on a refund. */
  readonly exchanged: number;
  readonly refunds: readonly RefundSplit[];
}

const canceledStates = new Set(['CANCELLED', 'ERROR', 'FAILURE']);

export function isCanceled(fulfillment: VendorFulfillment): boolean {
  return canceledStates.has(fulfillment.status);
}

/**
 * How many units of a line are to be booked. `currentQuantity` also leaves out what was refunded *after* it shipped,
 * so the units that shipped and those that still will are counted too: of 3 ordered, 1 shipped and returned, 2 open,
 * Shopify says 2, and 3 are to be booked.
 */
export function unitsOf(line: VendorLine, order: VendorOrder): LineUnits {
  const fulfilled = order.fulfillments
    .filter((fulfillment) => !isCanceled(fulfillment))
    .flatMap((fulfillment) => fulfillment.fulfillmentLineItems.nodes)
    .filter((entry) => entry.lineItem.id === line.id)
    .reduce((sum, entry) => sum + entry.quantity, 0);
  const touched = Math.max(line.currentQuantity, fulfilled + line.unfulfilledQuantity);
  const toBook = Math.min(line.quantity, touched);
  const removed = line.quantity - toBook;
  const refundLines = order.refunds
    .flatMap((refund) => refund.refundLineItems.nodes)
    .filter((refundLine) => refundLine.lineItem.id === line.id);
  const refunded = refundLines.reduce((sum, refundLine) => sum + refundLine.quantity, 0);
  const editedOut = Math.max(0, line.quantity - line.currentQuantity - refunded);
  // What a cancellation names had not shipped, so only the rest of what was removed can have been taken out by an edit.
  const canceled = refundLines
    .filter(({ restockType }) => restockType === 'CANCEL')
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const edited = Math.min(editedOut, Math.max(0, removed - canceled));
  const refunds = splitRefunds(refundLines, removed - edited);
  return { fulfilled, toBook, removed, editedOut, exchanged: editedOut - edited, refunds };
}

/** Removed units that no edit took out are looked for among the refund lines: those that say so first, those of returned goods last. */
function splitRefunds(refundLines: readonly VendorRefundLine[], removed: number): readonly RefundSplit[] {
  let left = Math.max(0, removed);
  return refundLines
    .toSorted((one, other) => rankOf(one) - rankOf(other))
    .map((refundLine) => {
      const removedUnits = Math.min(left, refundLine.quantity);
      left -= removedUnits;
      return { refundLine, removedUnits, keptUnits: refundLine.quantity - removedUnits };
    });
}

const ranks: Readonly<Record<string, number>> = { CANCEL: 0, NO_RESTOCK: 1, LEGACY_RESTOCK: 2, RETURN: 3 };

function rankOf(refundLine: VendorRefundLine): number {
  return ranks[refundLine.restockType] ?? 2;
}
