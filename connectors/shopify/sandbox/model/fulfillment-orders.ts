import type { FulfillmentOrder, FulfillmentOrderLine } from './shipping-records.ts';
import type { Line, Order } from './records.ts';
import type { ShopState } from './state.ts';

/** Holds of one app on one fulfillment order. */
export const HOLDS_MAX = 10;

/** One fulfillment order per location. Gift cards are delivered by the shop itself and need none. */
export function openFulfillmentOrders(state: ShopState, order: Order): void {
  const byLocation = Map.groupBy(
    order.lines.filter((line) => !line.isGiftCard),
    (line) => line.locationId,
  );
  for (const [locationId, lines] of byLocation) {
    if (locationId === null) continue;
    addFulfillmentOrder(
      state,
      order,
      locationId,
      lines.map((line) => ({ lineId: line.id, units: line.quantity })),
    );
  }
}

export function addFulfillmentOrder(
  state: ShopState,
  order: Order,
  locationId: string,
  lines: readonly { readonly lineId: string; readonly units: number }[],
): FulfillmentOrder {
  const id = state.ids.next('FulfillmentOrder');
  const now = state.now();
  const entry: FulfillmentOrder = {
    kind: 'FulfillmentOrder',
    id,
    orderId: order.id,
    status: 'OPEN',
    requestStatus: 'UNSUBMITTED',
    locationId,
    lines: lines.map(({ lineId, units }) => newLine(state, id, lineId, units)),
    holds: [],
    fulfillBy: null,
    reportedProgress: false,
    createdAt: now,
    updatedAt: now,
  };
  order.fulfillmentOrders.push(entry);
  state.fulfillmentOrders.set(id, entry);
  return entry;
}

function newLine(
  state: ShopState,
  fulfillmentOrderId: string,
  lineId: string,
  units: number,
): FulfillmentOrderLine {
  return {
    kind: 'FulfillmentOrderLineItem',
    id: state.ids.next('FulfillmentOrderLineItem'),
    fulfillmentOrderId,
    lineId,
    total: units,
    remaining: units,
  };
}

/** Puts more units of a line where it is already to be shipped, else into a new fulfillment order. */
export function addUnits(
  state: ShopState,
  order: Order,
  line: Line,
  units: number,
  locationId: string,
): void {
  const open = order.fulfillmentOrders.find(
    (entry) => entry.status === 'OPEN' && entry.locationId === locationId,
  );
  if (open === undefined) {
    addFulfillmentOrder(state, order, locationId, [{ lineId: line.id, units }]);
    return;
  }
  const known = open.lines.find((entry) => entry.lineId === line.id);
  if (known === undefined) open.lines.push(newLine(state, open.id, line.id, units));
  else {
    known.total += units;
    known.remaining += units;
  }
  open.updatedAt = state.now();
}

/**
 * Takes units of a line that are still to be shipped out of its fulfillment orders, and says from which locations.
 * A fulfillment order with nothing left is closed.
 */
export function removeUnits(
  state: ShopState,
  order: Order,
  lineId: string,
  units: number,
): readonly { readonly locationId: string; readonly units: number }[] {
  const removed: { locationId: string; units: number }[] = [];
  let left = units;
  for (const entry of order.fulfillmentOrders) {
    if (entry.status === 'CLOSED' || entry.status === 'CANCELLED') continue;
    for (const item of entry.lines) {
      if (item.lineId !== lineId || left === 0) continue;
      const part = Math.min(left, item.remaining);
      item.remaining -= part;
      item.total -= part;
      left -= part;
      if (part > 0) removed.push({ locationId: entry.locationId, units: part });
    }
    entry.updatedAt = state.now();
    closeWhenDone(entry);
  }
  return removed;
}

export function closeWhenDone(entry: FulfillmentOrder): void {
  if (entry.lines.some((line) => line.remaining > 0)) return;
  entry.status = 'CLOSED';
}

/** What an app may do with it now, `FulfillmentOrderAction`. */
export function supportedActions(entry: FulfillmentOrder, order: Order): readonly string[] {
  const units = entry.lines.reduce((sum, line) => sum + line.remaining, 0);
  const canMerge = order.fulfillmentOrders.some(
    (other) => other !== entry && other.status === 'OPEN' && other.locationId === entry.locationId,
  );
  switch (entry.status) {
    case 'OPEN':
      return [
        'CREATE_FULFILLMENT',
        'REPORT_PROGRESS',
        'MOVE',
        'HOLD',
        ...(units > 1 ? ['SPLIT'] : []),
        ...(canMerge ? ['MERGE'] : []),
      ];
    case 'IN_PROGRESS':
      return ['CREATE_FULFILLMENT', 'REPORT_PROGRESS', 'HOLD', 'MARK_AS_OPEN'];
    case 'SCHEDULED':
      return ['MARK_AS_OPEN', 'MOVE'];
    case 'ON_HOLD':
      return ['RELEASE_HOLD', ...(entry.holds.length < HOLDS_MAX ? ['HOLD'] : []), 'MOVE'];
    default:
      return [];
  }
}
