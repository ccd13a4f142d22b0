import type { ShipmentToPublish } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { Delivery, DeliveryMove } from './read-deliveries.ts';

/** Units by line of the channel. */
type Units = ReadonlyMap<string, number>;

/** One delivery that is to be validated with exactly these units; the rest becomes a back order. */
export interface PlannedDelivery {
  readonly delivery: Delivery;
  readonly parts: readonly { readonly moveId: number; readonly quantity: number }[];
}

/** Deliveries that this parcel made. */
export function deliveriesOf(
  { reference }: ShipmentToPublish,
  deliveries: readonly Delivery[],
): readonly Delivery[] {
  return deliveries.filter(({ state, parcel }) => state === 'done' && parcel === reference);
}

/** Units of the parcel that no done delivery of it holds yet; empty: all of it was told. */
export function untoldUnits(publish: ShipmentToPublish, deliveries: readonly Delivery[]): Units {
  const left = new Map<string, number>();
  for (const { reference, quantity } of publish.shipment.lines)
    left.set(reference, (left.get(reference) ?? 0) + quantity);
  for (const { moves } of deliveriesOf(publish, deliveries))
    for (const { line, quantity } of moves)
      if (line !== null) left.set(line, (left.get(line) ?? 0) - quantity);
  return new Map([...left].filter(([, units]) => units > 0));
}

/**
 * Which open deliveries hold the units. One that already carries the parcel's mark comes first: an earlier try chose it. Goods
 * that left one place are never taken out of another warehouse's delivery: its stock would be wrong, and the other one's.
 *
 * @throws {RejectedError} not all of them are open there any more.
 */
export function planDeliveries(
  publish: ShipmentToPublish,
  deliveries: readonly Delivery[],
): readonly PlannedDelivery[] {
  const left = new Map(untoldUnits(publish, deliveries));
  const open = deliveries
    .filter(({ state }) => state === 'ready')
    .filter(({ warehouseId }) => publish.locationId === null || warehouseId === publish.locationId)
    .toSorted((one, other) => rankOf(publish, one) - rankOf(publish, other));
  const planned: PlannedDelivery[] = [];
  for (const delivery of open) {
    const parts = delivery.moves.flatMap((move) => takePart(move, delivery, left));
    if (parts.length > 0) planned.push({ delivery, parts });
  }
  if ([...left.values()].some((units) => units > 0)) throw refusal(publish, deliveries);
  return planned;
}

function rankOf({ reference }: ShipmentToPublish, { parcel }: Delivery): number {
  return parcel === reference ? 0 : 1;
}

function takePart(
  { id, line, isOpen, quantity, isKitPart }: DeliveryMove,
  { name }: Delivery,
  left: Map<string, number>,
): PlannedDelivery['parts'] {
  const wanted = line === null ? 0 : (left.get(line) ?? 0);
  if (line === null || !isOpen || wanted <= 0) return [];
  if (isKitPart)
    throw new RejectedError(
      `${name} moves the parts of a kit, which are not counted in units of the order line: validate it by hand`,
      { code: 'kit' },
    );
  const taken = Math.min(wanted, quantity);
  left.set(line, wanted - taken);
  return taken <= 0 ? [] : [{ moveId: id, quantity: taken }];
}

/** In words what stands in the way, so that a person knows where to look. */
function refusal({ locationId }: ShipmentToPublish, deliveries: readonly Delivery[]): RejectedError {
  const named = (these: readonly Delivery[]): string => these.map(({ name }) => name).join(', ');
  const open = deliveries.filter(({ state }) => state === 'ready' || state === 'waiting');
  const elsewhere = open.filter(({ warehouseId }) => warehouseId !== locationId);
  const waiting = open.filter(({ state }) => state === 'waiting');
  if (elsewhere.length > 0 && locationId !== null)
    return new RejectedError(
      `${named(elsewhere)} goes out of another warehouse than ${locationId}, which stands for the place that the goods left: deliver it from there by hand`,
      { code: 'other-warehouse' },
    );
  if (waiting.length > 0)
    return new RejectedError(`${named(waiting)} waits for another transfer: validate both by hand`, {
      code: 'waiting-transfer',
    });
  if (deliveries.length === 0)
    return new RejectedError('the order has no delivery: it is a draft, or moves no goods', {
      code: 'no-delivery',
    });
  const over = deliveries.filter(({ state }) => state === 'canceled' || state === 'done');
  return new RejectedError(
    `the order has not so many units left to deliver; ${named(over)} is over, validated or canceled by hand`,
    { code: 'nothing-left' },
  );
}
