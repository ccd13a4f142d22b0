import { describe, test } from 'vitest';
import { STORM, STORM_MAX_MS, weatherStorm } from '#tests/support/demo-storm.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

// They wait for back-offs and quarantines most of the time, so they wait together.
describe.concurrent(STORM, () => {
  test('on sqlite', { timeout: STORM_MAX_MS }, () => weatherStorm(null));

  test('on postgres', { timeout: STORM_MAX_MS }, async () => {
    const database = await createTestDatabase();
    try {
      await weatherStorm(database.url);
    } finally {
      await database.drop();
    }
  });
});
