import { addUnits, removeUnits } from './fulfillment-orders.ts';
import { buildLines, type LineInput, retaxLine } from './order-lines.ts';
import { lineAmounts } from './order-amounts.ts';
import { unfulfilledUnits } from './order-status.ts';
import type { Bag } from './money-math.ts';
import type { Line, Order, Shipping } from './records.ts';
import { routeLines } from './route-order.ts';
import { announce, type ShopState, touchOrder } from './state.ts';
import { changeStock } from './stock.ts';

export interface QuantityEdit {
  readonly lineId: string;
  /** Units that shall be left of the line. */
  readonly quantity: number;
  readonly restock: boolean;
}

export interface OrderEdit {
  readonly quantities: readonly QuantityEdit[];
  readonly added: readonly LineInput[];
  /** Shipping that the edit charges in addition. */
  readonly shipping?: readonly { readonly title: string; readonly price: Bag }[];
}

/** What an edit changed, for its webhook: units by line. */
export interface EditSummary {
  readonly order: Order;
  readonly additions: readonly { readonly lineId: string; readonly delta: number }[];
  readonly removals: readonly { readonly lineId: string; readonly delta: number }[];
}

/** Applies an edit at once: units out of or into lines, and new lines. No money moves; the balance becomes due. */
export function editOrder(state: ShopState, order: Order, edit: OrderEdit): EditSummary {
  const additions: { lineId: string; delta: number }[] = [];
  const removals: { lineId: string; delta: number }[] = [];
  for (const { lineId, quantity, restock } of edit.quantities) {
    const line = order.lines.find((candidate) => candidate.id === lineId);
    if (line === undefined) throw new RangeError(`order ${order.name} has no line ${lineId}`);
    const delta = quantity - lineAmounts(order, line).currentUnits;
    if (delta < 0) removals.push({ lineId, delta: -takeOut(state, order, line, -delta, restock) });
    if (delta > 0) {
      putIn(state, order, line, delta);
      additions.push({ lineId, delta });
    }
  }
  if (edit.added.length > 0) {
    for (const line of addLines(state, order, edit.added))
      additions.push({ lineId: line.id, delta: line.quantity });
  }
  for (const { title, price } of edit.shipping ?? [])
    order.shipping.push(newShipping(state, order, title, price));
  order.edited = true;
  const summary: EditSummary = { order, additions, removals };
  announce(state, 'orders/edited', summary);
  touchOrder(state, order);
  return summary;
}

function newShipping(state: ShopState, order: Order, title: string, price: Bag): Shipping {
  const id = state.ids.next('ShippingLine');
  return {
    kind: 'ShippingLine',
    id,
    orderId: order.id,
    title,
    code: title,
    source: 'shopify',
    price,
    allocations: [],
    taxes: [],
    isRemoved: false,
  };
}

/** Only units that have not left can be taken out. Returns how many were. */
function takeOut(state: ShopState, order: Order, line: Line, wanted: number, restock: boolean): number {
  const units = line.isGiftCard ? wanted : Math.min(wanted, unfulfilledUnits(order, line));
  for (const part of removeUnits(state, order, line.id, units)) {
    const level = line.variant?.item.levels.get(part.locationId);
    if (level === undefined || line.variant?.item.tracked !== true) continue;
    const deltas = { committed: -part.units, available: restock ? part.units : 0 };
    changeStock(state, level, deltas, { cause: 'edit', reference: order.id });
  }
  line.editRemoved += units;
  return units;
}

/** Units that an edit took out come back first; beyond them the line grows and its taxes with it. */
function putIn(state: ShopState, order: Order, line: Line, units: number): void {
  const back = Math.min(units, line.editRemoved);
  line.editRemoved -= back;
  if (units > back) {
    line.quantity += units - back;
    retaxLine(order, line);
  }
  commit(state, order, line, units);
}

/** New lines, with fulfillment orders and stock of their own. */
export function addLines(state: ShopState, order: Order, inputs: readonly LineInput[]): readonly Line[] {
  const home = order.fulfillmentOrders[0]?.locationId;
  const routed = routeLines(state, inputs, undefined);
  // Staff may add what is sold out: it is then owed from where the rest of the order ships.
  const lines = routed.ok
    ? routed.lines
    : inputs.map((input) => ({
        input,
        variant: state.variants.get(input.variantId ?? '') ?? null,
        locationId: home ?? null,
      }));
  const built = buildLines(state, order, lines, order.discounts);
  order.lines.push(...built);
  for (const line of built) commit(state, order, line, line.quantity);
  return built;
}

function commit(state: ShopState, order: Order, line: Line, units: number): void {
  const { locationId } = line;
  if (locationId === null || line.isGiftCard) return;
  addUnits(state, order, line, units, locationId);
  const level = line.variant?.item.levels.get(locationId);
  if (level === undefined || line.variant?.item.tracked !== true) return;
  changeStock(state, level, { available: -units, committed: units }, { cause: 'edit', reference: order.id });
}
