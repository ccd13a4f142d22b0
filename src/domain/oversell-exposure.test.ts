import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from './money.ts';
import { exposureOf } from './oversell-exposure.ts';

const HOUR_MS = 3_600_000;
const unitPrice = money(1_999, 'USD');

/** By the definition: each number of sales with its probability, and the units that it oversells. */
function summed(mean: number, left: number): { readonly expected: number; readonly bound: number } {
  let probability = Math.exp(-mean);
  let expected = 0;
  let cumulated = 0;
  let bound: number | null = null;
  for (let sales = 0; sales <= 400; sales += 1) {
    if (sales > 0) probability *= mean / sales;
    expected += Math.max(0, sales - left) * probability;
    cumulated += probability;
    if (bound === null && cumulated >= 0.99) bound = Math.max(0, sales - left);
  }
  return { expected, bound: bound ?? Infinity };
}

const quarters = (max: number) => fc.integer({ min: 0, max: max * 4 }).map((count) => count / 4);
const left = fc.integer({ min: -5, max: 60 });
const channels = fc.integer({ min: 1, max: 5 });

test('units at risk are the sum over all numbers of sales, and never more than the other channels show', () => {
  fc.assert(
    fc.property(quarters(60), left, channels, (mean, units, count) => {
      const found = exposureOf({
        velocityPerHour: mean,
        propagationMs: HOUR_MS,
        left: units,
        unitPrice,
        channels: count,
      });
      const most = (count - 1) * Math.max(0, units);
      const { expected, bound } = summed(mean, Math.max(0, units));
      expect(found.expectedUnits).toBeCloseTo(Math.min(expected, most), 6);
      expect(found.boundUnits).toBe(Math.min(bound, most));
    }),
  );
});

test('faster sales, slower propagation and fewer units left never lower the risk of two channels', () => {
  const risk = (velocityPerHour: number, propagationMs: number) =>
    exposureOf({ velocityPerHour, propagationMs, left: 20, unitPrice, channels: 2 }).expectedUnits;
  fc.assert(
    fc.property(
      quarters(200),
      quarters(200),
      fc.integer({ min: 0, max: HOUR_MS }),
      (slow, more, propagation) => {
        expect(risk(slow + more, propagation)).toBeGreaterThanOrEqual(risk(slow, propagation) - 1e-9);
        expect(risk(slow, propagation + 60_000)).toBeGreaterThanOrEqual(risk(slow, propagation) - 1e-9);
      },
    ),
  );
});

test('money follows the units', () => {
  const exposure = exposureOf({
    velocityPerHour: 3_600,
    propagationMs: 5_000,
    left: 2,
    unitPrice,
    channels: 9,
  });
  expect(exposure.boundUnits).toBe(9);
  expect(exposure.bound).toEqual(money(9 * 1_999, 'USD'));
  expect(exposure.expected.minor).toBe(Math.round(exposure.expectedUnits * 1_999));
});

test('one channel alone, and an item that is sold out, oversell nothing', () => {
  const busy = { velocityPerHour: 1_000, propagationMs: HOUR_MS, unitPrice };
  expect(exposureOf({ ...busy, left: 5, channels: 1 })).toMatchObject({ expectedUnits: 0, boundUnits: 0 });
  expect(exposureOf({ ...busy, left: 0, channels: 4 })).toMatchObject({ expectedUnits: 0, boundUnits: 0 });
});

test('counting and the normal distribution meet where one takes over from the other', () => {
  const at = (velocityPerHour: number) =>
    exposureOf({ velocityPerHour, propagationMs: HOUR_MS, left: 9_000, unitPrice, channels: 9 });
  const [counted, normal] = [at(9_999), at(10_001)];
  expect(Math.abs(normal.boundUnits - counted.boundUnits)).toBeLessThanOrEqual(5);
  expect(Math.abs(normal.expectedUnits - counted.expectedUnits)).toBeLessThanOrEqual(3);
});

test('what is no number is refused', () => {
  const base = { velocityPerHour: 1, propagationMs: 1, left: 1, unitPrice, channels: 1 };
  for (const wrong of [{ velocityPerHour: -1 }, { propagationMs: Number.NaN }, { channels: Infinity }])
    expect(() => exposureOf({ ...base, ...wrong })).toThrow(RangeError);
});
