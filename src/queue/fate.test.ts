import { expect, test } from 'vitest';
import {
  MalformedAnswerError,
  NoAnswerError,
  NotSentError,
  RejectedError,
  StaleError,
  ThrottledError,
  TransientError,
  UnauthorizedError,
  UnknownOutcomeError,
} from '#sdk/errors.ts';
import { LeaseLostError, LedgerBusyError } from '#sdk/ledger/ledger.ts';
import { BACKOFF_MAX_MS, backOffMs, decideFate, describeFailure, OUTAGE_PATIENCE_MS } from './fate.ts';

const NOW = 1_000_000_000;
const fate = (error: unknown, change: { attempts?: number; dirtySince?: number; random?: number } = {}) =>
  decideFate({
    error,
    attempts: 1,
    attemptsMax: 12,
    dirtySince: NOW - 1_000,
    now: NOW,
    random: 0.5,
    ...change,
  });
const summary = (...args: Parameters<typeof fate>) => {
  const decided = fate(...args);
  if (decided.kind === 'leave') return 'leave';
  const { outcome } = decided;
  const delay = 'dueAt' in outcome ? ` +${outcome.dueAt - NOW}` : '';
  return `${decided.kind === 'pause' ? 'pause, ' : ''}${outcome.kind}${delay}`;
};

test.each<[string, unknown, string]>([
  ['a transient error is tried again with back-off', new TransientError('busy'), 'retry +1000'],
  [
    'a throttled call waits as long as it was told and costs no attempt',
    new ThrottledError('slow down', 2_000),
    'wait +2500',
  ],
  [
    'a refused credential pauses the connection, and the subject waits',
    new UnauthorizedError('no'),
    'pause, wait +0',
  ],
  ['a rejection is parked at once', new RejectedError('no such tax'), 'park'],
  ['something stale is planned anew at once', new StaleError('moved'), 'retry +0'],
  [
    'an unknown outcome comes back when it can be known, at no cost',
    new UnknownOutcomeError('?', { knowableAt: NOW + 40_000 }),
    'wait +40000',
  ],
  ['an unanswered read is tried again with back-off', new NoAnswerError('cut'), 'retry +1000'],
  [
    'a call that found no room waits at no cost',
    new NotSentError('full', { retryAfterMs: 4_000 }),
    'wait +5000',
  ],
  ['a refused connection is tried again with back-off', new NotSentError('refused'), 'retry +1000'],
  ['a lost lease is left alone', new LeaseLostError('gone'), 'leave'],
  ['a busy ledger costs no attempt', new LedgerBusyError('busy'), 'wait +1250'],
  ['a defect is tried again with back-off', new TypeError('x is undefined'), 'retry +1000'],
])('%s', (_name, error, expected) => {
  expect(summary(error)).toBe(expected);
});

test('a defect, and an answer of the wrong shape, are parked after the last attempt', () => {
  expect(summary(new TypeError('x'), { attempts: 12 })).toBe('park');
  expect(summary(new MalformedAnswerError('wrong', 'lines[0]'), { attempts: 12 })).toBe('park');
  expect(summary(new StaleError('moved'), { attempts: 12 })).toBe('park');
});

test('an outage makes no work for people: what fails for it is parked only after a day', () => {
  expect(summary(new TransientError('503'), { attempts: 12 })).toMatch(/^wait/);
  expect(summary(new NoAnswerError('cut'), { attempts: 40 })).toMatch(/^wait/);
  expect(summary(new TransientError('503'), { attempts: 12, dirtySince: NOW - OUTAGE_PATIENCE_MS })).toBe(
    'park',
  );
});

test('something stale for the fourth time backs off', () => {
  expect(summary(new StaleError('moved'), { attempts: 4 })).toBe('retry +8000');
});

test('back-off has full jitter and never exceeds five minutes', () => {
  expect(backOffMs(1, 0)).toBe(0);
  for (let attempts = 1; attempts < 100; attempts += 1) {
    expect(backOffMs(attempts, 0.999_999)).toBeLessThanOrEqual(
      Math.min(BACKOFF_MAX_MS, 1_000 * 2 ** attempts),
    );
  }
});

test('the message of a foreign error is never shown: it may hold a secret', () => {
  const described = describeFailure(new TypeError('Bearer s3cr3t of Anna'));
  expect(described).toMatch(/^defect: TypeError at src\/queue\/fate\.test\.ts:\d+$/);
  expect(describeFailure('s3cr3t')).not.toContain('s3cr3t');
});

test("a rejection is parked with the vendor's words and code", () => {
  const decided = fate(new RejectedError('tax 19 % is archived', { code: 'E42' }));
  expect(decided).toEqual({
    kind: 'settle',
    outcome: { kind: 'park', reason: 'RejectedError [E42]: tax 19 % is archived' },
  });
});
