import { performance } from 'node:perf_hooks';
import { v7 } from 'uuid';
import type { Clock, Random } from '#sdk/clock.ts';

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  // Node's own promise of a timer makes an error with a stack for each one that is cut short, and nearly all of ours are.
  sleep: (delayMs, signal) =>
    new Promise((resolve, reject) => {
      const cut = (): void => {
        clearTimeout(timer);
        reject(reasonOf(signal));
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', cut);
          resolve();
        },
        Math.max(0, delayMs),
      );
      if (signal?.aborted === true) cut();
      else signal?.addEventListener('abort', cut, { once: true });
    }),
};

export const systemRandom: Random = {
  next: () => Math.random(),
  id: () => v7(),
};

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error('the sleep was cut short', { cause: reason });
}
