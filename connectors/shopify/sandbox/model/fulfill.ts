import { addFulfillmentOrder, closeWhenDone } from './fulfillment-orders.ts';
import { fulfillmentStatusOf } from './order-status.ts';
import type { Fulfillment, FulfillmentLine, FulfillmentOrder, Tracking } from './shipping-records.ts';
import type { Order } from './records.ts';
import { announce, type ShopState, touchOrder } from './state.ts';
import { changeStock } from './stock.ts';

/** Units of one fulfillment order line that leave. */
export interface UnitsToShip {
  readonly fulfillmentOrder: FulfillmentOrder;
  readonly lineId: string;
  readonly units: number;
}

/** Ships units of one order from one location; the caller has checked that they may leave. */
export function createFulfillment(
  state: ShopState,
  order: Order,
  shipped: readonly UnitsToShip[],
  tracking: readonly Tracking[],
): Fulfillment {
  const now = state.now();
  const byLine = new Map<string, number>();
  for (const { fulfillmentOrder, lineId, units } of shipped) {
    const item = fulfillmentOrder.lines.find((line) => line.id === lineId);
    if (item === undefined) throw new RangeError(`no line ${lineId} in ${fulfillmentOrder.id}`);
    item.remaining -= units;
    byLine.set(item.lineId, (byLine.get(item.lineId) ?? 0) + units);
    uncommit(state, order, item.lineId, fulfillmentOrder.locationId, units);
  }
  const touched = new Set(shipped.map(({ fulfillmentOrder }) => fulfillmentOrder));
  for (const entry of touched) {
    entry.updatedAt = now;
    if (entry.lines.some((line) => line.remaining > 0)) entry.status = 'IN_PROGRESS';
    closeWhenDone(entry);
  }
  const [first] = touched;
  const fulfillment: Fulfillment = {
    kind: 'Fulfillment',
    id: state.ids.next('Fulfillment'),
    orderId: order.id,
    name: `${order.name}-F${order.fulfillments.length + 1}`,
    status: 'SUCCESS',
    displayStatus: 'FULFILLED',
    locationId: first?.locationId ?? '',
    fulfillmentOrderIds: [...touched].map((entry) => entry.id),
    lines: [...byLine].map(([lineId, quantity]) => ({
      kind: 'FulfillmentLineItem',
      id: state.ids.next('FulfillmentLineItem'),
      lineId,
      quantity,
    })),
    tracking,
    events: [],
    estimatedDeliveryAt: null,
    inTransitAt: null,
    deliveredAt: null,
    createdAt: now,
    updatedAt: now,
  };
  order.fulfillments.push(fulfillment);
  state.fulfillments.set(fulfillment.id, fulfillment);
  announce(state, 'fulfillments/create', fulfillment);
  const isWhole = fulfillmentStatusOf(order) === 'FULFILLED';
  if (isWhole && order.closedAt === null && order.transactions.length > 0) order.closedAt = now;
  touchOrder(state, order);
  announce(state, isWhole ? 'orders/fulfilled' : 'orders/partially_fulfilled', order);
  return fulfillment;
}

/** The goods did not leave after all: they are committed again, in a new fulfillment order. */
export function cancelFulfillment(state: ShopState, order: Order, fulfillment: Fulfillment): void {
  fulfillment.status = 'CANCELLED';
  fulfillment.displayStatus = 'CANCELED';
  fulfillment.updatedAt = state.now();
  for (const entry of fulfillment.lines) {
    uncommit(state, order, entry.lineId, fulfillment.locationId, -entry.quantity);
    reopen(order, fulfillment, entry);
  }
  const lines = fulfillment.lines.map((entry) => ({ lineId: entry.lineId, units: entry.quantity }));
  addFulfillmentOrder(state, order, fulfillment.locationId, lines);
  order.closedAt = null;
  announce(state, 'fulfillments/update', fulfillment);
  touchOrder(state, order);
}

/** The closed fulfillment order shows its units as remaining again; they are to be shipped by the new one. */
function reopen(order: Order, fulfillment: Fulfillment, shipped: FulfillmentLine): void {
  let left = shipped.quantity;
  for (const entry of order.fulfillmentOrders) {
    if (!fulfillment.fulfillmentOrderIds.includes(entry.id)) continue;
    const item = entry.lines.find((line) => line.lineId === shipped.lineId);
    if (item === undefined) continue;
    const part = Math.min(left, item.total - item.remaining);
    left -= part;
    if (entry.status === 'CLOSED') item.remaining += part;
    else item.total -= part;
  }
}

function uncommit(state: ShopState, order: Order, lineId: string, locationId: string, units: number): void {
  const item = order.lines.find((line) => line.id === lineId)?.variant?.item;
  const level = item?.levels.get(locationId);
  if (level === undefined || item?.tracked !== true) return;
  changeStock(state, level, { committed: -units }, { cause: 'sale', reference: order.id });
}
