import type { Order } from '#domain/order.ts';
import type { Shipment } from '#domain/shipment.ts';

/**
 * `new`, `changed`: recorded. `same`: equal content. `older`: a newer version is there, nothing changed (I5).
 * `previous` is what stood there before.
 */
export interface RecordedOrder {
  readonly outcome: 'new' | 'changed' | 'same' | 'older';
  readonly previous: Order | null;
}

/** A stored order; `personal` fields are opened only by `get` with `personal: true`, else they are all null. */
export interface StoredOrder {
  readonly connection: string;
  readonly order: Order;
  readonly recordedAt: number;
  /** Time of the first record. */
  readonly firstRecordedAt: number;
}

/**
 * One line as the stock arithmetic sees it. `owed` = max(channel's units to book, `booked`), where `booked` is what
 * the authority may still ship by its last confirmed word or by an effect whose outcome is open (S2).
 */
export interface OrderLinePosition {
  readonly lineId: string;
  readonly sku: string | null;
  readonly inventoryItemId: string | null;
  /** The channel's location; null when unknown (S3). */
  readonly channelLocationId: string | null;
  /** Our name of the location, by the configured mapping; null when unmapped or unknown. */
  readonly location: string | null;
  readonly quantity: number;
  /** Units that the channel took from its own `available` for this line and has not put back. */
  readonly taken: number;
  /** False: does not reserve stock (test order, gift card, item without stock). */
  readonly reserves: boolean;
  /** Units shipped as stated by the channel: the authority's word for orders that we do not export. */
  readonly channelShipped: number;
  /** Connections whose word about this line counts: those that count where it ships from. Empty: whoever ships it. */
  readonly statedBy: readonly string[];
}

/** Where a line ships from, and whose word ends its reservation. */
export type LinePlace = Pick<OrderLinePosition, 'location' | 'statedBy'>;

/** When the request left that an order was read by. */
export interface OrderRead {
  /** The ledger's sequence noted before: of two readings with one stamp the one that left later is believed (I5). */
  readonly basis: number;
  /** Our clock. */
  readonly sentAt: number;
  /** The channel's clock, rather too early than too late. */
  readonly channelAt: number;
}

/** The channel's stamp of a stored order, and the read that it was last seen by. */
export interface KnownVersion extends Omit<OrderRead, 'basis'> {
  readonly updatedAt: number;
}

export interface OrderRepository {
  /** Stores the newest version with its line positions; personal data goes to its own sealed table. */
  record(
    connection: string,
    order: Order,
    positions: readonly OrderLinePosition[],
    now: number,
    read: OrderRead,
  ): Promise<RecordedOrder>;
  get(connection: string, id: string, options?: { readonly personal?: boolean }): Promise<StoredOrder | null>;
  /** By the name people use (`#1001`, with or without the sign), or by id, over all connections. */
  search(text: string): Promise<readonly StoredOrder[]>;
  /** Known versions of these ids; unknown ones are left out. */
  versions(connection: string, ids: readonly string[]): Promise<ReadonlyMap<string, KnownVersion>>;
  /** In order of id, without personal data. */
  page(connection: string, afterId: string | null, limit: number): Promise<readonly StoredOrder[]>;
  /**
   * Sets what `by` may still ship of each line (S2), keyed by line id; lines not named are not changed. Where several
   * systems were told of a line, only those in its `statedBy` count, and the largest of them.
   * `raise`: takes the larger of the old and the new value: for an effect that may have happened.
   * @returns whether more or less is reserved than before.
   */
  setBooked(
    order: { readonly connection: string; readonly id: string },
    by: string,
    booked: ReadonlyMap<string, number>,
    mode: 'raise' | 'exact',
  ): Promise<boolean>;
  /** What `setBooked` has set of each line for this system; null of one that it was not asked to ship. */
  booked(connection: string, orderId: string, by: string): Promise<ReadonlyMap<string, number | null>>;
  /** Moves lines to where they ship from by now; lines not named stay. @returns whether one of them moved. */
  placeLines(connection: string, orderId: string, places: ReadonlyMap<string, LinePlace>): Promise<boolean>;
  /**
   * An authority's statement: it holds so many units of each line in its own promises now. What is more or less than
   * before is recorded under this sequence; `false`: it says the same.
   */
  acknowledge(accepted: AcceptedLines): Promise<boolean>;
  count(connection: string): Promise<number>;
  /** In order of id, without personal data. */
  ofCustomer(
    customer: { readonly connection: string; readonly id: string },
    afterOrderId: string | null,
    limit: number,
  ): Promise<readonly StoredOrder[]>;
}

export interface AcceptedLines {
  readonly orderConnection: string;
  readonly orderId: string;
  /** The connection that accepted them. */
  readonly source: string;
  readonly quantities: ReadonlyMap<string, number>;
  readonly sequence: number;
  readonly now: number;
}

export interface StoredShipment {
  readonly connection: string;
  readonly shipment: Shipment;
  /** Where the order lives. */
  readonly orderConnection: string;
  readonly orderId: string;
}

export interface UsedUnits extends Omit<StoredShipment, 'shipment'> {
  readonly parcel: string;
  readonly units: ReadonlyMap<string, number>;
  readonly sequence: number;
  readonly now: number;
}

export interface ShipmentRepository {
  /**
   * Records an authority's statement "shipped n of the line" under this sequence, once per shipment and line.
   * `false`: it was already known with these quantities.
   */
  record(shipment: StoredShipment, location: string | null, sequence: number, now: number): Promise<boolean>;
  /**
   * States under this sequence that these units of the lines are not owed any more although no parcel has them whole: bundles
   * of which only parts left. `parcel` names what they left with; an earlier word of the same name is corrected. `false`: it
   * was already known so.
   */
  useUp(used: UsedUnits): Promise<boolean>;
  get(connection: string, id: string): Promise<StoredShipment | null>;
  ofOrder(orderConnection: string, orderId: string): Promise<readonly StoredShipment[]>;
}
