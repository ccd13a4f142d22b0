import type { Order, OrderLine } from '#domain/order.ts';
import type { RoutingSetting } from '#sdk/order-settings.ts';
import { locationShownAs } from './order-positions.ts';
import { routeByStock } from './route-by-stock.ts';
import type {
  Candidate,
  OpenUnits,
  RoutableLine,
  RoutedUnits,
  Routing,
  RoutingFacts,
  Unroutable,
  UnroutedUnits,
} from './routing.ts';
import { candidatesFor } from './routing-candidates.ts';

/** Decides which location and connection ships each unit. The same facts give the same answer; a deactivated location gets none. */
export function routeOrder(order: Order, setting: RoutingSetting, facts: RoutingFacts): Routing {
  const routed: RoutedUnits[] = [];
  const unrouted: UnroutedUnits[] = [];
  const refuse = ({ line, quantity }: OpenUnits, reason: Unroutable): void => {
    unrouted.push({ lineId: line.id, sku: line.sku, quantity, reason });
  };
  const routable: RoutableLine[] = [];
  for (const line of order.lines) {
    const open = { line, quantity: line.quantity - line.fulfilledQuantity };
    if (open.quantity <= 0) continue;
    const choice = choose(order, open, setting, facts);
    if (typeof choice === 'string') refuse(open, choice);
    else routable.push({ ...open, candidates: choice });
  }
  if (setting.by === 'rules') {
    const left = routeByStock(routable, { setting, facts, isWhole: unrouted.every(isHarmless) });
    return { routed: left.routed, unrouted: [...unrouted, ...left.unrouted] };
  }
  for (const { line, quantity, candidates } of routable) {
    for (const { location, connection, rule } of candidates)
      routed.push({ lineId: line.id, sku: line.sku, quantity, location, connection, rule });
  }
  return { routed, unrouted };
}

/** What nobody has to ship does not break an order apart. */
function isHarmless({ reason }: UnroutedUnits): boolean {
  return reason === 'needs-no-shipping';
}

function choose(
  order: Order,
  { line }: OpenUnits,
  setting: RoutingSetting,
  facts: RoutingFacts,
): readonly Candidate[] | Unroutable {
  if (order.canceledAt !== null) return 'canceled';
  if (!line.requiresShipping || line.giftCard) return 'needs-no-shipping';
  if (setting.by === 'channel') return assignedBy(line, facts);
  return candidatesFor({ line, destination: order.personal.delivery }, setting.rules, facts);
}

function assignedBy(
  line: OrderLine,
  { channel, locations }: RoutingFacts,
): readonly Candidate[] | Unroutable {
  if (line.locationId === null) return 'not-assigned';
  const name = locationShownAs(locations, channel, line.locationId);
  const location = locations.find((one) => one.name === name);
  if (location === undefined) return 'unmapped-location';
  if (!location.active) return 'deactivated-location';
  return [{ location: location.name, connection: location.shippedBy, rule: null, stock: 'any' }];
}
