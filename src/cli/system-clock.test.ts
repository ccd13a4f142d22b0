import { expect, test } from 'vitest';
import { systemRandom } from './system-clock.ts';

test('ids are all different, and in the order in which they were made, however many fall into one millisecond', () => {
  const ids = Array.from({ length: 20_000 }, () => systemRandom.id());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  expect(ids[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u);
});
