import type { Clock } from '#sdk/clock.ts';
import type { Timeline } from '../timeline.ts';

/** The clock of those who never fail: vendors and people. */
export function createVendorClock(timeline: Timeline): Clock {
  return {
    now: () => timeline.now(),
    monotonicMs: () => timeline.now(),
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        const cut = (): void => {
          const reason: unknown = signal?.reason;
          reject(reason instanceof Error ? reason : new Error('the sleep was cut short', { cause: reason }));
        };
        if (signal?.aborted === true) {
          cut();
          return;
        }
        signal?.addEventListener('abort', cut, { once: true });
        timeline.at(delayMs, () => {
          signal?.removeEventListener('abort', cut);
          resolve();
        });
      }),
  };
}
