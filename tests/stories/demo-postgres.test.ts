import { test } from 'vitest';
import { STORM, STORM_MAX_MS, weatherStorm } from '#tests/support/demo-storm.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

// In a file of its own, so that the two storms need not wait for each other.
test(`${STORM}, on postgres`, { timeout: STORM_MAX_MS }, async () => {
  const database = await createTestDatabase();
  try {
    await weatherStorm(database.url);
  } finally {
    await database.drop();
  }
});
