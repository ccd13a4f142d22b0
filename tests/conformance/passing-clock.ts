import type { Clock } from '#sdk/clock.ts';
import { systemClock } from '#tests/support/system-time.ts';

/** The machine's clock for a sandbox, which the kit can put forward. */
export interface PassingClock extends Clock {
  advance(ms: number): void;
}

export function createPassingClock(): PassingClock {
  let aheadMs = 0;
  return {
    now: () => systemClock.now() + aheadMs,
    monotonicMs: () => systemClock.monotonicMs() + aheadMs,
    sleep: (delayMs, signal) => systemClock.sleep(delayMs, signal),
    advance(ms) {
      aheadMs += ms;
    },
  };
}
