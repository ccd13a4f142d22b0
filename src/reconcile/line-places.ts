import type { Order } from '#domain/order.ts';
import type { StoredRequest, StoredRouting } from '#sdk/ledger/fulfillment.ts';
import type { LinePlace } from '#sdk/ledger/orders.ts';
import { locationShownAs, placeOf, type StatingLocation } from './order-positions.ts';
import { isLive } from './plan-requests.ts';

/**
 * Where each line reserves: where it was routed to, and wherever a warehouse was asked to ship it and has not given it up.
 * Several places count as unknown, so that the units are subtracted at each (S3), until one is left.
 */
export function linePlaces(
  order: Order,
  {
    channel,
    locations,
    routing,
    requests,
  }: {
    readonly channel: string;
    readonly locations: readonly StatingLocation[];
    /** Null: as the channel assigned it. */
    readonly routing: Pick<StoredRouting, 'routed'> | null;
    readonly requests: readonly StoredRequest[];
  },
): ReadonlyMap<string, LinePlace> {
  return new Map(
    order.lines.map((line) => {
      const names = new Set<string>();
      for (const units of routing?.routed ?? []) if (units.lineId === line.id) names.add(units.location);
      const shown = locationShownAs(locations, channel, line.locationId);
      if (names.size === 0 && shown !== null) names.add(shown);
      for (const request of requests) {
        const asked = request.lines.some(
          ({ lineId, quantity, shipped }) =>
            lineId === line.id && (isLive(request) ? quantity > 0 : shipped > 0),
        );
        if (asked) names.add(request.location);
      }
      return [line.id, placeOf(locations, [...names])];
    }),
  );
}
