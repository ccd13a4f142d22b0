import type { DemoStore, DemoWorld } from '#config/demo.ts';
import type { Books } from '#demo/verdict/books.ts';
import type { LoadCounts, LoadPlan } from './load.ts';

/** What the engine has to be told to find both vendors; the addresses are the vendors' own, not the proxies'. */
export interface VendorAddresses extends Pick<DemoWorld, 'places' | 'erp' | 'thirdParty'> {
  readonly store: DemoStore;
}

/** What the suite may ask of the process in which both vendors live. */
export interface VendorActs {
  open(options: { readonly seed: number }): Promise<VendorAddresses>;
  /** A copy of both books as they are now. */
  books(): Books;
  begin(plan: LoadPlan): void;
  end(): void;
  counts(): LoadCounts;
  /** How many webhook topics somebody has subscribed to. */
  subscriptions(): number;
  /** The store's app gets a new secret; tokens of the old one end. Webhooks are signed with the new one at once. */
  rotateStoreSecret(): string;
  /** Places an order of the past, of an item that the ERP does not count. Returns its id. */
  placeOldOrder(): string;
  /** API calls so far, by vendor. */
  calls(): { readonly store: number; readonly erp: number };
}

export type VendorActName = keyof VendorActs;
