import type { Clock, Random } from '#sdk/clock.ts';
import type { ErasedList } from './erased-list.ts';
import type { Sealer } from './sealing.ts';

/** What a ledger is handed from outside, whichever database it stands on. */
export interface LedgerEdges {
  readonly clock: Clock;
  readonly random: Random;
  readonly sealer: Sealer;
  readonly readOnly: boolean;
  /** Null: a ledger that nobody restores. */
  readonly erasedList: ErasedList | null;
}
