/** One of the places that hold stock: 0 is the main one, 2 that of the 3PL. */
export type PlaceIndex = 0 | 1 | 2;
export const THIRD_PARTY_PLACE: PlaceIndex = 2;

/** What customers and the merchant's people do in a store, without its API. Items by SKU. */
export interface StoreDesk {
  /** The shop's own. */
  readonly currency: string;
  /** Those that it has. */
  readonly places: readonly PlaceIndex[];
  /** Units that the store offers at a place; 0 for what it does not have. */
  offers(sku: string, place: PlaceIndex): number;
  /** Takes an order whole, or refuses it when not everything is there. */
  place(order: NewOrder): PlacedOrder | undefined;
  pay(orderId: string): void;
  cancel(orderId: string): void;
  /** The customer changes her mind: so many units less of the order's line of this SKU. */
  removeUnits(orderId: string, sku: string, units: number): void;
  /** Money back for units that have left; for others the units are taken out of the order, too. */
  refund(orderId: string, sku: string, units: number): void;
  /** Units of the SKU that the store has been told to have left. */
  toldShipped(orderId: string, sku: string): number;
  /** The store agrees to take back units that have left. @returns its number; null: it cannot, or does not keep any. */
  agreeReturn(orderId: string, sku: string, units: number): AgreedReturn | null;
  /** Everything that was agreed on is there. */
  closeReturn(id: string): void;
  /** What the order comes to now, in minor units of the shop's currency. */
  totalOf(orderId: string): number;
}

export interface NewOrder {
  readonly place: PlaceIndex;
  readonly lines: readonly NewLine[];
  /** Off the goods, over the whole order. */
  readonly discount?: Discount | undefined;
  readonly shippingMinor: number;
  readonly tipMinor: number;
  /** Null: nothing is taxed. */
  readonly tax: { readonly title: string; readonly rate: number; readonly isIncluded: boolean } | null;
  /** The customer's own currency; absent: the shop's. */
  readonly presentment?: { readonly currency: string; readonly rate: number } | undefined;
  readonly customer: NewCustomer;
  readonly isPaid: boolean;
}

export interface NewLine {
  readonly sku: string;
  readonly quantity: number;
  /** Absent: the catalog's. */
  readonly priceMinor?: number | undefined;
}

export type Discount =
  | { readonly code: string; readonly percent: number }
  | { readonly code: string; readonly amountMinor: number };

export interface NewCustomer {
  /** A guest leaves an address and no account. */
  readonly isGuest: boolean;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly countryCode: string;
  readonly provinceCode: string | null;
  readonly city: string;
  readonly zip: string;
}

export interface AgreedReturn {
  readonly id: string;
  /** `#1001-R1`. */
  readonly name: string;
}

export interface PlacedOrder {
  readonly id: string;
  readonly name: string;
}
