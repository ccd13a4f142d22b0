import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Lies here and not at the top, so that the repository's first page shows only the house. Run it with
// `npx vitest run <path> --config tests/vitest.config.ts`.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['{src,connectors,jobs,config,tests}/**/*.test.ts'],
    // Real processes per file: a test that blocks its thread or leaves a handle behind spoils nobody else.
    pool: 'forks',
    maxWorkers: 2,
    // Nothing is timed here: a slow machine is no failure.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    teardownTimeout: 10_000,
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/leak-guard.ts'],
    reporters: ['default'],
  },
});
