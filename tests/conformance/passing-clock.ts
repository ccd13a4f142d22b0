import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '#sdk/clock.ts';
import { systemClock } from '#tests/support/system-time.ts';

/** The machine's clock, which the kit can put forward; whoever sleeps puts it forward as well, and waits for nothing. */
export interface PassingClock extends Clock {
  advance(ms: number): void;
}

export function createPassingClock(): PassingClock {
  let aheadMs = 0;
  return {
    now: () => systemClock.now() + aheadMs,
    monotonicMs: () => systemClock.monotonicMs() + aheadMs,
    async sleep(delayMs, signal) {
      signal?.throwIfAborted();
      aheadMs += delayMs;
      // Others get their turn, as they would while the time passes.
      await nextTurn();
    },
    advance(ms) {
      aheadMs += ms;
    },
  };
}
