import type { Order, OrderLine } from '#domain/order.ts';
import type { CellAddress } from '#domain/stock.ts';
import type { LinePlace, OrderLinePosition } from '#sdk/ledger/orders.ts';
import type { LocationSetting } from '#sdk/settings.ts';

type ShownLocation = Pick<LocationSetting, 'name' | 'shownOn'>;
/** What decides whose word about a line counts. */
export type StatingLocation = ShownLocation & Pick<LocationSetting, 'authority' | 'statesShipments'>;

/** Our name of the location that this channel calls so; null when it is not mapped. */
export function locationShownAs(
  locations: readonly ShownLocation[],
  channel: string,
  channelLocationId: string | null,
): string | null {
  if (channelLocationId === null) return null;
  return locations.find((location) => location.shownOn[channel] === channelLocationId)?.name ?? null;
}

/** The order's lines as the stock arithmetic sees them. A test order moves the channel's numbers and reserves nothing. */
export function positionsOf(
  order: Order,
  channel: string,
  locations: readonly StatingLocation[],
): readonly OrderLinePosition[] {
  return order.lines.map((line) => ({
    lineId: line.id,
    sku: line.sku,
    inventoryItemId: line.inventoryItemId,
    channelLocationId: line.locationId,
    ...placeOf(locations, shownAt(locations, channel, line.locationId)),
    quantity: order.canceledAt === null ? line.quantity : line.fulfilledQuantity,
    taken: takenBy(order, line),
    reserves: !order.test && line.sku !== null && line.requiresShipping && !line.giftCard,
    channelShipped: line.fulfilledQuantity,
  }));
}

/** Where units ship from that may come from each of these of our locations; several places are none that is known (S3). */
export function placeOf(locations: readonly StatingLocation[], names: readonly string[]): LinePlace {
  const there = locations.filter(({ name }) => names.includes(name));
  const [only] = names;
  return {
    location: names.length === 1 && only !== undefined ? only : null,
    // Where one of them does not say itself what left, anybody's word counts.
    statedBy: there.every(({ statesShipments }) => statesShipments)
      ? [...new Set(there.map(({ authority }) => authority.connection))].toSorted()
      : [],
  };
}

function shownAt(
  locations: readonly ShownLocation[],
  channel: string,
  channelLocationId: string | null,
): readonly string[] {
  const name = locationShownAs(locations, channel, channelLocationId);
  return name === null ? [] : [name];
}

export interface ExpectedShift {
  readonly cell: CellAddress;
  readonly delta: number;
  readonly orderCreatedAt: number;
}

/**
 * What this version of the order changes in what its channel should show (S4): by the difference of order versions, only
 * where the channel said from which location it took the units (S3).
 */
export function expectedShifts(order: Order, previous: Order | null): readonly ExpectedShift[] {
  const before = new Map<string, { readonly cell: CellAddress; readonly taken: number }>();
  for (const line of previous?.lines ?? []) {
    const cell = cellOf(line);
    if (previous !== null && cell !== null) before.set(line.id, { cell, taken: takenBy(previous, line) });
  }
  const shifts: ExpectedShift[] = [];
  const shift = (cell: CellAddress, delta: number): void => {
    if (delta !== 0) shifts.push({ cell, delta, orderCreatedAt: order.createdAt });
  };
  for (const line of order.lines) {
    const cell = cellOf(line);
    const earlier = before.get(line.id);
    before.delete(line.id);
    if (earlier !== undefined && cell !== null && isSameCell(earlier.cell, cell)) {
      shift(cell, earlier.taken - takenBy(order, line));
      continue;
    }
    if (earlier !== undefined) shift(earlier.cell, earlier.taken);
    if (cell !== null) shift(cell, -takenBy(order, line));
  }
  for (const gone of before.values()) shift(gone.cell, gone.taken);
  return shifts;
}

/**
 * Units that the channel took from its own number for this line and has not put back. An edit does not say whether it put
 * back what it took out: it is held to have, because a number expected too high shows too little until a poll explains it,
 * and one expected too low hides the next sale (S4, S5).
 */
function takenBy(order: Order, line: OrderLine): number {
  let restocked = 0;
  let returned = 0;
  for (const refund of order.refunds) {
    for (const refunded of refund.lines) {
      if (refunded.lineId !== line.id || !refunded.restocked) continue;
      if (refunded.restockType === 'return') returned += refunded.quantity;
      else restocked += refunded.quantity;
    }
  }
  // A refund and the return that it pays for may both say that the same units are on the shelf.
  const back = Math.max(returned, disposedOf(order, line));
  return Math.max(0, line.orderedQuantity - line.editedOutQuantity - restocked - back);
}

/** Units that came back and that the channel put on the shelf from which it sold them. */
function disposedOf({ returns = [] }: Order, { id, locationId }: OrderLine): number {
  return returns
    .flatMap(({ arrivals }) => arrivals)
    .flatMap(({ lines }) => lines)
    .filter(({ lineId }) => lineId === id)
    .flatMap(({ dispositions }) => dispositions)
    .filter((one) => one.kind === 'restocked' && one.locationId === locationId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

function cellOf(line: OrderLine): CellAddress | null {
  if (line.inventoryItemId === null || line.locationId === null) return null;
  return { inventoryItemId: line.inventoryItemId, locationId: line.locationId };
}

function isSameCell(left: CellAddress, right: CellAddress): boolean {
  return left.inventoryItemId === right.inventoryItemId && left.locationId === right.locationId;
}
