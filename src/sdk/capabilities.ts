import type { BusinessBuyer } from '#domain/business-buyer.ts';
import type { BookedHead, BookedOrder, Order, OrderPersonal, ShippingLine, TaxLine } from '#domain/order.ts';
import type { Shipment } from '#domain/shipment.ts';
import type { QuantityKind } from '#domain/counted-quantity.ts';
import type { Money } from '#domain/money.ts';
import type { ChannelLevel, Listing, StockLevel, SystemLocation } from '#domain/stock.ts';

/**
 * One page of a read. The request for a page leaves only when the caller asks for it (`next()`), never before: the
 * engine notes the ledger's sequence just before it asks (design rule S1).
 */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Records that do not have the promised shape; they are parked with this reason, and the rest goes on. */
  readonly refused: readonly RefusedRecord[];
  /** Where to go on after this page has been recorded. Opaque to the engine; overlap is built in by the connector. */
  readonly cursor: string;
  /** True on the last page of a pass that saw everything it should. */
  readonly complete: boolean;
  /** Our clock when the page's request left and when its answer came. */
  readonly sentAt: number;
  readonly answeredAt: number;
  /** The vendor's clock at the answer (its Date header), where it gives one. */
  readonly vendorAt?: number | null;
}

export interface RefusedRecord {
  /** Null: not even that could be read. */
  readonly id: string | null;
  /** Where and why, without values: `lines[0].quantity: expected number, got string`. */
  readonly reason: string;
}

/** The answer to a read by id. An id in neither list was not there. */
export interface Fetched<Item> {
  readonly items: readonly Item[];
  readonly refused: readonly RefusedRecord[];
  readonly sentAt: number;
  readonly answeredAt: number;
  /** The vendor's clock at the answer (its Date header), where it gives one. */
  readonly vendorAt: number | null;
}

/** How an operation that writes can be made safe after an unknown outcome (design section 3). */
export type Idempotency =
  /** The vendor keeps a key for `keyTtlMs` and replays a stored success. */
  | { readonly by: 'key'; readonly keyTtlMs: number; readonly quarantineMs: number }
  /** The vendor refuses or merges a second record with our reference: sending again is safe. */
  | { readonly by: 'unique-reference' }
  /** Wait `quarantineMs` (longest request life + search lag), look up by our reference, then send. */
  | { readonly by: 'look-up'; readonly quarantineMs: number };

export interface OrderHeader {
  readonly id: string;
  readonly updatedAt: number;
}

export interface OrderSource {
  /** How long a change may stay invisible to `changedSince`. */
  readonly indexLagMs: number;
  readonly fetchMax: number;
  /** How many `fetch` takes for whoever reads much and is in no hurry; absent: not more than that. */
  readonly bulkMax?: number;
  /** Whether orders come with what comes back of them; absent: they do not. */
  readonly readsReturns?: boolean;
  /** Headers of all orders changed since the cursor; null starts at `since` (epoch ms). */
  changedSince(cursor: string | null, since: number): AsyncIterable<Page<OrderHeader>>;
  /** Whole orders, up to `fetchMax` ids in as few calls as the vendor allows. */
  fetch(ids: readonly string[]): Promise<Fetched<Order>>;
}

/** What a target is asked to book. Made by `reconcile`; the merchant's own `mapOrder` may change it before it is sent. */
export interface OrderToBook extends BusinessBuyer {
  /** Unique and constant for ever: `<connection>:<order id>`. */
  readonly reference: string;
  readonly orderNumber: string;
  readonly store: string;
  readonly createdAt: number;
  readonly currency: string;
  readonly taxesIncluded: boolean;
  readonly lines: readonly LineToBook[];
  readonly shipping: readonly ShippingLine[];
  readonly tip: Money;
  readonly duties: Money;
  readonly fees: Money;
  readonly rounding: Money;
  readonly tax: Money;
  readonly total: Money;
  readonly paymentMethods: readonly string[];
  readonly tags: readonly string[];
  /** The target's location that is to ship it; null leaves it to the target's default. */
  readonly locationId: string | null;
  readonly customer: OrderPersonal;
}

export interface LineToBook {
  /** The channel's line id: the line's name in both systems. */
  readonly reference: string;
  readonly sku: string | null;
  /** The target's own id of the item; null books a line without an item (custom line, tip, gift card). */
  readonly listingId: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly discount: Money;
  readonly total: Money;
  readonly taxes: readonly TaxLine[];
}

