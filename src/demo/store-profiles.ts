/** What sets one of the merchant's stores apart from the others; they sell the same SKUs from the same shelves. */
export interface StoreProfile {
  /** The connection's name. */
  readonly name: string;
  readonly currency: string;
  /** The number behind which its ids begin: no two stores ever give the same id to two orders. */
  readonly idsFrom: bigint;
}

/** The first one has always been there; the second sells in the ERP's other currency. */
export const storeProfiles: readonly StoreProfile[] = [
  { name: 'store-us', currency: 'USD', idsFrom: 5_000_000_000_000n },
  { name: 'store-eu', currency: 'EUR', idsFrom: 6_000_000_000_000n },
];
