import { expect, test } from 'vitest';
import { createSteadyClock } from './steady-clock.ts';

function createMachine() {
  const machine = { wallMs: 1_800_000_000_000, monotonic: 5_000.25 };
  return {
    pass: (ms: number) => {
      machine.wallMs += ms;
      machine.monotonic += ms;
    },
    set: (ms: number) => void (machine.wallMs += ms),
    clock: {
      now: () => machine.wallMs,
      monotonicMs: () => machine.monotonic,
      sleep: () => Promise.resolve(),
    },
  };
}

test('it goes as the machine goes', () => {
  const { clock, pass } = createMachine();
  const steady = createSteadyClock(clock);
  const start = steady.now();
  pass(90_000);
  expect(steady.now() - start).toBe(90_000);
});

test.each([-3_600_000, 3_600_000])('a clock set by %d ms is followed slowly, and never back', (jumpMs) => {
  const { clock, pass, set } = createMachine();
  const steady = createSteadyClock(clock);
  const start = steady.now();
  set(jumpMs);
  let last = steady.now();
  expect(Math.abs(last - start)).toBeLessThanOrEqual(1);
  for (let second = 1; second <= 600; second += 1) {
    pass(1_000);
    const now = steady.now();
    expect(now).toBeGreaterThan(last);
    last = now;
  }
  expect(Math.abs(last - start - 600_000)).toBeGreaterThan(5_900);
  expect(Math.abs(last - start - 600_000)).toBeLessThan(6_100);
});
