import type { Json, Row } from './values.ts';

/** The rows of one model with their equality indexes. It knows nothing of transactions. */
export interface Table {
  readonly rows: ReadonlyMap<number, Row>;
  nextId(): number;
  /** Puts, replaces (`row`) or removes (`undefined`) the record with this id. */
  set(id: number, row: Row | undefined): void;
  /** Ids of the rows whose field equals the value; `undefined` when the field has no index. */
  lookup(field: string, value: Json): ReadonlySet<number> | undefined;
  isIndexed(field: string): boolean;
  /** The commit after which the row was last changed. */
  changedAt(id: number): number;
  markChanged(id: number, commit: number): void;
  /** Another one with the same rows: what becomes of the one does not show in the other. */
  copy(): Table;
}

/**
 * One transaction. It sees the database as it is when it runs, but it counts as having begun at `startedAtMicros`
 * and `snapshot`: that is its `write_date`, and a row that somebody committed after its snapshot may not be written.
 */
export interface Transaction {
  readonly startedAtMicros: number;
  readonly snapshot: number;
  /** What caused it, for the books: an RPC method or a warehouse's own doing. */
  readonly cause: string;
  readonly undo: (() => void)[];
  readonly touched: Map<Table, Set<number>>;
}

export interface Database {
  table(model: string): Table;
  has(model: string): boolean;
  begin(options: { startedAtMicros: number; cause: string; snapshot?: number }): Transaction;
  /** The number of the newest commit. */
  readonly commits: () => number;
  put(transaction: Transaction, table: Table, id: number, row: Row | undefined): void;
  /** Undoes everything after this many steps: a savepoint. */
  rollback(transaction: Transaction, steps?: number): void;
  commit(transaction: Transaction): void;
  nextNumber(sequence: string): number;
  /** Told about every commit that changed something. */
  onCommit(listener: (transaction: Transaction) => void): void;
  /** Another one with the same contents, told to nobody; not while a transaction is under way. */
  copy(): Database;
}
