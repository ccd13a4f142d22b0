import type { ShopifySandbox } from '#connectors/shopify/sandbox/start.ts';
import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import type { DemoWorld } from '#config/demo.ts';
import type { FulfillmentCenterOptions } from './fulfillment-center.ts';
import type { PrivacyDesk } from './privacy-desk.ts';
import type { ReadersDesk } from './readers.ts';
import type { StoreDesk } from './store-desk.ts';
import type { Books } from './verdict/books.ts';
import type { WarehouseDesk } from './warehouse.ts';

/** The vendors on this machine, the people in them, and their books. */
export interface World {
  /** One desk for each store, in the order of their names in `connections`. */
  readonly stores: readonly StoreDesk[];
  /** The stores themselves, for who plays their owners. */
  readonly shops: readonly ShopifySandbox[];
  /** Deliveries of the ERP; places of the 3PL, too. */
  readonly warehouse: WarehouseDesk;
  /** Null: nobody else ships. */
  readonly center: FulfillmentCenterOptions['sandbox'] | null;
  /** Null: nobody writes to customers. */
  readonly mail: { readonly desk: ReadersDesk; readonly privacy: PrivacyDesk } | null;
  /** Units of the order that its store still wants to be shipped by the 3PL, by SKU; those of bundles by their parts. */
  readonly wantedOfCenter: (orderReference: string) => Readonly<Record<string, number>>;
  readonly skus: number;
  /** Those who may send webhooks, the first store first, and the ERP. */
  readonly boards: { readonly senders: readonly FaultBoard[]; readonly erp: FaultBoard };
  /** What the engine has to be told to find them. */
  readonly connections: Pick<DemoWorld, 'places' | 'stores' | 'erp' | 'thirdParty' | 'mail' | 'bundles'>;
  /** A copy of the books as they are now. */
  readBooks(): Books;
  /** Whether somebody has subscribed to the webhooks of every store, and of the 3PL. */
  isListenedTo(): boolean;
  close(): Promise<void>;
}
