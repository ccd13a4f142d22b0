import type { BusinessBuyer } from './business-buyer.ts';
import type { Money, MoneyBag } from './money.ts';
import type { OrderReturn } from './order-return.ts';

/**
 * A channel's order in our words, whole: the source's own amounts, never recomputed. Amounts and quantities are those
 * that are to be *booked*: what was removed before it shipped is gone, what was refunded after it shipped is still
 * there (its refund is in `refunds`). Ids are the channel's.
 */
export interface Order extends BusinessBuyer {
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
  /** What comes back, oldest first. Absent: the channel does not say, or was not asked. */
  readonly returns?: readonly OrderReturn[];
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
  /**
   * Units that an edit took out; where returns are not read, also what came back without a refund. No refund names them, and
   * whether they went back onto the channel's shelf is not said.
   */
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

/**
 * What was given back at one time. `total` + `inKind` = lines + shipping + duties + adjustment (+ their tax, where prices do not
 * contain it), in both currencies. A refund where both are zero took something back without paying for it: nothing is to be
 * credited.
 */
export interface Refund {
  readonly id: string;
  readonly createdAt: number;
  /** Money that went back to the customer. */
  readonly total: MoneyBag;
  /**
   * Worth that went back as other goods: an exchange, whose new goods are lines of the order. Absent: nothing. With a total of
   * zero it is no refund of the channel's, but its return (`id`), for which no money moved.
   */
  readonly inKind?: MoneyBag;
  readonly lines: readonly RefundLine[];
  readonly shipping: readonly RefundShipping[];
  readonly duties: MoneyBag;
  /** Paid beyond the worth of the parts: goodwill, a tip. Negative: kept back from it, a fee. */
  readonly adjustment: MoneyBag;
}

export interface RefundLine {
  readonly lineId: string;
  readonly quantity: number;
  /** Whether the channel put the units back on its own shelf. */
  readonly restocked: boolean;
  /** `cancel`: units that had not left. `return`: units that had. Open list. */
  readonly restockType: 'cancel' | 'return' | 'none' | 'unknown';
  readonly locationId: string | null;
  readonly amount: MoneyBag;
  readonly tax: MoneyBag;
  /** The part of it that is in the order's lines all the same, because it had shipped. The rest is gone from them. */
  readonly booked: { readonly quantity: number; readonly amount: MoneyBag; readonly tax: MoneyBag };
}

export interface RefundShipping {
  /** The order's shipping line; null when the channel names none that is still there. */
  readonly lineId: string | null;
  readonly amount: MoneyBag;
  readonly tax: MoneyBag;
  /** False: it was given back before anything shipped, and is gone from the order's shipping. */
  readonly booked: boolean;
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
  /** As the channel answers; what is recorded has none, because they lead to a person. */
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

/** What of a booked order changes when it is confirmed, and what its target computes. */
export type BookedHead = Omit<BookedOrder, 'lines' | 'reference'>;
