import { expect, test } from 'vitest';
import type { Clock } from '#sdk/clock.ts';
import { createSharedClock } from './shared-clock.ts';

const HOUR_MS = 3_600_000;

/** A machine whose time stands until somebody sleeps. */
function standingMachine(): Clock & { readonly wake: () => void } {
  let nowMs = 50 * HOUR_MS;
  let wake = (): void => undefined;
  return {
    now: () => nowMs,
    monotonicMs: () => nowMs,
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('stopped')));
        wake = () => {
          nowMs += delayMs;
          resolve();
        };
      }),
    wake: () => wake(),
  };
}

test('a machine whose clock is off takes over the time of the database, now and again later', async () => {
  const machine = standingMachine();
  const stop = new AbortController();
  const clock = createSharedClock(machine);
  let theirs = machine.now() - 2 * HOUR_MS;
  expect(clock.now()).toBe(machine.now());
  await clock.follow(() => Promise.resolve(theirs), stop.signal);
  expect(clock.now()).toBe(machine.now() - 2 * HOUR_MS);
  // Somebody has set the machine right meanwhile.
  theirs = machine.now() + 60_000;
  machine.wake();
  await expect.poll(() => clock.now() - machine.now()).toBe(0);
  stop.abort();
});

test('a small difference, no answer and a slow answer change nothing', async () => {
  const machine = standingMachine();
  const stop = new AbortController();
  const clock = createSharedClock(machine);
  await clock.follow(() => Promise.resolve(machine.now() + 400), stop.signal);
  expect(clock.now()).toBe(machine.now());
  await clock.follow(() => Promise.reject(new Error('away')), stop.signal);
  expect(clock.now()).toBe(machine.now());
  const slow = clock.follow(async () => {
    const slept = machine.sleep(5_000);
    machine.wake();
    await slept;
    return machine.now() + HOUR_MS;
  }, stop.signal);
  await slow;
  expect(clock.now()).toBe(machine.now());
  stop.abort();
});
