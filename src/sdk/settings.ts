import type { QuantityKind } from '#domain/counted-quantity.ts';
import type { Order } from '#domain/order.ts';
import type { OrderToBook } from './capabilities.ts';
import type { HoldSetting, RoutingSetting } from './order-settings.ts';
import type { SegmentDestination, SegmentSetting, StockSignalSetting } from './segment-settings.ts';
import type { StockSetting } from './stock-settings.ts';

/** A place that holds stock, and how each system calls it. */
export interface LocationSetting {
  /** Our name of it, `main`. */
  readonly name: string;
  /** The connection that counts it, and its id there. */
  readonly authority: { readonly connection: string; readonly locationId: string };
  /** False: the location was given up. It counts nothing, shows nothing and ships nothing. */
  readonly active: boolean;
  /** The connection that ships from it. */
  readonly shippedBy: string;
  /** That connection is asked for each shipment by a request. */
  readonly takesRequests: boolean;
  /** The authority itself says what left; else whoever ships does. */
  readonly statesShipments: boolean;
  /** How old the authority's answers may be when it gives them, as its connector declares. */
  readonly stockLagMs: number;
  /** What the authority's quantities say, as its connector declares. */
  readonly quantityKind: QuantityKind;
  /** Units in one of what the authority counts: 12 where it counts cases of twelve. */
  readonly unitsPer: (sku: string) => number;
  /** Channel connection -> the channel's location that shows this stock. */
  readonly shownOn: Readonly<Record<string, string>>;
  /** Connection that books -> its own place that stands for this one, where another system counts it. */
  readonly bookedAt: Readonly<Record<string, string>>;
}

export interface ChannelSetting {
  /** The connection that books the orders of this channel; null books none. */
  readonly bookedBy: string | null;
  /** Orders created before are mirrored and never booked; null: the moment of the first start. */
  readonly ordersFrom: number | null;
  readonly testOrders: 'skip' | 'book';
  readonly refunds: RefundPolicy;
}

/**
 * What becomes of a store's refunds at the connection that books its orders. `ignore`: nothing. `record`: they are checked
 * and explained, and a person books them. `draft`: credit notes that a person posts. `post`: posted credit notes.
 */
export type RefundPolicy = 'ignore' | 'record' | 'draft' | 'post';
/** What feeds a system that writes to customers. */
export interface MarketingSetting {
  /** The stores whose customers and orders it is told of, and which are told who said no there. */
  readonly stores: readonly string[];
  /** Segment -> where its members are shown; absent: none. */
  readonly segments?: Readonly<Record<string, SegmentDestination>>;
  /** Null or absent: it is told of no stock. */
  readonly stockSignals?: StockSignalSetting | null;
}

/** What to do with a line whose SKU the target does not have. */
export type UnmappedSkuPolicy = 'park' | 'placeholder';

export interface BrakeSetting {
  /** Share of a channel's cells, from 0 to 1, that may be zeroed or moved drastically within the window. */
  readonly share: number;
  /** Below this many cells the brake never trips. */
  readonly cellsMin: number;
  readonly windowMs: number;
  /** A move is drastic when it is at least this share of the number shown and at least `unitsMin` units. */
  readonly moveShare: number;
  readonly unitsMin: number;
}

export interface IntervalSetting {
  readonly pullOrdersMs: number;
  readonly pullStockMs: number;
  readonly pullCatalogMs: number;
  readonly pullCustomersMs: number;
  readonly sweepStockMs: number;
  readonly sweepOrdersMs: number;
  readonly sweepCustomersMs: number;
  readonly registerWebhooksMs: number;
  readonly pruneMs: number;
}

export interface RetentionSetting {
  readonly eventsMs: number;
  readonly effectBodiesMs: number;
  readonly stockEntriesMs: number;
  readonly discrepanciesMs: number;
}

/** The merchant's choices, in the form that jobs use. Made by `config/` from the configuration file. */
export interface SyncSettings {
  /** Where webhooks reach us, without a slash at the end; null: polling only. */
  readonly publicUrl: string | null;
  readonly locations: readonly LocationSetting[];
  readonly channels: Readonly<Record<string, ChannelSetting>>;
  /** By the connection that writes to customers. */
  readonly marketing: Readonly<Record<string, MarketingSetting>>;
  readonly segments: SegmentSetting;
  /** Units kept back, per SKU. */
  readonly buffer: (sku: string) => number;
  readonly stock: StockSetting;
  readonly routing: RoutingSetting;
  readonly holds: HoldSetting;
  /** Connections that are told what other systems shipped. */
  readonly hearsOfShipments: ReadonlySet<string>;
  /** Warehouses that are told what comes back to them. */
  readonly hearsOfReturns: ReadonlySet<string>;
  readonly unmappedSku: UnmappedSkuPolicy;
  /** SKU of the target's item that stands for unmapped ones under the policy `placeholder`. */
  readonly placeholderSku: string | null;
  readonly brake: BrakeSetting;
  readonly intervals: IntervalSetting;
  readonly retention: RetentionSetting;
  /** The merchant's own say over what is booked. */
  readonly mapOrder: ((order: OrderToBook, source: Order) => OrderToBook) | null;
}
