import type { SQL } from 'drizzle-orm';

/** One row as the database gives it: the columns in the order of the select list. */
export type Row = readonly unknown[];

/** What differs between the two databases, seen from one connection. */
export interface Connection {
  /** Runs one statement; `$1`, `$2` ... stand for the parameters in this order. */
  readonly run: (text: string, params: readonly unknown[]) => Promise<readonly Row[]>;
  /** The time that leases are measured by, as SQL: the database's own where several processes share it. */
  readonly leaseNow: () => SQL<number>;
  /** Placeholders that the connection itself fills whenever a statement is executed, by name. */
  readonly standing: Readonly<Record<string, () => unknown>>;
  readonly nextSequence: () => Promise<number>;
  readonly currentSequence: () => Promise<number>;
}
