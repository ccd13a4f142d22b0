import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The longest, each begun before all that are shorter: begun last, one of them would keep everybody waiting. */
const LONGEST = [
  'tests/stories/demo.test.ts',
  'src/simulation/campaign/campaign.test.ts',
  'tests/stories/marketing.test.ts',
  'tests/stories/demo-postgres.test.ts',
  'tests/stories/backfill.test.ts',
  'tests/stories/canaries.test.ts',
  'tests/stories/processes.test.ts',
  'tests/stories/redis-lost.test.ts',
  'tests/chaos/smoke.test.ts',
  'tests/stories/outages.test.ts',
  'tests/stories/erp-shipments.test.ts',
  'src/simulation/simulation.test.ts',
];
/** Files whose tests start processes and wait for them, next. */
const LONG = /tests\/(?:stories|chaos|conformance|packaging)\/|src\/(?:cli|simulation)\//;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // eslint-disable-next-line unicorn/no-array-sort -- not an array's
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rankOf(one.moduleId) - rankOf(other.moduleId));
  }
}

function rankOf(file: string): number {
  const rank = LONGEST.findIndex((path) => file.endsWith(`/${path}`));
  if (rank !== -1) return rank;
  return LONGEST.length + (LONG.test(file) ? 0 : 1);
}

// Lies here and not at the top, so that the repository's first page shows only the house. Run it with
// `npx vitest run <path> --config tests/vitest.config.ts`.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['{src,connectors,jobs,config,tests}/**/*.test.ts'],
    // Real processes per file: a test that blocks its thread or leaves a handle behind spoils nobody else.
    pool: 'forks',
    // One more than the cores of a small machine: many of them wait for a process, a vendor or a clock.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // Nothing is timed here: a slow machine is no failure.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    teardownTimeout: 10_000,
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/leak-guard.ts'],
    reporters: ['default'],
  },
});
