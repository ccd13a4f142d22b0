import { amountsOf, type OrderAmounts } from './order-amounts.ts';
import type { FulfillmentOrder } from './shipping-records.ts';
import type { Line, Order } from './records.ts';

/** `OrderDisplayFinancialStatus`; null for an imported order without any payment. */
export function financialStatusOf(order: Order, amounts: OrderAmounts = amountsOf(order)): string | null {
  const { received, refunded, total } = amounts;
  if (refunded.shop > 0) return refunded.shop >= received.shop ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  if (received.shop > 0)
    return received.shop >= Math.min(total.shop, currentDue(amounts)) ? 'PAID' : 'PARTIALLY_PAID';
  if (order.cancelledAt !== null) return 'VOIDED';
  if (order.transactions.some((entry) => entry.type === 'AUTHORIZATION' && entry.status === 'SUCCESS')) {
    return 'AUTHORIZED';
  }
  if (order.paymentPending) return 'PENDING';
  // An order that nobody has said anything about paying for has no status at all.
  return total.shop === 0 ? 'PAID' : null;
}

function currentDue({ currentTotal, refunded }: OrderAmounts): number {
  return currentTotal.shop + refunded.shop;
}

/** `OrderDisplayFulfillmentStatus`. A canceled order keeps the word it had. */
export function fulfillmentStatusOf(order: Order): string {
  const fulfilled = order.lines.reduce((sum, line) => sum + fulfilledUnits(order, line), 0);
  const open = order.fulfillmentOrders.filter(isUnfinished);
  const remaining = open.reduce((sum, entry) => sum + remainingUnits(entry), 0);
  if (fulfilled > 0) return remaining === 0 ? 'FULFILLED' : 'PARTIALLY_FULFILLED';
  if (open.length > 0 && open.every((entry) => entry.status === 'ON_HOLD')) return 'ON_HOLD';
  if (open.some((entry) => entry.status === 'IN_PROGRESS')) return 'IN_PROGRESS';
  if (open.length > 0 && open.every((entry) => entry.status === 'SCHEDULED')) return 'SCHEDULED';
  return 'UNFULFILLED';
}

/** REST has its own word: nothing for an unfulfilled order. */
export function restFulfillmentStatusOf(order: Order): string | null {
  const status = fulfillmentStatusOf(order);
  return status === 'FULFILLED' ? 'fulfilled' : status === 'PARTIALLY_FULFILLED' ? 'partial' : null;
}

export function isUnfinished(entry: FulfillmentOrder): boolean {
  return entry.status !== 'CLOSED' && entry.status !== 'CANCELLED';
}

export function remainingUnits(entry: FulfillmentOrder): number {
  return entry.lines.reduce((sum, line) => sum + line.remaining, 0);
}

/** Units of a line that have left and whose fulfillment stands. */
export function fulfilledUnits(order: Order, line: Line): number {
  let units = 0;
  for (const fulfillment of order.fulfillments) {
    if (fulfillment.status !== 'SUCCESS') continue;
    for (const entry of fulfillment.lines) if (entry.lineId === line.id) units += entry.quantity;
  }
  return units;
}

/** Units of a line that may be shipped now: without those on hold. */
export function fulfillableUnits(order: Order, line: Line): number {
  let units = 0;
  for (const entry of order.fulfillmentOrders) {
    if (!isUnfinished(entry) || entry.status === 'ON_HOLD') continue;
    for (const item of entry.lines) if (item.lineId === line.id) units += item.remaining;
  }
  return units;
}

/** Units of a line that are still to be shipped. */
export function unfulfilledUnits(order: Order, line: Line): number {
  let units = 0;
  for (const entry of order.fulfillmentOrders) {
    if (!isUnfinished(entry)) continue;
    for (const item of entry.lines) if (item.lineId === line.id) units += item.remaining;
  }
  return units;
}
