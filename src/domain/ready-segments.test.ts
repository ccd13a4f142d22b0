import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ReadySegment, toReadyRule } from './ready-segments.ts';
import { type CustomerFigures, judgeSegment } from './segment.ts';

const DAY_MS = 86_400_000;
const NOW = 2_000 * DAY_MS;
const thresholds = {
  recencyMs: [30 * DAY_MS, 90 * DAY_MS, 180 * DAY_MS, 365 * DAY_MS],
  orders: [2, 3, 5, 10],
  spent: new Map([['EUR', [5_000, 15_000, 30_000, 100_000] as const]]),
} as const;

const customerOf = (days: number, orders: number, minor: number): CustomerFigures => ({
  store: 'store',
  orders,
  spent: new Map([['EUR', minor]]),
  firstOrderAt: null,
  lastOrderAt: NOW - days * DAY_MS,
  bought: new Set(),
  isWhole: false,
  country: null,
  region: null,
  tags: [],
  consents: {},
});

/** The grades as the documentation has them. */
const recencyGrade = (days: number) =>
  days <= 30 ? 5 : days <= 90 ? 4 : days <= 180 ? 3 : days <= 365 ? 2 : 1;
const orderGrade = (orders: number) => [2, 3, 5, 10].filter((step) => orders >= step).length + 1;
const moneyGrade = (minor: number) =>
  [5_000, 15_000, 30_000, 100_000].filter((step) => minor >= step).length + 1;

const documented: Readonly<Record<ReadySegment, (r: number, f: number, m: number) => boolean>> = {
  champions: (r, f, m) => r >= 4 && f >= 4 && m >= 4,
  loyal: (r, f) => r >= 3 && f >= 3,
  'big-spenders': (_r, _f, m) => m === 5,
  'new-customers': (r, f) => r === 5 && f === 1,
  promising: (r, f) => (r === 3 || r === 4) && f <= 2,
  'at-risk': (r, f) => r <= 2 && f >= 3,
  'cannot-lose': (r, f, m) => r <= 2 && f >= 4 && m >= 4,
  lost: (r) => r === 1,
};

test('the ready-made segments are the grades that the documentation names, at every step', () => {
  const days = fc.oneof(
    fc.constantFrom(30, 31, 90, 91, 180, 181, 365, 366),
    fc.integer({ min: 0, max: 500 }),
  );
  const minor = fc.oneof(fc.constantFrom(4_999, 5_000, 29_999, 30_000, 99_999, 100_000), fc.nat(150_000));
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 12 }), minor, (ago, orders, spent) => {
      const figures = customerOf(ago, orders, spent);
      for (const [name, isIn] of Object.entries(documented) as [
        ReadySegment,
        (typeof documented)['lost'],
      ][]) {
        expect(judgeSegment(toReadyRule(name, thresholds), figures, NOW).isMember, name).toBe(
          isIn(recencyGrade(ago), orderGrade(orders), moneyGrade(spent)),
        );
      }
    }),
    { numRuns: 1_000 },
  );
});

test('where money has no thresholds, nobody is in a segment that weighs it', () => {
  const figures = { ...customerOf(1, 20, 1_000_000), spent: new Map([['USD', 1_000_000]]) };
  expect(judgeSegment(toReadyRule('champions', thresholds), figures, NOW).isMember).toBe(false);
  expect(judgeSegment(toReadyRule('loyal', thresholds), figures, NOW).isMember).toBe(true);
});
