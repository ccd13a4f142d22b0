import { cancelOrder, reasonAgainstCancel } from './model/cancel-order.ts';
import { editOrder, type OrderEdit } from './model/edit-order.ts';
import { createFulfillment } from './model/fulfill.ts';
import { amountsOf, lineAmounts } from './model/order-amounts.ts';
import { isUnfinished, unfulfilledUnits } from './model/order-status.ts';
import { payOrder } from './model/payments.ts';
import { type Placed, placeOrder, type PlaceOrderInput } from './model/place-order.ts';
import type { Line, Order } from './model/records.ts';
import type { Tracking } from './model/shipping-records.ts';
import { refundOrder, type RefundInput } from './model/refund.ts';
import type { ShopState } from './model/state.ts';
import { touchOrder } from './model/state.ts';

/** What shoppers and staff do with orders, without the API. Orders are named by id; all throw for an unknown one. */
export interface ShopOrders {
  /** Takes an order or says why not; see `PlaceOrderInput`. */
  placeOrder(input: PlaceOrderInput): Placed;
  order(orderId: string): Order;
  /** All orders, oldest first, as the shop keeps them; `amountsOf` (model/order-amounts.ts) derives their totals. */
  orders(): readonly Order[];
  /** Pays what is open, or captures what was authorized. */
  payOrder(orderId: string): void;
  /**
   * Takes so many units of a SKU out of an order, as far as they have not left; stock comes back. Or applies a whole
   * edit: quantities by line, new lines.
   */
  editOrder(orderId: string, sku: string, units: number): void;
  editOrder(orderId: string, edit: OrderEdit): void;
  /** @returns false when the order can no longer be canceled (it was, or goods have left). */
  cancelOrder(
    orderId: string,
    options?: { readonly restock?: boolean; readonly refund?: boolean; readonly reason?: string },
  ): boolean;
  /**
   * Pays back so many units of a SKU: those that have left without restocking, others are taken out and restocked. Or a
   * refund in detail.
   */
  refundOrder(orderId: string, sku: string, units: number): void;
  refundOrder(orderId: string, refund: RefundInput): void;
  /** Ships everything that is open at once, as staff do by hand. */
  fulfillOrder(orderId: string, tracking?: readonly Tracking[]): void;
  /** Staff look at it and save: nothing but its stamp moves, and `orders/updated` is told. */
  touchOrder(orderId: string): void;
  /** Units of a SKU that the store was told to have left. */
  shippedUnits(orderId: string, sku: string): number;
  /** What the order comes to now, minor units of the shop's currency. */
  totalOf(orderId: string): number;
}

export function createShopOrders(state: ShopState): ShopOrders {
  const find = (orderId: string): Order => {
    const order = state.orders.get(orderId);
    if (order === undefined) throw new RangeError(`the shop has no order ${orderId}`);
    return order;
  };
  return {
    placeOrder: (input) => placeOrder(state, input),
    order: find,
    orders: () => [...state.orders.values()],
    payOrder: (orderId) => {
      payOrder(state, find(orderId));
    },
    editOrder(orderId: string, edit: OrderEdit | string, units?: number) {
      const order = find(orderId);
      editOrder(state, order, typeof edit === 'string' ? fewerUnits(order, edit, units ?? 0) : edit);
    },
    cancelOrder(orderId, options = {}) {
      const order = find(orderId);
      if (reasonAgainstCancel(order) !== undefined) return false;
      const { restock = true, refund = true, reason = 'CUSTOMER' } = options;
      cancelOrder(state, order, { restock, refund, reason });
      return true;
    },
    refundOrder(orderId: string, refund: RefundInput | string, units?: number) {
      const order = find(orderId);
      refundOrder(state, order, typeof refund === 'string' ? refundUnits(order, refund, units ?? 0) : refund);
    },
    fulfillOrder(orderId, tracking = []) {
      const order = find(orderId);
      for (const entry of order.fulfillmentOrders.filter(isUnfinished)) {
        const shipped = entry.lines
          .filter((line) => line.remaining > 0)
          .map((line) => ({ fulfillmentOrder: entry, lineId: line.id, units: line.remaining }));
        if (shipped.length > 0) createFulfillment(state, order, shipped, tracking);
      }
    },
    touchOrder: (orderId) => {
      touchOrder(state, find(orderId));
    },
    shippedUnits: (orderId, sku) => shippedUnits(find(orderId), sku),
    totalOf: (orderId) => amountsOf(find(orderId)).currentTotal.shop,
  };
}

function linesOf(order: Order, sku: string): readonly Line[] {
  return order.lines.filter((line) => line.sku === sku || line.variant?.id === sku);
}

function fewerUnits(order: Order, sku: string, units: number): OrderEdit {
  let left = units;
  const quantities = linesOf(order, sku).flatMap((line) => {
    const part = Math.min(left, unfulfilledUnits(order, line));
    left -= part;
    const quantity = lineAmounts(order, line).currentUnits - part;
    return part === 0 ? [] : [{ lineId: line.id, quantity, restock: true }];
  });
  return { quantities, added: [] };
}

function refundUnits(order: Order, sku: string, units: number): RefundInput {
  let left = units;
  const lines: RefundInput['lines'][number][] = [];
  for (const line of linesOf(order, sku)) {
    const { currentUnits } = lineAmounts(order, line);
    const open = Math.min(unfulfilledUnits(order, line), currentUnits);
    const shipped = Math.min(left, currentUnits - open);
    if (shipped > 0) lines.push({ lineId: line.id, quantity: shipped, restockType: 'NO_RESTOCK' });
    const removed = Math.min(left - shipped, open);
    if (removed > 0) lines.push({ lineId: line.id, quantity: removed, restockType: 'CANCEL' });
    left -= shipped + removed;
  }
  return { lines };
}

function shippedUnits(order: Order, sku: string): number {
  const ids = new Set(linesOf(order, sku).map((line) => line.id));
  return order.fulfillments
    .filter((fulfillment) => fulfillment.status === 'SUCCESS')
    .flatMap((fulfillment) => fulfillment.lines)
    .reduce((sum, entry) => sum + (ids.has(entry.lineId) ? entry.quantity : 0), 0);
}
