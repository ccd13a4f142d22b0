import type { RoutingSetting } from '#sdk/order-settings.ts';
import type {
  Candidate,
  RoutableLine,
  RoutedUnits,
  Routing,
  RoutingFacts,
  UnroutedUnits,
} from './routing.ts';
import { createShelf, type Shelf } from './shelf.ts';

interface Context {
  readonly setting: RoutingSetting;
  readonly facts: RoutingFacts;
  /** False: a line of the order has no location at all, so the order cannot be kept together. */
  readonly isWhole: boolean;
}

/**
 * First one location for all lines; then, where an order may be split, one location for each line; then the units of a
 * line from several, as they are at hand. Lines in the order of the order, locations in the order of the rules.
 */
export function routeByStock(lines: readonly RoutableLine[], { setting, facts, isWhole }: Context): Routing {
  if (lines.length === 0) return { routed: [], unrouted: [] };
  const shelf = createShelf(facts.atHand, facts.bundles);
  const mayKeep = isWhole || setting.split === 'allow';
  const together = mayKeep ? routeTogether(lines, shelf) : null;
  if (together !== null) return { routed: together, unrouted: [] };
  if (setting.split === 'keep-together') {
    return {
      routed: [],
      unrouted: lines.map(({ line, quantity }) => ({
        lineId: line.id,
        sku: line.sku,
        quantity,
        reason: 'no-single-location',
      })),
    };
  }
  const routings = lines.map((line): Routing => {
    const whole = routeTogether([line], shelf);
    return whole === null ? routeInPieces(line, shelf) : { routed: whole, unrouted: [] };
  });
  return {
    routed: routings.flatMap((routing) => routing.routed),
    unrouted: routings.flatMap((routing) => routing.unrouted),
  };
}

/** All units from the first location that may ship every line and has them; null when there is none. */
function routeTogether(lines: readonly RoutableLine[], shelf: Shelf): readonly RoutedUnits[] | null {
  const names = new Set(lines.flatMap((line) => line.candidates.map(({ location }) => location)));
  for (const name of names) {
    const routed: RoutedUnits[] = [];
    const isEnough = shelf.attempt(() =>
      lines.every((line) => {
        const candidate = line.candidates.find(({ location }) => location === name);
        if (candidate === undefined || takeFrom(candidate, line, shelf) < line.quantity) return false;
        routed.push(unitsOf(line, line.quantity, candidate));
        return true;
      }),
    );
    if (isEnough) return routed;
  }
  return null;
}

function routeInPieces(line: RoutableLine, shelf: Shelf): Routing {
  const routed: RoutedUnits[] = [];
  let left = line.quantity;
  for (const candidate of line.candidates) {
    const taken = takeFrom(candidate, { ...line, quantity: left }, shelf);
    if (taken > 0) routed.push(unitsOf(line, taken, candidate));
    left -= taken;
  }
  const { id: lineId, sku } = line.line;
  const unrouted: readonly UnroutedUnits[] =
    left > 0 ? [{ lineId, sku, quantity: left, reason: 'out-of-stock' }] : [];
  return { routed, unrouted };
}

/** Takes as many of the line's units as the location may ship; says how many. */
function takeFrom({ location, stock }: Candidate, { line, quantity }: RoutableLine, shelf: Shelf): number {
  const taken = stock === 'any' ? quantity : Math.min(quantity, shelf.free(line.sku, location));
  shelf.take(line.sku, location, taken);
  return taken;
}

function unitsOf({ line }: RoutableLine, quantity: number, candidate: Candidate): RoutedUnits {
  const { location, connection, rule } = candidate;
  return { lineId: line.id, sku: line.sku, quantity, location, connection, rule };
}
