import { plainPartsOf } from '#domain/bundle.ts';
import type { Order, OrderLine } from '#domain/order.ts';
import type { AssignedUnits, StoredRouting, UnassignedUnits } from '#sdk/ledger/fulfillment.ts';
import type { RoutingSetting } from '#sdk/order-settings.ts';
import { routeOrder } from './route-order.ts';
import type { RoutingFacts } from './routing.ts';

export type Assignment = Pick<StoredRouting, 'routed' | 'unrouted'>;

/** What nobody has to ship is no problem of anybody. */
const HARMLESS: ReadonlySet<string> = new Set(['canceled', 'needs-no-shipping']);

/**
 * Gives each unit of the order to a location, those that left included. By the channel it is as the channel says now. By
 * rules, units keep the location that they were given once, as long as it is active: only what is new or was unroutable is
 * routed, so that no run moves what was asked for.
 */
export function assignUnits(
  order: Order,
  {
    setting,
    facts,
    before,
  }: {
    readonly setting: RoutingSetting;
    readonly facts: RoutingFacts;
    readonly before: Assignment | null;
  },
): Assignment {
  if (setting.by === 'channel') return assignedByChannel(order, setting, facts);
  if (order.canceledAt !== null) return { routed: before?.routed ?? [], unrouted: [] };
  const isActive = (name: string): boolean =>
    facts.locations.some((location) => location.name === name && location.active);
  const kept = order.lines.flatMap((line) =>
    keptOf(
      line,
      (before?.routed ?? []).filter(({ location }) => isActive(location)),
    ),
  );
  const rest = { ...order, lines: order.lines.map((line) => ({ ...line, ...unitsLeft(line, kept) })) };
  const { routed, unrouted } = routeOrder(rest, setting, withoutKept(order, kept, facts));
  return { routed: merge([...kept, ...routed]), unrouted: unrouted.filter(isTrouble) };
}

/** A canceled order has nothing to route; where its units were is what the ledger's requests say. */
function assignedByChannel(order: Order, setting: RoutingSetting, facts: RoutingFacts): Assignment {
  const whole = { ...order, lines: order.lines.map((line) => ({ ...line, fulfilledQuantity: 0 })) };
  const { routed, unrouted } = routeOrder(whole, setting, facts);
  const open = new Set(
    order.lines.filter((line) => line.quantity > line.fulfilledQuantity).map(({ id }) => id),
  );
  return { routed, unrouted: unrouted.filter((units) => isTrouble(units) && open.has(units.lineId)) };
}

/** What of a line's earlier assignment still has a unit to stand for, first given first kept. */
function keptOf(line: OrderLine, before: readonly AssignedUnits[]): readonly AssignedUnits[] {
  let left = line.quantity;
  const kept: AssignedUnits[] = [];
  for (const units of before.filter(({ lineId }) => lineId === line.id)) {
    const quantity = Math.min(units.quantity, left);
    if (quantity > 0) kept.push({ ...units, quantity });
    left -= quantity;
  }
  return kept;
}

/** The order's own reservation is not at hand for what it was given already. What left is not on the shelf any more. */
function withoutKept(order: Order, kept: readonly AssignedUnits[], facts: RoutingFacts): RoutingFacts {
  const taken = new Map<string, number>();
  const left = new Map(order.lines.map((line) => [line.id, line.fulfilledQuantity]));
  for (const { lineId, sku, location, quantity } of kept) {
    const gone = Math.min(quantity, left.get(lineId) ?? 0);
    left.set(lineId, (left.get(lineId) ?? 0) - gone);
    for (const [part, each] of sku === null ? [] : plainPartsOf(sku, facts.bundles)) {
      const key = JSON.stringify([part, location]);
      taken.set(key, (taken.get(key) ?? 0) + (quantity - gone) * each);
    }
  }
  return {
    ...facts,
    atHand: (sku, location) => {
      const there = facts.atHand(sku, location);
      return typeof there === 'number' ? there - (taken.get(JSON.stringify([sku, location])) ?? 0) : there;
    },
  };
}

/** What the channel shows as shipped and nobody of ours was given needs no location any more. */
function unitsLeft(
  line: OrderLine,
  kept: readonly AssignedUnits[],
): Pick<OrderLine, 'quantity' | 'fulfilledQuantity'> {
  const given = kept.filter(({ lineId }) => lineId === line.id).reduce((sum, one) => sum + one.quantity, 0);
  return { quantity: line.quantity - Math.max(given, line.fulfilledQuantity), fulfilledQuantity: 0 };
}

function merge(units: readonly AssignedUnits[]): readonly AssignedUnits[] {
  const merged = new Map<string, AssignedUnits>();
  for (const one of units) {
    const key = JSON.stringify([one.lineId, one.location]);
    const known = merged.get(key);
    merged.set(key, known === undefined ? one : { ...known, quantity: known.quantity + one.quantity });
  }
  return [...merged.values()];
}

function isTrouble({ reason }: UnassignedUnits): boolean {
  return !HARMLESS.has(reason);
}
