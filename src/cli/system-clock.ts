import { randomFillSync } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { v7 } from 'uuid';
import type { Clock, Random } from '#sdk/clock.ts';

const ID_BYTES = 16;
const POOL_BYTES = 256 * ID_BYTES;

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
  id: createIdSource(),
};

/** Ids in the order in which they were made. To ask the system for 16 random bytes costs more than all the rest of an id: many are asked for at once. */
function createIdSource(): () => string {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  let msecs = 0;
  let seq = 0;
  return () => {
    if (used === POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    const random = pool.subarray(used, used + ID_BYTES);
    used += ID_BYTES;
    const now = Date.now();
    seq = now > msecs ? 0 : seq + 1;
    msecs = Math.max(now, msecs);
    return v7({ random, msecs, seq });
  };
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error('the sleep was cut short', { cause: reason });
}
