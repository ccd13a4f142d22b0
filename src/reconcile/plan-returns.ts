import type { OrderReturn } from '#domain/order-return.ts';
import type { OrderLine } from '#domain/order.ts';
import type { StoredShipment } from '#sdk/ledger/orders.ts';

/** Units of one return that left one location of a warehouse, and are to come back to it. */
export interface ReturningGoods {
  /** The warehouse's own id of the location. */
  readonly locationId: string;
  /** The shipment that all of them left with; null: they left with several. */
  readonly shipmentId: string | null;
  /** By the order's line; all above zero. */
  readonly units: ReadonlyMap<string, number>;
}

export interface PlannedReturn {
  readonly returned: OrderReturn;
  readonly goods: readonly ReturningGoods[];
  /** Why something of it cannot be announced, in words; null: everything that this warehouse shipped is in `goods`. */
  readonly unclear: string | null;
}

/** Units of a line that left with one parcel, and of which no earlier return has taken anything. */
interface Parcel {
  readonly connection: string;
  readonly locationId: string;
  readonly shipmentId: string;
  left: number;
}

/**
 * Which goods of each return come back to a warehouse: those that it shipped, from where it shipped them, the oldest parcel first. Where
 * only some of the units come back that several systems shipped of a line, nobody says whose they are, and none are announced.
 *
 * @param parcels what each system really shipped of the order.
 */
export function planReturns(
  connection: string,
  {
    lines,
    returns,
    parcels,
  }: {
    readonly lines: readonly OrderLine[];
    readonly returns: readonly OrderReturn[];
    readonly parcels: readonly StoredShipment[];
  },
): readonly PlannedReturn[] {
  if (!parcels.some((parcel) => parcel.connection === connection)) return [];
  const shipped = parcelsByLine(parcels);
  const agreed = returns.filter(({ status }) => status === 'open' || status === 'closed');
  const ended = returns.filter(({ status }) => status === 'declined' || status === 'canceled');
  return [
    ...agreed.toSorted(byAge).map((returned) => planOne(connection, { returned, lines, shipped })),
    ...ended.map((returned) => ({ returned, goods: [], unclear: null })),
  ];
}

function planOne(
  connection: string,
  {
    returned,
    lines,
    shipped,
  }: {
    readonly returned: OrderReturn;
    readonly lines: readonly OrderLine[];
    readonly shipped: ReadonlyMap<string, readonly Parcel[]>;
  },
): PlannedReturn {
  const taken: Taken[] = [];
  const unclear: string[] = [];
  for (const { lineId, quantity } of returned.lines) {
    const left = lineId === null ? [] : (shipped.get(lineId) ?? []).filter((parcel) => parcel.left > 0);
    const own = left.filter((parcel) => parcel.connection === connection);
    if (lineId === null) unclear.push(`${quantity} of a line that the store does not name`);
    else if (own.length > 0 && own.length < left.length && quantity < unitsIn(left))
      // Nothing is taken off the parcels: of the next return of the line, too, nobody can say whose its units are.
      unclear.push(`${quantity} of ${skuOf(lines, lineId)}, of which several systems shipped units`);
    else taken.push(...take(left, quantity).map((part) => ({ ...part, lineId })));
  }
  const goods = goodsOf(taken.filter(({ parcel }) => parcel.connection === connection));
  return { returned, goods, unclear: unclear.length === 0 ? null : unclear.join('; ') };
}

interface Taken {
  readonly lineId: string;
  readonly parcel: Parcel;
  readonly units: number;
}

function take(parcels: readonly Parcel[], quantity: number): readonly Omit<Taken, 'lineId'>[] {
  let wanted = quantity;
  return parcels.flatMap((parcel) => {
    const units = Math.min(wanted, parcel.left);
    wanted -= units;
    parcel.left -= units;
    return units === 0 ? [] : [{ parcel, units }];
  });
}

/** One for each location, because a box goes to one place. */
function goodsOf(taken: readonly Taken[]): readonly ReturningGoods[] {
  return [...Map.groupBy(taken, ({ parcel }) => parcel.locationId)].map(([locationId, parts]) => {
    const shipments = new Set(parts.map(({ parcel }) => parcel.shipmentId));
    const [shipmentId = null] = shipments;
    const units = new Map<string, number>();
    for (const part of parts) units.set(part.lineId, (units.get(part.lineId) ?? 0) + part.units);
    return { locationId, shipmentId: shipments.size === 1 ? shipmentId : null, units };
  });
}

/** Oldest parcel first. */
function parcelsByLine(parcels: readonly StoredShipment[]): ReadonlyMap<string, readonly Parcel[]> {
  const oldest = parcels.toSorted(
    (left, right) =>
      left.shipment.shippedAt - right.shipment.shippedAt || compare(left.shipment.id, right.shipment.id),
  );
  const units = oldest.flatMap(({ connection, shipment }) =>
    shipment.lines.map(({ reference, quantity }) => ({
      lineId: reference,
      parcel: { connection, locationId: shipment.locationId, shipmentId: shipment.id, left: quantity },
    })),
  );
  const byLine = Map.groupBy(units, ({ lineId }) => lineId);
  return new Map([...byLine].map(([lineId, parts]) => [lineId, parts.map(({ parcel }) => parcel)]));
}

function unitsIn(parcels: readonly Parcel[]): number {
  return parcels.reduce((sum, { left }) => sum + left, 0);
}

function skuOf(lines: readonly OrderLine[], lineId: string): string {
  return lines.find(({ id }) => id === lineId)?.sku ?? 'an item without a SKU';
}

function byAge(left: OrderReturn, right: OrderReturn): number {
  return left.createdAt - right.createdAt || compare(left.id, right.id);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
