import type { BatchOutcome } from './batches.ts';
import type { Idempotency } from './capabilities.ts';

/** What a system that sells nothing itself is to know of an item's stock. */
export interface StockSignal {
  /** The item's id in the target's catalog. */
  readonly itemReference: string;
  /** Units that can be sold, of all locations; never below 0. */
  readonly available: number;
}

/** A system that tells people what is back and what runs low. It decides what is low; we tell the number. */
export interface StockSignalTarget {
  readonly idempotency: Idempotency;
  readonly quarantineMs: number;
  readonly batchMax: number;
  tell(signals: readonly StockSignal[]): Promise<BatchOutcome>;
  /** What became of a batch that was running. @throws RejectedError when the target no longer knows it. */
  outcome(id: string): Promise<BatchOutcome>;
}
