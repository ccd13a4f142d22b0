import { expect, test } from 'vitest';
import type { Clock } from '#sdk/clock.ts';
import { createNotedLog } from '#tests/support/system-time.ts';
import { type Breaker, createBreaker } from './breaker.ts';

function createWorld() {
  let now = 0;
  const clock: Clock = { now: () => now, monotonicMs: () => now, sleep: () => Promise.resolve() };
  const log = createNotedLog();
  const states: string[] = [];
  const breaker = createBreaker({
    connection: 'erp',
    clock,
    random: { next: () => 0, id: () => '' },
    log,
    onChange: (_connection, state) => void states.push(state),
  });
  return { breaker, log, states, pass: (ms: number) => (now += ms) };
}

/** One call to a vendor that is away; false when it was not made. */
function tryCall(breaker: Breaker): boolean {
  try {
    breaker.enter();
  } catch {
    return false;
  }
  breaker.fail();
  return true;
}

test('it opens after five failures in a row with one alert, and says how long to wait', () => {
  const { breaker, log, pass } = createWorld();
  for (let n = 0; n < 5; n += 1) expect(tryCall(breaker)).toBe(true);
  expect(breaker.state).toBe('open');
  expect(breaker.blockedForMs()).toBe(1_000);
  expect(() => breaker.enter()).toThrow(
    expect.objectContaining({ name: 'NotSentError', retryAfterMs: 1_000 }),
  );
  pass(1_000);
  for (let n = 0; n < 3; n += 1) {
    tryCall(breaker);
    pass(60_000);
  }
  expect(log.lines).toEqual(['the vendor does not answer: its connection rests']);
});

test('one call probes, the others wait for its outcome; success closes it', () => {
  const { breaker, states, pass } = createWorld();
  for (let n = 0; n < 5; n += 1) tryCall(breaker);
  pass(1_000);
  breaker.enter();
  expect(() => breaker.enter()).toThrow(expect.objectContaining({ retryAfterMs: 1_000 }));
  breaker.succeed();
  breaker.enter();
  expect(states).toEqual(['open', 'probing', 'closed']);
});

test('a probe whose outcome never came does not keep the vendor away for ever', () => {
  const { breaker, pass } = createWorld();
  for (let n = 0; n < 5; n += 1) tryCall(breaker);
  pass(1_000);
  breaker.enter();
  pass(120_000);
  expect(() => breaker.enter()).not.toThrow();
});

test('successes between failures keep it closed', () => {
  const { breaker } = createWorld();
  for (let n = 0; n < 50; n += 1) {
    breaker.enter();
    if (n % 5 === 4) breaker.succeed();
    else breaker.fail();
  }
  expect(breaker.state).toBe('closed');
});

test('errors of the application open it only after twenty in a row', () => {
  const { breaker } = createWorld();
  for (let n = 0; n < 19; n += 1) breaker.fail(0.25);
  expect(breaker.state).toBe('closed');
  breaker.fail(0.25);
  expect(breaker.state).toBe('open');
});

test('in an outage of ten minutes retries add less than a tenth of the calls that would have been made', () => {
  const { breaker, pass } = createWorld();
  let wanted = 0;
  let made = 0;
  for (let ms = 0; ms < 600_000; ms += 1_000) {
    wanted += 1;
    if (tryCall(breaker)) made += 1;
    pass(1_000);
  }
  expect(wanted).toBe(600);
  expect(made).toBeLessThanOrEqual(wanted / 10);
  // It still probes often enough to notice the end within half a minute.
  expect(made).toBeGreaterThan(20);
});
