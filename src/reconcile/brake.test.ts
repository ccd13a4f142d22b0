import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drasticMax, hashOfChanges, isDrastic } from './brake.ts';

const setting = { share: 0.2, cellsMin: 20, windowMs: 600_000, moveShare: 0.5, unitsMin: 3 };

test('emptying a cell and moving it by half are drastic; a sale of one unit is not', () => {
  expect(isDrastic(40, 0, setting)).toBe(true);
  expect(isDrastic(40, 20, setting)).toBe(true);
  expect(isDrastic(0, 50, setting)).toBe(true);
  expect(isDrastic(40, 39, setting)).toBe(false);
  expect(isDrastic(2, 0, setting)).toBe(false);
  // Below zero nothing is offered either.
  expect(isDrastic(0, -40, setting)).toBe(false);
  expect(isDrastic(2, -40, setting)).toBe(false);
  expect(isDrastic(-40, 2, setting)).toBe(false);
});

test('small channels may move all their cells, large ones a share', () => {
  expect(drasticMax(10, setting)).toBe(20);
  expect(drasticMax(1_000, setting)).toBe(200);
});

test('a hash names exactly one set of changes, in any order', () => {
  const change = fc.record({ subject: fc.string(), sku: fc.string(), from: fc.integer(), to: fc.integer() });
  fc.assert(
    fc.property(
      fc.uniqueArray(change, { minLength: 1, maxLength: 10, selector: (one) => one.subject }),
      (changes) => {
        const hash = hashOfChanges('store', changes);
        expect(hashOfChanges('store', changes.toReversed())).toBe(hash);
        expect(hashOfChanges('other', changes)).not.toBe(hash);
        expect(
          hashOfChanges(
            'store',
            changes.map((one, index) => (index === 0 ? { ...one, to: one.to + 1 } : one)),
          ),
        ).not.toBe(hash);
      },
    ),
  );
});
