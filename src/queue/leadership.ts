import type { Clock } from '#sdk/clock.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';

/** One process at a time does what the name says; the ledger knows who. */
export interface Leadership {
  /** True while we hold it. Takes or prolongs it when needed, else it costs nothing. */
  hold(): Promise<boolean>;
  release(): Promise<void>;
}

const LEASE_MS = 10_000;
const RENEW_AFTER_MS = 3_000;

export function createLeadership(options: {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly name: string;
  /** Unique per process. */
  readonly holder: string;
}): Leadership {
  const { ledger, clock, name, holder } = options;
  let renewAt = Number.NEGATIVE_INFINITY;
  return {
    hold: async () => {
      const asked = clock.monotonicMs();
      if (asked < renewAt) return true;
      renewAt = Number.NEGATIVE_INFINITY;
      const held = await ledger.write((tx) => tx.leases.acquire(name, holder, LEASE_MS));
      // Counted from before the question, so that we never believe longer than the ledger does.
      if (held) renewAt = asked + RENEW_AFTER_MS;
      return held;
    },
    release: async () => {
      renewAt = Number.NEGATIVE_INFINITY;
      await ledger.write((tx) => tx.leases.release(name, holder));
    },
  };
}
