import type { Fulfillment } from '#domain/order.ts';
import type { ShipmentToPublish } from '#sdk/capabilities.ts';

/** Clocks of two vendors; a fulfillment that is older than its shipment by more than this is another one's. */
const CLOCK_TOLERANCE_MS = 2 * 60_000;

/** Units by the channel's line id. */
export type UnitsByLine = ReadonlyMap<string, number>;

/**
 * The channel's fulfillments that this shipment made. A fulfillment carries no reference of ours, so it is known by its
 * tracking number; a shipment without one by exactly its lines and units, in a fulfillment without a tracking number
 * that was not made before the goods left. Two such parcels of equal content are told apart by their time only.
 */
export function fulfillmentsOf(
  { shipment }: ShipmentToPublish,
  fulfillments: readonly Fulfillment[],
): readonly Fulfillment[] {
  const wanted = unitsByLine(
    shipment.lines.map((line) => ({ lineId: line.reference, quantity: line.quantity })),
  );
  const standing = fulfillments.filter((fulfillment) => !fulfillment.canceled);
  if (shipment.trackingNumbers.length > 0) {
    return standing.filter(
      ({ trackingNumbers, lines }) =>
        trackingNumbers.some((number) => shipment.trackingNumbers.includes(number)) &&
        // One parcel can hold goods of two pickings: the tracking number alone does not say which.
        [...unitsByLine(lines)].every(([lineId, units]) => units <= (wanted.get(lineId) ?? 0)),
    );
  }
  const twin = standing.find(
    ({ trackingNumbers, lines, createdAt }) =>
      trackingNumbers.length === 0 &&
      createdAt >= shipment.shippedAt - CLOCK_TOLERANCE_MS &&
      isSame(unitsByLine(lines), wanted),
  );
  return twin === undefined ? [] : [twin];
}

/** What of the shipment the channel has not been told yet; empty when it knows all of it. */
export function missingUnits(publish: ShipmentToPublish, fulfillments: readonly Fulfillment[]): UnitsByLine {
  const told = unitsByLine(fulfillmentsOf(publish, fulfillments).flatMap((fulfillment) => fulfillment.lines));
  const wanted = unitsByLine(
    publish.shipment.lines.map((line) => ({ lineId: line.reference, quantity: line.quantity })),
  );
  return new Map(
    [...wanted]
      .map(([lineId, units]): [string, number] => [lineId, units - (told.get(lineId) ?? 0)])
      .filter(([, units]) => units > 0),
  );
}

function unitsByLine(lines: readonly { readonly lineId: string; readonly quantity: number }[]): UnitsByLine {
  const units = new Map<string, number>();
  for (const { lineId, quantity } of lines) units.set(lineId, (units.get(lineId) ?? 0) + quantity);
  return units;
}

function isSame(left: UnitsByLine, right: UnitsByLine): boolean {
  return left.size === right.size && [...left].every(([lineId, units]) => right.get(lineId) === units);
}
