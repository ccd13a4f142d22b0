import type { MarketingBook } from './marketing-book.ts';
import type { Recipes } from './recipes.ts';

/**
 * What a judge needs of the vendors' own books, as plain data. Amounts are minor units of the order's currency; times are
 * UTC epoch milliseconds of the machine's clock.
 */
export interface Books {
  readonly stores: readonly StoreBook[];
  readonly erp: ErpBook;
  /** Which warehouse of the ERP counts what a location of a store shows. Unmapped places are nobody's business. */
  readonly places: readonly Place[];
  /** What is made of other items when it is sold; absent: nothing. Warehouses know the parts and not the bundles. */
  readonly recipes?: Recipes | undefined;
  /** A 3PL that is asked to ship. Its shelves, its parcels and their changes are among the ERP's, under its own code. */
  readonly thirdParty?: ThirdParty | undefined;
  /** A tool that writes to customers; absent: nobody does. */
  readonly marketing?: MarketingBook | undefined;
}

export interface ThirdParty {
  /** The code of its warehouse. */
  readonly warehouse: string;
  readonly requests: readonly ShippingRequest[];
  /** What the ERP was told to have left it: deliveries of the warehouse that stands for it. */
  readonly told: readonly ErpParcel[];
  /** What it was told to expect, without what was canceled. */
  readonly expected: readonly ExpectedReturn[];
}

export interface ExpectedReturn {
  /** What stands on the box: the number of the store's return, and something that tells stores apart. */
  readonly mark: string;
  /** The order's: `<store>:<order id>`, by the parcel that it left with; null: it left with several. */
  readonly reference: string | null;
  readonly units: Readonly<Record<string, number>>;
}

export interface ShippingRequest {
  readonly name: string;
  /** The order's: `<store>:<order id>`. */
  readonly reference: string;
  /** What it asks for, what left included and what was canceled not. */
  readonly units: Readonly<Record<string, number>>;
}

export interface Place {
  readonly store: string;
  /** The store's location id. */
  readonly location: string;
  /** The code of the ERP's warehouse, or of the 3PL's. */
  readonly warehouse: string;
}

export interface StoreBook {
  /** The connection's name, which is the first part of the reference that an order carries into the ERP. */
  readonly name: string;
  readonly orders: readonly StoreOrder[];
  readonly levels: readonly StoreLevel[];
  /** In the order in which they happened. */
  readonly changes: readonly LevelChange[];
  readonly webhooks: WebhookCounts;
}

export interface WebhookCounts {
  readonly sent: number;
  readonly duplicated: number;
  readonly dropped: number;
}

export interface StoreOrder {
  readonly id: string;
  /** `#1001`. */
  readonly name: string;
  readonly placedAtMs: number;
  readonly canceledAtMs: number | null;
  readonly isTest: boolean;
  readonly currency: string;
  readonly taxesIncluded: boolean;
  /** What is to be booked: without units that were removed before they shipped. */
  readonly totalMinor: number;
  readonly taxMinor: number;
  readonly lines: readonly StoreLine[];
  readonly parcels: readonly StoreParcel[];
  readonly refunds: readonly StoreRefund[];
  /** Absent: nothing comes back. */
  readonly returns?: readonly StoreReturn[];
}

/** What a store gave back at one time. */
export interface StoreRefund {
  readonly id: string;
  /** Paid back, less the worth of units that were taken out before they shipped: they are not booked any more. */
  readonly creditMinor: number;
}

/** What the store and its customer agreed on, or did not. */
export interface StoreReturn {
  readonly id: string;
  /** `#1001-R1`. */
  readonly name: string;
  /** `ended`: declined or canceled. */
  readonly state: 'asked' | 'agreed' | 'ended';
  readonly lines: readonly {
    readonly sku: string | null;
    readonly quantity: number;
    /** The locations that the line has left from. */
    readonly from: readonly string[];
  }[];
}

export interface StoreLine {
  readonly id: string;
  /** Null for a line without a SKU. */
  readonly sku: string | null;
  /** Units to book. */
  readonly quantity: number;
  /** After all discounts; with its tax where the order's prices include taxes. */
  readonly totalMinor: number;
  /** Units by the location that is to ship them, or has. */
  readonly units: readonly { readonly location: string; readonly quantity: number }[];
}

/** What the store was told to have been shipped. */
export interface StoreParcel {
  readonly tracking: string | null;
  readonly units: Readonly<Record<string, number>>;
}

export interface StoreLevel {
  readonly sku: string;
  readonly location: string;
  readonly available: number;
}

/** One change of a level: `sale` takes units, `return` gives them back, `write` is what the API was told to show. */
export interface LevelChange {
  readonly atMs: number;
  readonly sku: string;
  readonly location: string;
  readonly from: number;
  readonly to: number;
  readonly cause: 'sale' | 'return' | 'write' | 'other';
}

export interface ErpBook {
  readonly orders: readonly ErpOrder[];
  readonly credits: readonly ErpCredit[];
  readonly parcels: readonly ErpParcel[];
  /** Every SKU that it knows, with what is on hand by warehouse. */
  readonly onHand: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** In the order in which they happened. */
  readonly changes: readonly StockChange[];
}

export interface ErpOrder {
  readonly number: string;
  /** `<store>:<order id>`. */
  readonly reference: string;
  readonly state: 'draft' | 'confirmed' | 'canceled';
  readonly currency: string;
  readonly totalMinor: number;
  readonly taxMinor: number;
  readonly lines: readonly ErpLine[];
  /** When it was first confirmed. */
  readonly confirmedAtMs: number | null;
}

export interface ErpLine {
  readonly sku: string;
  readonly quantity: number;
  readonly untaxedMinor: number;
  readonly totalMinor: number;
}

/** A credit note. */
export interface ErpCredit {
  readonly number: string;
  /** `<store>:<order id>/refund/<refund id>`. */
  readonly reference: string;
  readonly state: 'draft' | 'posted' | 'canceled';
  readonly currency: string;
  readonly totalMinor: number;
}

/** A delivery that left a warehouse. */
export interface ErpParcel {
  readonly name: string;
  readonly reference: string;
  readonly warehouse: string;
  readonly tracking: string | null;
  readonly shippedAtMs: number;
  readonly units: Readonly<Record<string, number>>;
}

/** One change of what is physically there. `shipment` is the one kind that takes an order's units along. */
export interface StockChange {
  readonly atMs: number;
  readonly sku: string;
  readonly warehouse: string;
  readonly from: number;
  readonly to: number;
  readonly cause: 'shipment' | 'other';
}
