import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceLine } from './line-price.ts';

/** As Odoo computes it: price with two digits, percentage with two digits, rounded once. */
function odooAmount(
  { unitMinor, discountSteps }: { unitMinor: number; discountSteps: number },
  quantity: number,
): number {
  return Math.round((unitMinor * quantity * (10_000 - discountSteps)) / 10_000);
}

test("Odoo's own arithmetic comes to the store's amount, for any price, quantity and discount", () => {
  const sold = fc.record({
    unitMinor: fc.integer({ min: 0, max: 10_000_000 }),
    quantity: fc.integer({ min: 1, max: 500 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(sold, ({ unitMinor, quantity, share }) => {
      const totalMinor = unitMinor * quantity - Math.floor(unitMinor * quantity * share);
      expect(odooAmount(priceLine({ unitMinor, quantity, totalMinor }, 1), quantity)).toBe(totalMinor);
    }),
    { numRuns: 2_000 },
  );
});

test('a currency with three digits gets prices that two digits can hold', () => {
  const sold = fc.record({
    unitMinor: fc.integer({ min: 1, max: 1_000_000 }),
    quantity: fc.integer({ min: 1, max: 20 }),
    share: fc.double({ min: 0, max: 0.9, noNaN: true }),
  });
  fc.assert(
    fc.property(sold, ({ unitMinor, quantity, share }) => {
      const totalMinor = unitMinor * quantity - Math.floor(unitMinor * quantity * share);
      const price = priceLine({ unitMinor, quantity, totalMinor }, 10);
      expect(price.unitMinor % 10).toBe(0);
      expect(odooAmount(price, quantity)).toBe(totalMinor);
    }),
  );
});

test("the store's own price and percentage are kept where they fit", () => {
  expect(priceLine({ unitMinor: 1999, quantity: 3, totalMinor: 5997 }, 1)).toEqual({
    unitMinor: 1999,
    discountSteps: 0,
  });
  expect(priceLine({ unitMinor: 1000, quantity: 1, totalMinor: 667 }, 1)).toEqual({
    unitMinor: 1000,
    discountSteps: 3330,
  });
  expect(priceLine({ unitMinor: 5000, quantity: 2, totalMinor: 0 }, 1)).toEqual({
    unitMinor: 5000,
    discountSteps: 10_000,
  });
});

test('a discount that no percentage can say moves the price by less than a thousandth', () => {
  const price = priceLine({ unitMinor: 500_000, quantity: 3, totalMinor: 1_499_999 }, 1);
  expect(odooAmount(price, 3)).toBe(1_499_999);
  expect(Math.abs(price.unitMinor - 500_000)).toBeLessThan(500);
});
