import { money, type MoneyBag } from '#domain/money.ts';
import type { FinancialStatus, Order, OrderTotals } from '#domain/order.ts';
import { UnbalancedError } from './booked-amounts.ts';
import { mapBuyer } from './map-buyer.ts';
import { mapFulfillment, mapFulfillmentOrder } from './map-fulfillments.ts';
import { bookLine, type BookedLine } from './map-line.ts';
import { mapPersonal } from './map-personal.ts';
import { mapRefund } from './map-refund.ts';
import { type BookedShipping, bookShipping } from './map-shipping.ts';
import { addBags, equalBags, subtractBags, sumBags, toBag } from './money-bags.ts';
import { withExchanges } from './exchange-credits.ts';
import { mapReturn } from './map-return.ts';
import type { VendorOrder } from './order-shape.ts';
import type { VendorReturn } from './return-shape.ts';

/**
 * Shopify's order in our words. The amounts are Shopify's own; only what was removed before it shipped is taken off,
 * and the result must agree with Shopify's current total to the minor unit in both currencies.
 *
 * @param vendorReturns What comes back of it; absent: it was not asked for.
 * @throws {UnbalancedError} the amounts contradict each other.
 * @throws {RangeError} an amount is no decimal number of its currency.
 */
export function mapOrder(order: VendorOrder, vendorReturns?: readonly VendorReturn[]): Order {
  const zero: MoneyBag = {
    shop: money(0, order.currencyCode),
    presentment: money(0, order.presentmentCurrencyCode),
  };
  const lines = order.lineItems.nodes.map((line) => bookLine(line, order, zero));
  const shipping = bookShipping(order, zero);
  const kept = new Map(lines.flatMap(({ keptRefunds }) => [...keptRefunds]));
  const refunds = order.refunds.map((refund) => mapRefund(refund, order, kept, zero));
  const returns = vendorReturns?.map(mapReturn).toSorted((one, other) => one.createdAt - other.createdAt);
  return {
    id: order.id,
    name: order.name,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    canceledAt: order.cancelledAt,
    test: order.test,
    financialStatus: toFinancialStatus(order.displayFinancialStatus),
    currency: order.currencyCode,
    presentmentCurrency: order.presentmentCurrencyCode,
    taxesIncluded: order.taxesIncluded,
    // Where the returns are known, what came back is told from what an edit took out.
    lines: lines.map(({ line, exchanged }) =>
      returns === undefined
        ? line
        : { ...line, editedOutQuantity: line.editedOutQuantity - exchanged.quantity },
    ),
    shipping: shipping.lines,
    discountCodes: order.discountCodes,
    totals: balancedTotals(order, lines, shipping, zero),
    refunds: withExchanges(refunds, returns ?? [], { order, lines, zero }),
    ...(returns === undefined ? {} : { returns }),
    fulfillmentOrders: order.fulfillmentOrders.nodes.map(mapFulfillmentOrder),
    fulfillments: order.fulfillments.map(mapFulfillment),
    paymentMethods: order.paymentGatewayNames,
    tags: order.tags,
    sourceName: order.sourceName,
    ...mapBuyer(order),
    personal: mapPersonal(order),
  };
}

const financialStatuses: Readonly<Record<string, FinancialStatus>> = {
  PENDING: 'pending',
  AUTHORIZED: 'authorized',
  PARTIALLY_PAID: 'partially-paid',
  PAID: 'paid',
  PARTIALLY_REFUNDED: 'partially-refunded',
  REFUNDED: 'refunded',
  VOIDED: 'voided',
  EXPIRED: 'expired',
};

function toFinancialStatus(status: string | null): FinancialStatus {
  return financialStatuses[status ?? ''] ?? 'unknown';
}

function balancedTotals(
  order: VendorOrder,
  booked: readonly BookedLine[],
  shipping: BookedShipping,
  zero: MoneyBag,
): OrderTotals {
  const lines = sumBags(
    booked.map(({ line }) => line.total),
    zero,
  );
  const lineTaxes = booked.flatMap(({ line }) => line.taxes.map((tax) => tax.amount));
  const tax = addBags(sumBags(lineTaxes, zero), shipping.tax);
  const refundedTax = sumBags(
    booked.map((line) => line.refundedTax),
    shipping.refundedTax,
  );
  const refundedTotal = sumBags(
    booked.map((line) => line.refundedTotal),
    shipping.refundedTotal,
  );

  // Shopify's current total leaves out what was refunded after it shipped; that is still to be booked.
  const refunded = order.taxesIncluded ? refundedTotal : addBags(refundedTotal, refundedTax);
  const due = addBags(toBag(order.currentTotalPriceSet), refunded);
  requireEqual(tax, addBags(toBag(order.currentTotalTaxSet), refundedTax), 'tax');

  // Duties that the prices contain are no charge of their own.
  const duties =
    order.dutiesIncluded || order.currentTotalDutiesSet === null ? zero : toBag(order.currentTotalDutiesSet);
  const fees =
    order.currentTotalAdditionalFeesSet === null ? zero : toBag(order.currentTotalAdditionalFeesSet);
  const rest = sumBags([lines, shipping.total, duties, fees, ...(order.taxesIncluded ? [] : [tax])], zero);
  const tip = tipBeside(toBag(order.totalTipReceivedSet), rest, due, zero);
  requireEqual(addBags(rest, tip), due, 'total');

  const rounding = toBag(order.totalCashRoundingAdjustment.paymentSet);
  return {
    lines,
    shipping: shipping.total,
    tax,
    tip,
    duties,
    fees,
    rounding,
    total: addBags(due, rounding),
    paid: toBag(order.totalReceivedSet),
    refunded: toBag(order.totalRefundedSet),
  };
}

/** A tip can also be one of the lines (checkout tips are); then the order balances without it. */
function tipBeside(tip: MoneyBag, rest: MoneyBag, due: MoneyBag, zero: MoneyBag): MoneyBag {
  return equalBags(rest, due) ? zero : tip;
}

function requireEqual(ours: MoneyBag, theirs: MoneyBag, what: string): void {
  const { shop, presentment } = subtractBags(ours, theirs);
  if (shop.minor === 0 && presentment.minor === 0) return;
  const difference = `${shop.minor} minor units of ${shop.currency}, ${presentment.minor} of ${presentment.currency}`;
  throw new UnbalancedError(
    `totals do not balance: the parts of the ${what} differ from Shopify's by ${difference}`,
  );
}
