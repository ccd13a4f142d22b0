import { randomBytes } from 'node:crypto';
import { openLedger } from '#ledger/open-ledger.ts';
import type { Clock, Random } from '#sdk/clock.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { openedLedgers } from './opened-ledgers.ts';

/** A clock that stands until a test moves it. */
export interface HandClock extends Clock {
  advance(ms: number): void;
}

export function createHandClock(startAt = 1_800_000_000_000): HandClock {
  let now = startAt;
  return {
    now: () => now,
    monotonicMs: () => now,
    sleep: async (delayMs) => {
      now += delayMs;
      return Promise.resolve();
    },
    advance: (ms) => {
      now += ms;
    },
  };
}

/** Ids that grow, so that a failing test reads the same each time. */
export function createCountingRandom(): Random {
  let count = 0;
  return {
    next: () => 0.5,
    id: () => {
      count += 1;
      return `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`;
    },
  };
}

/** A ledger in memory: the real SQL, nothing left behind. */
export async function openTestLedger(clock: Clock, random: Random = createCountingRandom()): Promise<Ledger> {
  const ledger = await openLedger({ url: 'sqlite::memory:', sealingKey: randomBytes(32), clock, random });
  openedLedgers.add(ledger);
  return ledger;
}
