import { expect, test } from 'vitest';
import { medianOf, quantileOf } from './figures.ts';

test('the median is the middle, between two the mean, and of nothing an error', () => {
  expect(medianOf([9, 1, 5])).toBe(5);
  expect(medianOf([4, 1, 3, 2])).toBe(2.5);
  expect(() => medianOf([])).toThrow('nothing was measured');
});

test('99 of 100 values do not exceed the 99 % quantile', () => {
  const values = Array.from({ length: 100 }, (_, index) => index + 1).toReversed();
  expect(quantileOf(values, 0.99)).toBe(99);
  expect(quantileOf(values, 1)).toBe(100);
  expect(quantileOf([7], 0.99)).toBe(7);
});
