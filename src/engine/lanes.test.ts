import { expect, test } from 'vitest';
import { jobs } from '#jobs/registry.ts';
import { laneOf } from '#queue/lanes.ts';

test('all that a channel’s number depends on goes ahead, and so does who wants no more letters; all else stands back', () => {
  expect(
    jobs
      .filter((job) => laneOf(job) === 'ahead')
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual([
    'end-backorders',
    'erase-people',
    'interpret-events',
    'lower-consents',
    'measure-exposure',
    'publish-stock',
    'pull',
    'refresh-orders',
    'refresh-stock',
  ]);
});
