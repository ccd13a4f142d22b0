import type { Clock } from '#sdk/clock.ts';
import { LeaseLostError, type Ledger } from '#sdk/ledger/ledger.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';

/** The leases of one run, prolonged in the background for as long as it lasts. */
export interface HeldLeases {
  /** Aborted when they were lost: nothing of this run may be written any more. */
  readonly lost: AbortSignal;
  /** @throws {LeaseLostError} */
  prolong(): Promise<void>;
  release(): Promise<void>;
}

/** Made once: an abort without a reason makes one with a stack, at every run. */
const RELEASED = new Error('the run has ended');

export function holdLeases(options: {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly work: readonly LeasedWork[];
  readonly leaseMs: number;
}): HeldLeases {
  const { ledger, clock, work, leaseMs } = options;
  const lost = new AbortController();
  const stop = new AbortController();
  const prolong = async () => {
    lost.signal.throwIfAborted();
    try {
      await ledger.write((tx) => tx.work.prolong(work, leaseMs));
    } catch (error) {
      if (error instanceof LeaseLostError) lost.abort(error);
      throw error;
    }
  };
  const prolongAgain = async () => {
    while (!stop.signal.aborted && !lost.signal.aborted) {
      await clock.sleep(leaseMs / 3, stop.signal).catch(() => undefined);
      // A ledger that is busy now is asked again in time; a lost lease ends the loop by `lost`.
      if (!stop.signal.aborted) await prolong().catch(() => undefined);
    }
  };
  const prolonging = prolongAgain();
  return {
    lost: lost.signal,
    prolong,
    release: async () => {
      stop.abort(RELEASED);
      await prolonging;
    },
  };
}
