import { money, type Money, type MoneyBag } from '#domain/money.ts';
import type { Refund, RefundLine } from '#domain/order.ts';
import type { KeptRefund } from './booked-amounts.ts';
import { isLateRefund, refundedAt } from './map-shipping.ts';
import { addBags, subtractBags, sumBags, toBag } from './money-bags.ts';
import type { VendorOrder, VendorRefund, VendorRefundLine } from './order-shape.ts';

/** Of each refund line the part that is still booked, because its units had shipped. */
export type KeptRefunds = ReadonlyMap<VendorRefundLine, KeptRefund>;

const restockTypes: Readonly<Record<string, RefundLine['restockType']>> = {
  CANCEL: 'cancel',
  RETURN: 'return',
  NO_RESTOCK: 'none',
};
const restockedKinds = new Set(['CANCEL', 'RETURN', 'LEGACY_RESTOCK']);

/** A refund with all its parts, each cut into what is still booked and what is gone from the order. */
export function mapRefund(
  refund: VendorRefund,
  order: VendorOrder,
  kept: KeptRefunds,
  zero: MoneyBag,
): Refund {
  const isLate = isLateRefund(order);
  const known = new Set(order.shippingLines.nodes.map(({ id }) => id));
  const parts = {
    lines: refund.refundLineItems.nodes.map((line) => mapLine(line, kept.get(line), zero)),
    shipping: refund.refundShippingLines.nodes.map((entry) => ({
      lineId: entry.shippingLine.id,
      amount: toBag(entry.subtotalAmountSet),
      tax: toBag(entry.taxAmountSet),
      booked: isLate(refund) && known.has(entry.shippingLine.id),
    })),
    duties: sumBags(
      (refund.duties ?? []).map(({ amountSet }) => toBag(amountSet)),
      zero,
    ),
  };
  const total = toBag(refund.totalRefundedSet);
  const amounts = [...parts.lines, ...parts.shipping];
  const net = sumBags([...amounts.map(({ amount }) => amount), parts.duties], zero);
  const tax = sumBags(
    amounts.map((part) => part.tax),
    zero,
  );
  const worth = order.taxesIncluded ? net : addBags(net, tax);
  const stated = sumBags(
    refund.orderAdjustments.nodes.map(({ amountSet, taxAmountSet }) =>
      addBags(toBag(amountSet), toBag(taxAmountSet)),
    ),
    zero,
  );
  return {
    id: refund.id,
    createdAt: refundedAt(refund),
    total,
    ...parts,
    adjustment: signedAs(stated, subtractBags(total, worth)),
  };
}

function mapLine(line: VendorRefundLine, kept: KeptRefund | undefined, zero: MoneyBag): RefundLine {
  return {
    lineId: line.lineItem.id,
    quantity: line.quantity,
    restocked: line.restocked && restockedKinds.has(line.restockType),
    restockType: restockTypes[line.restockType] ?? 'unknown',
    locationId: line.location?.id ?? null,
    amount: toBag(line.subtotalSet),
    tax: toBag(line.totalTaxSet),
    booked: kept ?? { quantity: 0, amount: zero, tax: zero },
  };
}

/**
 * Shopify documents an adjustment as the difference between the calculated and the paid amount, and not which of the two is
 * taken from the other. So it is read in the direction that explains the difference; one that explains it in neither stays
 * as it is, and the refund does not balance.
 */
function signedAs(stated: MoneyBag, gap: MoneyBag): MoneyBag {
  const signed = (amount: Money, wanted: Money): Money =>
    -amount.minor === wanted.minor ? money(wanted.minor, amount.currency) : amount;
  return {
    shop: signed(stated.shop, gap.shop),
    presentment: signed(stated.presentment, gap.presentment),
  };
}
