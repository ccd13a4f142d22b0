import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate, type AllocationRule, backorderUnits, showAll } from './allocation.ts';

const units = fc.integer({ min: -50, max: 5_000 });
const percent = fc.integer({ min: 0, max: 100 });
const bounds = fc.record({
  cap: fc.option(fc.integer({ min: 0, max: 300 })),
  showMin: fc.integer({ min: 0, max: 20 }),
});

function rule(change: Partial<AllocationRule>): AllocationRule {
  return { ...showAll, ...change };
}

/** One unit at a time: the channel gets the next one whenever its part of those dealt so far has grown by a whole unit. */
function dealtTo(
  available: number,
  hundredths: number,
  { cap, showMin }: Omit<AllocationRule, 'share'>,
): number {
  let given = 0;
  let owed = 0;
  for (let unit = 0; unit < available; unit += 1) {
    owed += hundredths;
    if (owed < 100) continue;
    owed -= 100;
    if (cap === null || given < cap) given += 1;
  }
  return given < showMin ? 0 : given;
}

test('an allocation is what dealing unit by unit gives', () => {
  fc.assert(
    fc.property(units, percent, bounds, (available, share, limits) => {
      expect(allocate(available, { share: share / 100, ...limits })).toBe(dealtTo(available, share, limits));
    }),
  );
});

test('channels whose shares add up to at most 1 never show more together than there is', () => {
  const cuts = fc
    .array(percent, { minLength: 1, maxLength: 6 })
    .map((list) => [0, ...list.toSorted((a, b) => a - b)]);
  fc.assert(
    fc.property(
      units,
      fc.integer({ min: 0, max: 40 }),
      cuts,
      bounds,
      (available, backorder, ends, limits) => {
        const shares = ends.slice(1).map((end, index) => (end - (ends[index] ?? 0)) / 100);
        const sum = shares.reduce(
          (all, share) => all + allocate(available, { share, ...limits }, backorder),
          0,
        );
        expect(sum).toBeLessThanOrEqual(Math.max(0, available + backorder));
      },
    ),
  );
});

test('the terms come in the order backorder, share, cap, minimum', () => {
  expect(allocate(10, rule({ share: 0.5 }), 4)).toBe(7);
  expect(allocate(10, rule({ share: 0.5, cap: 3 }))).toBe(3);
  expect(allocate(10, rule({ cap: 3, showMin: 4 }))).toBe(0);
  expect(allocate(10, rule({ share: 0.5, showMin: 6 }))).toBe(0);
  expect(allocate(10, rule({ share: 0.5, showMin: 5 }))).toBe(5);
  expect(allocate(100, rule({ share: 0.29 }))).toBe(29);
});

test('a negative quantity shows nothing, unless units may be sold below zero', () => {
  expect(allocate(-2, showAll)).toBe(0);
  expect(allocate(-2, showAll, 5)).toBe(3);
});

test('the leave to sell below zero ends at its date', () => {
  const leave = { units: 5, until: 1_000, shipsFrom: null };
  expect([999, 1_000].map((now) => backorderUnits(leave, now))).toEqual([5, 0]);
  expect(backorderUnits({ ...leave, until: null }, 9_999)).toBe(5);
  expect(backorderUnits(null, 0)).toBe(0);
});
