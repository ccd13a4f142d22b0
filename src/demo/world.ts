import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import type { DemoWorld } from '#config/demo.ts';
import type { StoreDesk } from './store-desk.ts';
import type { Books } from './verdict/books.ts';
import type { WarehouseDesk } from './warehouse.ts';

/** Two vendors on this machine, the people in them, and their books. */
export interface World {
  readonly store: StoreDesk;
  readonly warehouse: WarehouseDesk;
  readonly skus: number;
  readonly boards: { readonly store: FaultBoard; readonly erp: FaultBoard };
  /** What the engine has to be told to find them. */
  readonly connections: Pick<DemoWorld, 'places' | 'store' | 'erp'>;
  /** A copy of the books as they are now. */
  readBooks(): Books;
  /** Whether somebody has subscribed to the store's webhooks. */
  isListenedTo(): boolean;
  close(): Promise<void>;
}
