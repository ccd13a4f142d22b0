import type { DemoWorld } from '#config/demo.ts';
import type { Books } from '#demo/verdict/books.ts';
import type { BooksVerdict, Flow } from '#tests/chaos/judge/judge-books.ts';
import type { LoadCounts, LoadPlan } from './load.ts';

/** What the engine has to be told to find the vendors; the addresses are their own, not the proxies'. */
export type VendorAddresses = Pick<
  DemoWorld,
  'places' | 'stores' | 'erp' | 'thirdParty' | 'mail' | 'bundles'
>;

/** `narrow`: a store and an ERP. `wide`: two stores, an ERP, a 3PL and a tool that writes to customers. */
export type Breadth = 'narrow' | 'wide';

/** What the books say of a case, and what has flowed in it. */
export interface Judged {
  readonly verdict: BooksVerdict;
  readonly flow: Flow;
}

/** What the suite may ask of the process in which all vendors live. */
export interface VendorActs {
  open(options: { readonly seed: number; readonly breadth: Breadth }): Promise<VendorAddresses>;
  /** Where those who ask to be forgotten are announced: the engine's door. */
  tellErasuresAt(doorUrl: string): void;
  /** A copy of all books as they are now. */
  books(): Books;
  /**
   * What the books say, judged where they lie: a copy of them all is sent nowhere.
   *
   * @param soldSinceMs when selling began.
   * @param flowSinceMs from when on to count what flows.
   */
  judge(soldSinceMs: number, flowSinceMs: number): Judged;
  begin(plan: LoadPlan): void;
  end(): void;
  counts(): LoadCounts;
  /** Whether somebody has subscribed to the webhooks of all who send them. */
  isListenedTo(): boolean;
  /** The store's app gets a new secret; tokens of the old one end. Webhooks are signed with the new one at once. */
  rotateStoreSecret(): string;
  /** Places an order of the past, of an item that the ERP does not count, and ships it. Returns its id. */
  placeOldOrder(): string;
}

export type VendorActName = keyof VendorActs;
