import type { AssignedUnits, StoredRequest } from '#sdk/ledger/fulfillment.ts';
import type { StoredShipment } from '#sdk/ledger/orders.ts';
import { sumOf, type Units } from './plan-requests.ts';

/** Requests with the larger of the warehouse's two words about each line: in the request, and in its shipments. */
export function withShipments(
  requests: readonly StoredRequest[],
  shipments: readonly StoredShipment[],
): readonly StoredRequest[] {
  return requests.map((request) => {
    const left = sumOf(
      shipments
        .filter(
          ({ connection, shipment }) =>
            connection === request.connection && shipment.orderReference === request.reference,
        )
        .map(unitsIn),
    );
    const lines = request.lines.map((line) => ({
      ...line,
      shipped: Math.max(line.shipped, left.get(line.lineId) ?? 0),
    }));
    return { ...request, lines };
  });
}

/**
 * Units that left, by line. What a system says of lines that it was not given to ship is bookkeeping: an ERP that mirrors a
 * warehouse's parcel has not shipped the goods once more.
 */
export function shippedUnits({
  assigned,
  requests,
  shipments,
}: {
  readonly assigned: readonly AssignedUnits[];
  /** As `withShipments` gives them. */
  readonly requests: readonly StoredRequest[];
  readonly shipments: readonly StoredShipment[];
}): Units {
  const asked = new Set(requests.map(({ connection }) => connection));
  const others = shipments
    .filter(({ connection, shipment }) => !asked.has(connection) && (shipment.mirrorOf ?? null) === null)
    .map((stored) => {
      const own = [...unitsIn(stored)].filter(([lineId]) =>
        assigned.some((units) => units.lineId === lineId && units.connection === stored.connection),
      );
      return new Map(own);
    });
  const byRequest = requests.map(
    ({ lines }) => new Map(lines.map(({ lineId, shipped }) => [lineId, shipped])),
  );
  return sumOf([...others, ...byRequest]);
}

function unitsIn({ shipment }: StoredShipment): Units {
  return sumOf(shipment.lines.map(({ reference, quantity }) => new Map([[reference, quantity]])));
}
