import { expect, test } from 'vitest';
import { createRecentReads } from './recent-reads.ts';

const row = {
  job: 'refresh-orders',
  connection: 'store',
  subject: 'o1',
  generation: 1,
  attempts: 1,
  token: 't',
  cause: '',
  dirtySince: 0,
};

test('what was read a moment ago rests for the remainder of a second; others do not', () => {
  const reads = createRecentReads();
  expect(reads.restOf(row, 5_000)).toBe(0);
  reads.note(row, 5_000);
  expect(reads.restOf(row, 5_400)).toBe(600);
  expect(reads.restOf({ ...row, subject: 'o2' }, 5_400)).toBe(0);
  expect(reads.restOf({ ...row, connection: 'other' }, 5_400)).toBe(0);
  expect(reads.restOf(row, 6_000)).toBe(0);
});

test('a clock that was set back keeps nothing waiting', () => {
  const reads = createRecentReads();
  reads.note(row, 900_000);
  expect(reads.restOf(row, 5_000)).toBe(0);
});
