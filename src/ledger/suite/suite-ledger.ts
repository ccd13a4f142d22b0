import type { Ledger } from '#sdk/ledger/ledger.ts';

/** A ledger on one of the databases, as the shared suite works with it. */
export interface SuiteLedger {
  readonly ledger: Ledger;
  /** A second process's view of the same database, where the database allows one. */
  readonly other: Ledger | null;
  now(): number;
  /** Lets the time that leases are measured by go on. */
  passLeaseTime(ms: number): Promise<void>;
  close(): Promise<void>;
}

export type OpenSuiteLedger = () => Promise<SuiteLedger>;

let count = 0;

/** Names that no other test of the file uses, so that all may share one ledger. */
export function unique(name: string): string {
  count += 1;
  return `${name}-${count}`;
}
