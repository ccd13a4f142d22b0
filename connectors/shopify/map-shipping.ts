import type { MoneyBag } from '#domain/money.ts';
import type { ShippingLine, TaxLine } from '#domain/order.ts';
import { reduceTaxes } from './booked-amounts.ts';
import { isCanceled } from './booked-units.ts';
import { addBags, subtractBags, sumBags, toBag } from './money-bags.ts';
import type { VendorOrder, VendorRefund, VendorShippingLine } from './order-shape.ts';

export interface BookedShipping {
  readonly lines: readonly ShippingLine[];
  readonly total: MoneyBag;
  readonly tax: MoneyBag;
  /** Refunded after the first parcel left: still booked, and no longer in Shopify's current total. */
  readonly refundedTotal: MoneyBag;
  readonly refundedTax: MoneyBag;
}

/** As for lines: shipping that was refunded before anything shipped is gone, what was refunded later is still there. */
export function bookShipping(order: VendorOrder, zero: MoneyBag): BookedShipping {
  const isLate = isLateRefund(order);
  const known = new Set(order.shippingLines.nodes.map((line) => line.id));
  const late = sumRefunds(order.refunds.filter(isLate), zero, (id) => known.has(id));
  const early = order.refunds.filter((refund) => !isLate(refund));
  const lines = order.shippingLines.nodes.map((line, index) => mapLine(line, index, early, zero));
  return {
    lines,
    total: sumBags(
      lines.map((line) => line.total),
      zero,
    ),
    tax: sumBags(
      lines.flatMap((line) => line.taxes.map((tax) => tax.amount)),
      zero,
    ),
    refundedTotal: late.total,
    refundedTax: late.tax,
  };
}

function mapLine(
  line: VendorShippingLine,
  index: number,
  removedBy: readonly VendorRefund[],
  zero: MoneyBag,
): ShippingLine {
  const removed = sumRefunds(removedBy, zero, (id) => id === line.id);
  const fullTaxes = line.taxLines.map((tax) => toBag(tax.priceSet));
  const taxes: readonly TaxLine[] = reduceTaxes(line.taxLines, fullTaxes, removed.tax);
  return {
    id: line.id ?? `shipping ${index + 1}`,
    title: line.title,
    code: line.code === '' ? null : line.code,
    total: subtractBags(toBag(line.discountedPriceSet), removed.total),
    taxes,
  };
}

function sumRefunds(
  refunds: readonly VendorRefund[],
  zero: MoneyBag,
  isWanted: (lineId: string | null) => boolean,
) {
  return refunds
    .flatMap((refund) => refund.refundShippingLines.nodes)
    .filter((entry) => isWanted(entry.shippingLine.id))
    .reduce(
      (sum, entry) => ({
        total: addBags(sum.total, toBag(entry.subtotalAmountSet)),
        tax: addBags(sum.tax, toBag(entry.taxAmountSet)),
      }),
      { total: zero, tax: zero },
    );
}

/** Whether a refund came after the first parcel had left. */
export function isLateRefund(order: VendorOrder): (refund: VendorRefund) => boolean {
  const shippedAt = firstShipmentAt(order);
  return (refund) => shippedAt !== null && refundedAt(refund) >= shippedAt;
}

export function refundedAt(refund: VendorRefund): number {
  return refund.createdAt ?? refund.processedAt;
}

function firstShipmentAt(order: VendorOrder): number | null {
  const times = order.fulfillments.filter((entry) => !isCanceled(entry)).map((entry) => entry.createdAt);
  return times.length === 0 ? null : Math.min(...times);
}
