import { removeUnits } from './fulfillment-orders.ts';
import { addBags, type Bag, isZeroBag, minBag, subtractBags, zeroBag } from './money-math.ts';
import { discountedShipping, lineAmounts, refundShare } from './order-amounts.ts';
import { unfulfilledUnits } from './order-status.ts';
import { recordPayment, refundableOf } from './payments.ts';
import type { Line, Order } from './records.ts';
import type { Transaction } from './payment-records.ts';
import type { Refund, RefundLine, RefundShipping } from './refund-records.ts';
import { announce, type ShopState, touchOrder } from './state.ts';
import { changeStock, stockAt } from './stock.ts';

export interface RefundLineInput {
  readonly lineId: string;
  readonly quantity: number;
  readonly restockType: RefundLine['restockType'];
  readonly locationId?: string | null | undefined;
}

export interface RefundInput {
  readonly lines: readonly RefundLineInput[];
  /** All shipping that is not refunded yet, or a part of it. */
  readonly shipping?: 'all' | Bag | undefined;
  /** What is paid back; absent: what the lines and the shipping are worth, as far as it was paid. */
  readonly amount?: Bag | undefined;
  readonly note?: string | null | undefined;
  /** The return that it pays for. */
  readonly returnId?: string | undefined;
  readonly processedAt?: number | undefined;
}

/**
 * Gives back units, shipping and money. Units that have not left are taken out of their fulfillment orders. What is paid
 * beyond the worth of the units, or less, becomes an adjustment.
 */
export function refundOrder(state: ShopState, order: Order, input: RefundInput): Refund {
  const now = state.now();
  const lines = input.lines.map((entry) => refundLine(state, order, entry));
  const shipping = refundShipping(state, order, input.shipping);
  const worth = worthOf(order, lines, shipping);
  const amount = input.amount ?? minBag(worth, refundableOf(order));
  const transactions = isZeroBag(amount) ? [] : [payBack(state, order, amount)];
  const difference = subtractBags(amount, worth);
  const refund: Refund = {
    kind: 'Refund',
    id: state.ids.next('Refund'),
    orderId: order.id,
    returnId: input.returnId ?? null,
    createdAt: now,
    processedAt: input.processedAt ?? now,
    note: input.note ?? null,
    lines,
    shipping,
    adjustments:
      isZeroBag(difference) || transactions.length === 0
        ? []
        : [
            {
              kind: 'OrderAdjustment',
              id: state.ids.next('OrderAdjustment'),
              reason: 'REFUND_DISCREPANCY',
              amount: difference,
            },
          ],
    transactions,
  };
  order.refunds.push(refund);
  state.refunds.set(refund.id, refund);
  announce(state, 'refunds/create', refund);
  touchOrder(state, order);
  return refund;
}

function refundLine(state: ShopState, order: Order, input: RefundLineInput): RefundLine {
  const line = order.lines.find((candidate) => candidate.id === input.lineId);
  if (line === undefined) throw new RangeError(`order ${order.name} has no line ${input.lineId}`);
  const { subtotal, tax } = refundShare(order, line, input.quantity);
  const locationId = giveBack(state, order, line, input);
  return {
    kind: 'RefundLineItem',
    id: state.ids.next('RefundLineItem'),
    lineId: line.id,
    quantity: input.quantity,
    restockType: input.restockType,
    locationId,
    unitPrice: line.unitPrice,
    subtotal,
    tax,
  };
}

/** Moves the units of a refund back into stock, or out of it; returns where. */
function giveBack(state: ShopState, order: Order, line: Line, input: RefundLineInput): string | null {
  const { quantity, restockType } = input;
  const reason = { cause: order.cancelledAt === null ? 'refund' : 'cancel', reference: order.id } as const;
  const open = unfulfilledUnits(order, line);
  const { currentUnits } = lineAmounts(order, line);
  // Units that are not restocked are first those that have left; units that are, say themselves which they are.
  const shippedFirst = restockType === 'NO_RESTOCK' ? Math.max(0, currentUnits - open) : 0;
  const fromOpen = restockType === 'RETURN' ? 0 : Math.min(open, Math.max(0, quantity - shippedFirst));
  const removed = removeUnits(state, order, line.id, fromOpen);
  const { variant } = line;
  const restocks = restockType !== 'NO_RESTOCK';
  for (const { locationId, units } of removed) {
    const level = variant?.item.levels.get(locationId);
    if (level === undefined || variant?.item.tracked !== true) continue;
    changeStock(state, level, { committed: -units, available: restocks ? units : 0 }, reason);
  }
  const shipped = quantity - fromOpen;
  const locationId = input.locationId ?? removed[0]?.locationId ?? line.locationId;
  const location = locationId === null ? undefined : state.locations.get(locationId);
  if (restocks && shipped > 0 && location !== undefined && variant?.item.tracked === true) {
    changeStock(state, stockAt(state, variant.item, location), { available: shipped }, reason);
  }
  return restocks ? locationId : null;
}

function refundShipping(state: ShopState, order: Order, wanted: 'all' | Bag | undefined): RefundShipping[] {
  if (wanted === undefined) return [];
  let left = wanted === 'all' ? undefined : wanted;
  const refunds: RefundShipping[] = [];
  for (const line of order.shipping) {
    if (line.isRemoved) continue;
    const done = order.refunds
      .flatMap((refund) => refund.shipping)
      .filter((entry) => entry.shippingId === line.id);
    const price = subtractBags(discountedShipping(line), addBags(...done.map((entry) => entry.subtotal)));
    const tax = subtractBags(
      addBags(...line.taxes.map((entry) => entry.amount)),
      addBags(...done.map((entry) => entry.tax)),
    );
    const subtotal = left === undefined ? price : minBag(left, price);
    if (left !== undefined) left = subtractBags(left, subtotal);
    if (isZeroBag(subtotal)) continue;
    const whole = subtotal.shop === price.shop;
    refunds.push({
      kind: 'RefundShippingLine',
      id: state.ids.next('RefundShippingLine'),
      shippingId: line.id,
      subtotal,
      // A part of the price takes the same part of its tax with it.
      tax: whole
        ? tax
        : {
            shop: Math.round((tax.shop * subtotal.shop) / price.shop),
            presentment: Math.round((tax.presentment * subtotal.presentment) / price.presentment),
          },
    });
  }
  return refunds;
}

function worthOf(order: Order, lines: readonly RefundLine[], shipping: readonly RefundShipping[]): Bag {
  const goods = addBags(
    zeroBag,
    ...lines.map((line) => line.subtotal),
    ...shipping.map((line) => line.subtotal),
  );
  if (order.taxesIncluded) return goods;
  return addBags(goods, ...lines.map((line) => line.tax), ...shipping.map((line) => line.tax));
}

function payBack(state: ShopState, order: Order, amount: Bag): Transaction {
  const parent = order.transactions.find(
    (entry) => entry.status === 'SUCCESS' && (entry.type === 'SALE' || entry.type === 'CAPTURE'),
  );
  return recordPayment(state, order, {
    type: 'REFUND',
    amount,
    gateway: parent?.gateway ?? 'manual',
    parentId: parent?.id ?? null,
    at: state.now(),
  });
}
