/** What one customer puts on the counter, before the shop says what is left of it. */
export interface Basket {
  readonly lines: readonly BasketLine[];
  /** Known from a file; else a customer is invented. */
  readonly customer?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
  /** The invoice's own number. */
  readonly invoice?: string | undefined;
  /** Goods that come back instead of being sold: quantities are those returned. */
  readonly isReturn?: boolean | undefined;
}

export interface BasketLine {
  readonly sku: string;
  readonly quantity: number;
  /** The price of the file; absent: the catalog's. */
  readonly priceMinor?: number | undefined;
}
