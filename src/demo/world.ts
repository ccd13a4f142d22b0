import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import type { DemoWorld } from '#config/demo.ts';
import type { StoreDesk } from './store-desk.ts';
import type { Books } from './verdict/books.ts';
import type { WarehouseDesk } from './warehouse.ts';

/** The vendors on this machine, the people in them, and their books. */
export interface World {
  /** One desk for each store, in the order of their names in `connections`. */
  readonly stores: readonly StoreDesk[];
  readonly warehouse: WarehouseDesk;
  readonly skus: number;
  readonly boards: { readonly stores: readonly FaultBoard[]; readonly erp: FaultBoard };
  /** What the engine has to be told to find them. */
  readonly connections: Pick<DemoWorld, 'places' | 'stores' | 'erp'>;
  /** A copy of the books as they are now. */
  readBooks(): Books;
  /** Whether somebody has subscribed to the webhooks of every store. */
  isListenedTo(): boolean;
  close(): Promise<void>;
}
