import type { Money, MoneyBag } from './money.ts';

/**
 * A channel's order in our words, whole: the source's own amounts, never recomputed. Amounts and quantities are those
 * that are to be *booked*: what was removed before it shipped is gone, what was refunded after it shipped is still
 * there (its refund is in `refunds`). Ids are the channel's.
 */
export interface Order {
  readonly id: string;
  /** What people call it, `#1001`. */
  readonly name: string;
  readonly createdAt: number;
  /** The channel's own version: an observation with a lower one never replaces one with a higher. */
  readonly updatedAt: number;
  readonly canceledAt: number | null;
  readonly test: boolean;
  readonly financialStatus: FinancialStatus;
  readonly currency: string;
  readonly presentmentCurrency: string;
  /** Whether line and shipping amounts contain their taxes. */
  readonly taxesIncluded: boolean;
  readonly lines: readonly OrderLine[];
  readonly shipping: readonly ShippingLine[];
  readonly discountCodes: readonly string[];
  readonly totals: OrderTotals;
  readonly refunds: readonly Refund[];
  readonly fulfillmentOrders: readonly FulfillmentOrder[];
  readonly fulfillments: readonly Fulfillment[];
  /** Payment gateways, as the channel names them. */
  readonly paymentMethods: readonly string[];
  readonly tags: readonly string[];
  readonly sourceName: string | null;
  readonly personal: OrderPersonal;
}

/** Open list: a status that the channel invents later arrives as `unknown`. */
export type FinancialStatus =
  | 'pending'
  | 'authorized'
  | 'partially-paid'
  | 'paid'
  | 'partially-refunded'
  | 'refunded'
  | 'voided'
  | 'expired'
  | 'unknown';

export interface OrderLine {
  readonly id: string;
  /** Null for a line without a SKU; never an empty string. */
  readonly sku: string | null;
  readonly title: string;
  readonly variantId: string | null;
  readonly inventoryItemId: string | null;
  /** The channel's location that is to ship it; null when the channel has not said. */
  readonly locationId: string | null;
  /** Units to book: ordered, minus removed or refunded before shipping. */
  readonly quantity: number;
  readonly orderedQuantity: number;
  /** Units that an edit took out. No refund names them, and whether they went back onto the channel's shelf is not said. */
  readonly editedOutQuantity: number;
  /** Units that the channel shows as shipped. */
  readonly fulfilledQuantity: number;
  readonly requiresShipping: boolean;
  readonly giftCard: boolean;
  readonly unitPrice: MoneyBag;
  /** All discounts on the units to book, line and order level. Positive. */
  readonly discount: MoneyBag;
  /** unit price x quantity - discount. */
  readonly total: MoneyBag;
  readonly taxes: readonly TaxLine[];
}

export interface TaxLine {
  readonly title: string;
  /** 0.19 for 19 %, as a decimal string, so that it can be a key. */
  readonly rate: string;
  readonly amount: MoneyBag;
}

export interface ShippingLine {
  readonly id: string;
  readonly title: string;
  readonly code: string | null;
  /** After discounts. */
  readonly total: MoneyBag;
  readonly taxes: readonly TaxLine[];
}

/**
 * `total` = lines + shipping + tip + duties + fees + rounding + (taxes included ? 0 : tax), in both currencies, to the
 * minor unit. An order that does not balance is parked (I6).
 */
export interface OrderTotals {
  readonly lines: MoneyBag;
  readonly shipping: MoneyBag;
  readonly tax: MoneyBag;
  readonly tip: MoneyBag;
  readonly duties: MoneyBag;
  readonly fees: MoneyBag;
  readonly rounding: MoneyBag;
  readonly total: MoneyBag;
  readonly paid: MoneyBag;
  readonly refunded: MoneyBag;
}

export interface Refund {
  readonly id: string;
  readonly createdAt: number;
  readonly total: MoneyBag;
  readonly lines: readonly RefundLine[];
}

export interface RefundLine {
  readonly lineId: string;
  readonly quantity: number;
  /** Whether the channel put the units back on its own shelf. */
  readonly restocked: boolean;
  readonly locationId: string | null;
  readonly amount: MoneyBag;
  readonly tax: MoneyBag;
}

