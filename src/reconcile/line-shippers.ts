import type { Order } from '#domain/order.ts';
import type { StoredRequest, StoredRouting } from '#sdk/ledger/fulfillment.ts';
import type { LocationSetting } from '#sdk/settings.ts';
import { locationShownAs } from './order-positions.ts';

/**
 * Lines of the order that this connection ships: where they were routed to, asked for or, without either, assigned by the
 * channel. A line that nobody was given to ship may be shipped by anybody.
 */
export function linesShippedBy(
  connection: string,
  order: Order,
  {
    channel,
    locations,
    routing,
    requests,
  }: {
    readonly channel: string;
    readonly locations: readonly LocationSetting[];
    readonly routing: Pick<StoredRouting, 'routed'> | null;
    readonly requests: readonly StoredRequest[];
  },
): ReadonlySet<string> {
  const lines = new Set<string>();
  for (const line of order.lines) {
    const shippers = [
      ...(routing?.routed ?? []).filter(({ lineId }) => lineId === line.id).map((units) => units.connection),
      ...requests
        .filter((request) => request.lines.some(({ lineId }) => lineId === line.id))
        .map((request) => request.connection),
    ];
    if (shippers.length === 0) {
      const name = locationShownAs(locations, channel, line.locationId);
      const shown = locations.find((location) => location.name === name);
      if (shown !== undefined) shippers.push(shown.shippedBy);
    }
    if (shippers.length === 0 || shippers.includes(connection)) lines.add(line.id);
  }
  return lines;
}
