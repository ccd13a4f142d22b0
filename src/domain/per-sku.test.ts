import { expect, test } from 'vitest';
import { valueFor } from './per-sku.ts';

const choice = {
  bySku: new Map([['A', 1]]),
  byTag: new Map([
    ['fragile', 2],
    ['heavy', 3],
  ]),
  others: 4,
};

test('a SKU’s own value wins, then the first tag written, then the value for all others', () => {
  expect(valueFor(choice, 'A', ['fragile'])).toBe(1);
  expect(valueFor(choice, 'B', ['heavy', 'fragile'])).toBe(2);
  expect(valueFor(choice, 'B', ['heavy'])).toBe(3);
  expect(valueFor(choice, 'B', [])).toBe(4);
});

test('a value of nothing is a value', () => {
  expect(valueFor({ ...choice, bySku: new Map([['A', 0]]) }, 'A', [])).toBe(0);
});