export interface OrderTarget {
  readonly idempotency: Idempotency;
  /** The longest that a request whose answer was lost may still take effect. */
  readonly quarantineMs: number;
  /** The booked order with our reference, or null. Several with one reference are an error, `rejected`. */
  find(reference: string): Promise<BookedOrder | null>;
  /** By the target's ids; missing ones are left out. */
  read(ids: readonly string[]): Promise<readonly BookedOrder[]>;
  /** Creates a draft that carries our reference, or finds the one that does. The totals it returns are the target's own. */
  create(order: OrderToBook): Promise<BookedOrder>;
  /** Makes a draft binding. Already confirmed is success. Its lines stay as they were, so nobody has to read them again. */
  confirm(id: string): Promise<BookedHead>;
  /** Makes an order say what `order` says. @throws RejectedError with code `not-amendable` when the target no longer allows it. */
  amend(id: string, order: OrderToBook): Promise<BookedOrder>;
  /** Already canceled is success. @throws RejectedError with code `not-cancelable` when goods have left. */
  cancel(id: string): Promise<BookedOrder>;
  /** All orders that carry a reference of ours, for the sweep. */
  all(): AsyncIterable<Page<BookedOrder>>;
}

export interface StockSource {
  /** Whether what it says still contains the units of orders that it knows; the engine subtracts an order once for both. */
  readonly quantityKind: QuantityKind;
  /** How old an answer may be when it is given; 0 for a read of the live table. */
  readonly stockLagMs: number;
  changedSince(cursor: string | null): AsyncIterable<Page<StockLevel>>;
  /** Levels of these items at all locations. An item that is not there is missing, not 0. */
  fetch(listingIds: readonly string[]): Promise<Fetched<StockLevel>>;
  all(): AsyncIterable<Page<StockLevel>>;
}

export interface StockChange {
  readonly inventoryItemId: string;
  readonly locationId: string;
  /** What the channel must still show for the change to happen. */
  readonly from: number;
  readonly to: number;
}

/** Units to take from what a channel shows by then, whatever that is. */
export interface StockLowering {
  readonly inventoryItemId: string;
  readonly locationId: string;
  /** At least 1. */
  readonly units: number;
}

export interface StockTarget {
  readonly idempotency: Idempotency;
  readonly compareAndSet: boolean;
  /** Its numbers may be below zero: what was sold beyond stock then takes the first units that come back. Absent: they may not. */
  readonly showsBelowZero?: true;
  readonly batchMax: number;
  read(inventoryItemIds: readonly string[]): Promise<Fetched<ChannelLevel>>;
  all(): AsyncIterable<Page<ChannelLevel>>;
  /** Makes the item stocked at the location. Already stocked is success; its number is then read, not assumed. */
  activate(
    cell: { readonly inventoryItemId: string; readonly locationId: string },
    key: string,
  ): Promise<void>;
  /**
   * All or nothing. `reference` is shown in the vendor's history.
   *
   * @throws {StaleError} one of the rows no longer matches; it may not be known which.
   * @throws {RejectedError} one of the rows is not acceptable; it may not be known which.
   */
  set(changes: readonly StockChange[], key: string, reference: string): Promise<void>;
  /**
   * All or nothing, and never stale: an item that sells faster than a call takes can be lowered in no other way. Absent: the channel
   * can only be told numbers.
   *
   * @throws {RejectedError} one of the rows is not acceptable; it may not be known which.
   */
  lower?: (lowerings: readonly StockLowering[], key: string, reference: string) => Promise<void>;
}

export interface ShipmentSource {
  changedSince(cursor: string | null): AsyncIterable<Page<Shipment>>;
}

/** A parcel that left at one system, as another one is to be told of it: the channel, or the system that booked the order. */
export interface ShipmentToPublish {
  /** Ours, unique and constant for ever: `<shipping connection>/<shipment id>`. */
  readonly reference: string;
  readonly shipment: Shipment;
  /** The target's own id of the order. */
  readonly orderId: string;
  /** The target's own place that the goods left; null: it has none of its own for it. */
  readonly locationId: string | null;
}

export interface FulfillmentTarget {
  readonly idempotency: Idempotency;
  /** The target's record that this shipment already made, whole; or null. */
  find(shipment: ShipmentToPublish): Promise<{ readonly id: string } | null>;
  /**
   * Records the shipment, or what of it an earlier try left open.
   *
   * @throws {RejectedError} the target does not take it as it is: the order is canceled there, or its goods have left already.
   */
  fulfill(shipment: ShipmentToPublish): Promise<{ readonly id: string }>;
}

export interface CatalogSource {
  /** Whether a change moves a stamp that `changedSince` sees; if not, only `all` finds it. */
  changedSince(cursor: string | null): AsyncIterable<Page<Listing>>;
  all(): AsyncIterable<Page<Listing>>;
}

export interface LocationSource {
  all(): Promise<readonly SystemLocation[]>;
}
