import { afterAll, expect, test } from 'vitest';
import { problemsOf, removeFolder } from '#tests/support/written-configuration.ts';

afterAll(removeFolder);

const configuration = (bookedAt: string): string => `export default {
  connections: { a: { connector: 'loose' }, b: { connector: 'loose' } },
  locations: {
    hall: { authority: { connection: 'a', locationId: '1' } },
    depot: { authority: { connection: 'b', locationId: '9' }, bookedAt: ${bookedAt} },
  },
}`;

test.each([
  ['a system that is none', `{ c: '5' }`, 'locations.depot.bookedAt.c', /connection/],
  ['the system that counts the place', `{ b: '5' }`, 'locations.depot.bookedAt.b', /counts this location/],
  ['a place that is counted', `{ a: '1' }`, 'locations.depot.bookedAt.a', /would lose units that left depot/],
])('%s does not stand for a place of a 3PL', async (_, bookedAt, path, words) => {
  const error = await problemsOf(configuration(bookedAt));
  expect(error.problems.map((problem) => problem.path)).toContain(path);
  expect(error.message).toMatch(words);
});
