import { addFulfillmentOrder, closeWhenDone } from './fulfillment-orders.ts';
import type { FulfillmentOrder, FulfillmentOrderLine } from './shipping-records.ts';
import type { Order, ShopLocation } from './records.ts';
import { announce, type ShopState, touchOrder } from './state.ts';
import { changeStock, stockAt } from './stock.ts';

/** Units of a fulfillment order's line. */
export interface PartOfLine {
  readonly line: FulfillmentOrderLine;
  readonly units: number;
}

/** All that is still to be shipped. */
export function allOf(entry: FulfillmentOrder): readonly PartOfLine[] {
  return entry.lines.filter((line) => line.remaining > 0).map((line) => ({ line, units: line.remaining }));
}

/** Takes parts out into a fulfillment order of their own, at the same place. */
export function splitOff(
  state: ShopState,
  order: Order,
  entry: FulfillmentOrder,
  parts: readonly PartOfLine[],
  locationId = entry.locationId,
): FulfillmentOrder {
  const lines = parts.map(({ line, units }) => ({ lineId: line.lineId, units }));
  for (const { line, units } of parts) {
    line.remaining -= units;
    line.total -= units;
  }
  entry.lines = entry.lines.filter((line) => line.total > 0);
  entry.updatedAt = state.now();
  return addFulfillmentOrder(state, order, locationId, lines);
}

/** A canceled fulfillment order gives its lines, with their ids, to one that takes its place; null when it had none. */
export function replaceFulfillmentOrder(
  state: ShopState,
  order: Order,
  entry: FulfillmentOrder,
): FulfillmentOrder | null {
  if (allOf(entry).length === 0) return null;
  const replacement = addFulfillmentOrder(state, order, entry.locationId, []);
  replacement.lines = entry.lines.map((line) => ({ ...line, fulfillmentOrderId: replacement.id }));
  entry.lines = [];
  return replacement;
}

/** Ships from another location from now on: the units are committed there instead. */
export function moveFulfillmentOrder(
  state: ShopState,
  order: Order,
  entry: FulfillmentOrder,
  location: ShopLocation,
  parts: readonly PartOfLine[],
): {
  readonly moved: FulfillmentOrder;
  readonly original: FulfillmentOrder;
  readonly remaining: FulfillmentOrder | null;
} {
  const from = entry.locationId;
  for (const { line, units } of parts) recommit(state, order, line, units, from, location);
  const isWhole =
    parts.every(({ line, units }) => units === line.remaining) && parts.length === allOf(entry).length;
  const isUntouched = entry.lines.every((line) => line.remaining === line.total);
  if (isWhole && isUntouched) {
    entry.locationId = location.id;
    entry.updatedAt = state.now();
    touchOrder(state, order);
    announce(state, 'fulfillment_orders/moved', entry);
    return { moved: entry, original: entry, remaining: null };
  }
  const moved = splitOff(state, order, entry, parts, location.id);
  closeWhenDone(entry);
  touchOrder(state, order);
  announce(state, 'fulfillment_orders/moved', moved);
  return { moved, original: entry, remaining: isWhole ? null : entry };
}

function recommit(
  state: ShopState,
  order: Order,
  line: FulfillmentOrderLine,
  units: number,
  fromId: string,
  to: ShopLocation,
): void {
  const item = order.lines.find((candidate) => candidate.id === line.lineId)?.variant?.item;
  if (item === undefined || !item.tracked) return;
  const reason = { cause: 'moved', reference: order.id } as const;
  const from = item.levels.get(fromId);
  if (from !== undefined) changeStock(state, from, { available: units, committed: -units }, reason);
  changeStock(state, stockAt(state, item, to), { available: -units, committed: units }, reason);
}