/** What one location is to ship of one order. */
export interface FulfillmentOrder {
  readonly id: string;
  readonly locationId: string | null;
  readonly status: 'open' | 'in-progress' | 'scheduled' | 'on-hold' | 'closed' | 'canceled' | 'unknown';
  readonly fulfillable: boolean;
  readonly lines: readonly { readonly id: string; readonly lineId: string; readonly remaining: number }[];
  /** Holds that stand in the channel. Absent when the channel does not say. */
  readonly holds?: readonly FulfillmentHold[];
  /** Epoch ms from which the channel wants it shipped; null or absent: at once. */
  readonly fulfillAt?: number | null;
}

/** Why a channel keeps a fulfillment order back. Open list: a reason that is invented later arrives as `unknown`. */
export interface FulfillmentHold {
  readonly reason:
    | 'awaiting-payment'
    | 'awaiting-return-items'
    | 'high-risk-of-fraud'
    | 'incorrect-address'
    | 'inventory-out-of-stock'
    | 'post-purchase-cross-sell'
    | 'unknown-delivery-date'
    | 'other'
    | 'unknown';
  /** True: we placed it ourselves. */
  readonly byUs: boolean;
}

/** What the channel has been told to be shipped. */
export interface Fulfillment {
  readonly id: string;
  readonly createdAt: number;
  readonly canceled: boolean;
  readonly trackingNumbers: readonly string[];
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
}

/** Everything about a person; kept sealed and apart, never in logs, jobs or metrics. */
export interface OrderPersonal {
  readonly customerId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly company: string | null;
  readonly billing: Address | null;
  readonly delivery: Address | null;
  readonly note: string | null;
}

export interface Address {
  readonly name: string | null;
  readonly company: string | null;
  readonly street: string | null;
  readonly street2: string | null;
  readonly city: string | null;
  readonly zip: string | null;
  /** ISO 3166-2 part after the dash, `CA`. */
  readonly provinceCode: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string | null;
  readonly phone: string | null;
}

/** An order as a target keeps it. */
export interface BookedOrder {
  readonly id: string;
  /** The target's own number, `S00042`. */
  readonly number: string;
  /** Our reference, as we gave it at creation. */
  readonly reference: string;
  readonly state: 'draft' | 'confirmed' | 'canceled';
  readonly total: Money;
  readonly tax: Money;
  readonly lines: readonly {
    readonly reference: string;
    readonly quantity: number;
    readonly delivered: number;
  }[];
}

/** A parcel that left a warehouse, as the system that shipped it says. */
export interface Shipment {
  readonly id: string;
  /** Our reference of the order, as given at its booking. */
  readonly orderReference: string;
  /** The shipping system's location. */
  readonly locationId: string;
  readonly shippedAt: number;
  readonly carrier: string | null;
  readonly trackingNumbers: readonly string[];
  readonly trackingUrl: string | null;
  /**
   * `reference` is our line reference, the channel's line id; as a warehouse says it, it may name a bundle's part. Below zero
   * where a correction takes bundles back that the parts of other parcels had made whole.
   */
  readonly lines: readonly { readonly reference: string; readonly quantity: number }[];
  /**
   * The parcel that this record merely repeats, because we told its system of it: `<shipping connection>/<shipment id>`. Null
   * or absent: it left here.
   */
  readonly mirrorOf?: string | null;
  /** Parts of bundles in it; `lines` has the bundles that became whole with it. */
  readonly parts?: readonly ShippedPart[];
}

/** Units of one part of a bundle that an order's line sold. */
export interface ShippedPart {
  readonly lineId: string;
  /** From 1, in the order of the bundle's parts, of which there were so many. */
  readonly number: number;
  readonly of: number;
  /** Units of the part in one bundle. */
  readonly each: number;
  /** Null: the bundle has been given another recipe since, so that nobody knows which of its parts it is. */
  readonly sku: string | null;
  /** Units of the part. */
  readonly quantity: number;
}
