import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { v7 } from 'uuid';
import type { Clock, Random } from '#sdk/clock.ts';

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: async (delayMs, signal) => {
    try {
      await delay(Math.max(0, delayMs), undefined, { signal });
    } catch (error) {
      // Node wraps the reason; callers are promised the reason itself.
      if (signal?.aborted === true) throw signal.reason;
      throw error;
    }
  },
};

export const systemRandom: Random = {
  next: () => Math.random(),
  id: () => v7(),
};
