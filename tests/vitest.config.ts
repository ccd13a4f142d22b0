import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The longest, each begun before all that are shorter: begun last, one of them would keep everybody waiting. Those that mostly wait and
 * those that mostly compute by turns, so that neither all cores stand still at once nor all of them are asked for.
 */
const LONGEST = [
  'tests/stories/demo.test.ts',
  'src/simulation/campaign/campaign.test.ts',
  'tests/stories/marketing.test.ts',
  'src/simulation/simulation.test.ts',
  'tests/stories/canaries.test.ts',
  'tests/conformance/odoo-17.test.ts',
  'tests/stories/processes.test.ts',
  'tests/conformance/odoo-18.test.ts',
  'tests/stories/backfill.test.ts',
  'tests/conformance/odoo-19.test.ts',
  'tests/stories/redis-lost.test.ts',
  'tests/conformance/shopify.test.ts',
  'tests/stories/outages.test.ts',
  'tests/packaging/production-install.test.ts',
  'tests/stories/erp-shipments.test.ts',
  'tests/chaos/smoke.test.ts',
];
/** Files whose tests start processes and wait for them, next. */
const LONG = [
  'tests/{stories,chaos,conformance,packaging}/**/*.test.ts',
  'src/{cli,simulation}/**/*.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // eslint-disable-next-line unicorn/no-array-sort -- not an array's
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId, project }: TestSpecification): number {
  const rank = LONGEST.findIndex((path) => moduleId.endsWith(`/${path}`));
  if (rank !== -1) return rank;
  return LONGEST.length + (project.name === 'long' ? 0 : 1);
}

// Lies here and not at the top, so that the repository's first page shows only the house. Run it with
// `npx vitest run <path> --config tests/vitest.config.ts`.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
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
    projects: [
      // Modules are loaded once for many files: loading them takes longer than many of these tests. Two projects, so that the long ones begin first.
      { extends: true, test: { name: 'long', include: LONG, isolate: false } },
      {
        extends: true,
        test: {
          name: 'short',
          include: ['{src,connectors,jobs,config,tests}/**/*.test.ts'],
          exclude: LONG,
          isolate: false,
        },
      },
    ],
  },
});
