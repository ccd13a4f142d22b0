import type { MoneyBag } from '#domain/money.ts';
import type { OrderLine } from '#domain/order.ts';
import { amountsOf, type ExchangedUnits, keptOf } from './booked-amounts.ts';
import { unitsOf } from './booked-units.ts';
import { toBag } from './money-bags.ts';
import type { KeptRefunds } from './map-refund.ts';
import type { VendorLine, VendorOrder } from './order-shape.ts';

export interface BookedLine {
  readonly line: OrderLine;
  /** Refunded after shipping: still booked, and no longer in Shopify's current total. */
  readonly refundedTotal: MoneyBag;
  readonly refundedTax: MoneyBag;
  readonly keptRefunds: KeptRefunds;
  readonly exchanged: ExchangedUnits;
}

/** A line with nothing left to book stays, with quantity 0, so that versions of the order can be compared. */
export function bookLine(line: VendorLine, order: VendorOrder, zero: MoneyBag): BookedLine {
  const units = unitsOf(line, order);
  const amounts = amountsOf(line, units, zero);
  return {
    line: {
      id: line.id,
      sku: line.sku === '' ? null : line.sku,
      title: line.title,
      variantId: line.variant?.id ?? null,
      inventoryItemId: line.variant?.inventoryItem?.id ?? null,
      locationId: locationOf(line.id, order),
      quantity: units.toBook,
      orderedQuantity: line.quantity,
      editedOutQuantity: units.editedOut,
      fulfilledQuantity: units.fulfilled,
      requiresShipping: line.requiresShipping,
      giftCard: line.isGiftCard,
      unitPrice: toBag(line.originalUnitPriceSet),
      discount: amounts.discount,
      total: amounts.total,
      taxes: amounts.taxes,
    },
    refundedTotal: amounts.refundedTotal,
    refundedTax: amounts.refundedTax,
    exchanged: amounts.exchanged,
    keptRefunds: new Map(units.refunds.map((split) => [split.refundLine, keptOf(split)])),
  };
}

/**
 * Where the rest of the line is to be shipped from; where it was, when nothing is left. Null when the channel has not
 * said, or has split the line over several locations: then only the fulfillment orders tell.
 */
function locationOf(lineId: string, order: VendorOrder): string | null {
  const holders = order.fulfillmentOrders.nodes
    .filter((entry) => entry.status !== 'CANCELLED')
    .flatMap((entry) =>
      entry.lineItems.nodes
        .filter((item) => item.lineItem.id === lineId)
        .map((item) => ({
          open: item.remainingQuantity > 0,
          locationId: entry.assignedLocation.location?.id ?? null,
        })),
    );
  const open = holders.filter((holder) => holder.open);
  const places = new Set((open.length > 0 ? open : holders).map((holder) => holder.locationId));
  const [place] = places;
  return places.size === 1 ? (place ?? null) : null;
}
