import { expect, test } from 'vitest';
import { bucket, costOf, type OperationName } from './call-costs.ts';
import { operations } from './generated/operations.ts';

const names = Object.keys(operations) as OperationName[];

/** Calls of one operation that a full bucket lets through in so many seconds, as fast as it can. */
function callsWithin(name: OperationName, seconds: number): number {
  if (bucket.kind !== 'cost') throw new TypeError('the bucket counts costs');
  return Math.floor((bucket.capacity + bucket.restorePerSecond * seconds) / costOf(name));
}

test.each(names)('%s never comes beyond its published second and minute', (name) => {
  const { perSecond, perMinute } = operations[name];
  expect(callsWithin(name, 1)).toBeLessThanOrEqual(perSecond);
  expect(callsWithin(name, 60)).toBeLessThanOrEqual(perMinute);
});

test.each(names)('%s fits into the bucket, and gets at least half of its published minute', (name) => {
  if (bucket.kind !== 'cost') throw new TypeError('the bucket counts costs');
  expect(costOf(name)).toBeLessThanOrEqual(bucket.capacity);
  expect(callsWithin(name, 60)).toBeGreaterThanOrEqual(operations[name].perMinute / 2);
});
