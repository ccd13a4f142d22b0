import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countedQuantity, toUnits } from './counted-quantity.ts';
import { sumOverPlaces, whyNotShown } from './shown-places.ts';

test.each([
  ['whole cases', 3, 12, 36],
  ['half a case that is whole in units', 2.5, 12, 30],
  ['a broken unit', 1.99, 1, 1],
  ['half a unit below zero', -0.5, 1, -1],
  ['an oversold case', -2, 12, -24],
  ['a vendor’s text', '7.0000', 1, 7],
  ['the noise of binary fractions', 0.1 + 0.7, 10, 8],
  ['almost nothing below zero', -0.0000001, 1, 0],
])('%s: %d of %d are %d', (_, quantity, unitsPer, units) => {
  expect(toUnits(quantity, unitsPer)).toBe(units);
});

test('no conversion shows a unit that is not there, nor hides a whole one', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 144 }), (thousandths, per) => {
      const units = toUnits(thousandths / 1_000, per);
      expect(units * 1_000).toBeLessThanOrEqual(thousandths * per);
      expect((units + 1) * 1_000).toBeGreaterThan(thousandths * per);
    }),
  );
});

test('what is no number is refused', () => {
  for (const text of ['', 'many', 'NaN']) expect(() => toUnits(text)).toThrow(RangeError);
  expect(() => toUnits(1e300)).toThrow(RangeError);
});

test('damaged goods, quality control, safety stock and what is on its way are not for sale', () => {
  const others = { damaged: 1, 'quality-control': 2, 'safety-stock': 4, reserved: 8, incoming: 16 };
  expect(countedQuantity('on-hand', { available: 100, committed: 50, ...others })).toBe(150);
  expect(countedQuantity('available', { available: 100, committed: 50, ...others })).toBe(100);
});

test('a state that is missing is not zero', () => {
  expect(countedQuantity('on-hand', { available: 100 })).toBeNull();
  expect(countedQuantity('available', { damaged: 1 })).toBeNull();
});

const place = { tracked: true, locationActive: true, stocked: true };

test('no number is shown for what is not counted, given up or not kept there', () => {
  expect(whyNotShown(place)).toBeNull();
  expect(whyNotShown({ ...place, tracked: false })).toBe('not-tracked');
  expect(whyNotShown({ ...place, locationActive: false })).toBe('location-deactivated');
  expect(whyNotShown({ ...place, stocked: false })).toBe('not-stocked');
});

test('a sum takes what is owed at one place from the others, and leaves out deactivated locations', () => {
  const closed = { ...place, locationActive: false };
  expect(
    sumOverPlaces([
      { ...place, available: 5 },
      { ...place, available: -3 },
    ]),
  ).toBe(2);
  expect(
    sumOverPlaces([
      { ...place, available: 5 },
      { ...closed, available: 70 },
    ]),
  ).toBe(5);
  expect(
    sumOverPlaces([
      { ...place, available: 5 },
      { ...closed, available: null },
    ]),
  ).toBe(5);
});

test('a sum with an unread place, or of no place, is unknown', () => {
  expect(
    sumOverPlaces([
      { ...place, available: 5 },
      { ...place, available: null },
    ]),
  ).toBeNull();
  expect(sumOverPlaces([])).toBeNull();
});
