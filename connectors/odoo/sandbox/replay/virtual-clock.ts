import type { Clock } from '#sdk/clock.ts';

export interface VirtualClock extends Clock {
  advance(ms: number): void;
  /** Lets time pass, sleeper by sleeper, until the work is done. */
  drive<Result>(work: Promise<Result>): Promise<Result>;
  /** The same, within this much time from now: sleepers that are due later stay asleep. */
  driveFor<Result>(ms: number, work: Promise<Result>): Promise<Result>;
}

/** Time that stands still until somebody waits for it. */
export function createVirtualClock(startMs: number): VirtualClock {
  let now = startMs;
  const sleepers: { at: number; wake: () => void }[] = [];
  const driveUntil = async <Result>(end: number, work: Promise<Result>): Promise<Result> => {
    let done = false;
    const settled = work.finally(() => {
      done = true;
    });
    settled.catch(() => undefined);
    while (!done) {
      await new Promise((resolve) => setImmediate(resolve));
      const [next] = sleepers;
      if (next === undefined || next.at > end) continue;
      sleepers.shift();
      now = Math.max(now, next.at);
      next.wake();
    }
    return settled;
  };
  return {
    now: () => now,
    monotonicMs: () => now - startMs,
    sleep: (delayMs) =>
      new Promise((resolve) => {
        sleepers.push({ at: now + delayMs, wake: resolve });
        sleepers.sort((a, b) => a.at - b.at);
      }),
    advance(ms) {
      now += ms;
    },
    drive: (work) => driveUntil(Number.POSITIVE_INFINITY, work),
    async driveFor(ms, work) {
      const end = now + ms;
      const result = await driveUntil(end, work);
      now = Math.max(now, end);
      return result;
    },
  };
}
