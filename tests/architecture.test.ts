import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { findCycles } from './architecture/cycles.ts';
import {
  findDetours,
  findEnvironmentReaders,
  findLibraryViolations,
  findReachingOut,
  findShapeViolations,
  findTopLevelViolations,
} from './architecture/file-laws.ts';
import { findRoomViolations } from './architecture/rooms.ts';
import { readSourceFiles, type SourceFile } from './architecture/source-file.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { imports: aliases } = z
  .object({ imports: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(`${root}package.json`, 'utf8')));
const files = readSourceFiles(root);

/** Planted files: a path and its imports, or a path and its text. */
function plant(sources: Readonly<Record<string, string | readonly string[]>>): readonly SourceFile[] {
  return Object.entries(sources).map(([path, source]) => ({
    path,
    text:
      typeof source === 'string' ? source : source.map((name) => `import { x } from '${name}';\n`).join(''),
  }));
}

test('the laws read the real files of every folder', () => {
  for (const path of ['src/sdk/define-connector.ts', 'src/cli/launch.mjs', 'tests/architecture.test.ts']) {
    expect(files.map((file) => file.path)).toContain(path);
  }
});

test('every room imports only what the table allows', () => {
  expect(findRoomViolations(files, aliases)).toEqual([]);
});

test.each([
  ['src/domain/a.ts', '#sdk/http.ts', 'src/sdk/http.ts'],
  ['src/machine/a.ts', '#domain/money.ts', 'src/domain/money.ts'],
  ['src/reconcile/a.ts', '#sdk/http.ts', 'src/sdk/http.ts'],
  ['src/sdk/a.ts', '#machine/find-program.ts', 'src/machine/find-program.ts'],
  ['src/effects/a.ts', '#ledger/b.ts', 'src/ledger/b.ts'],
  ['src/ledger/a.ts', '#queue/b.ts', 'src/queue/b.ts'],
  ['src/queue/a.ts', '#ledger/b.ts', 'src/ledger/b.ts'],
  ['src/queue/a.ts', '#app/app.ts', 'src/app.ts'],
  ['src/server/a.ts', '#queue/b.ts', 'src/queue/b.ts'],
  ['config/a.ts', '#connectors/registry.ts', 'connectors/registry.ts'],
  ['connectors/shopify/a.ts', '#connectors/odoo/b.ts', 'connectors/odoo/b.ts'],
  ['connectors/shopify/a.ts', '#ledger/b.ts', 'src/ledger/b.ts'],
  ['connectors/shopify/sandbox/a.ts', '#connectors/odoo/sandbox/b.ts', 'connectors/odoo/sandbox/b.ts'],
  ['connectors/registry.ts', '#jobs/b.ts', 'jobs/b.ts'],
  ['jobs/a.ts', '#ledger/b.ts', 'src/ledger/b.ts'],
  ['jobs/a.ts', '#connectors/odoo/b.ts', 'connectors/odoo/b.ts'],
  ['src/demo/a.ts', '#ledger/b.ts', 'src/ledger/b.ts'],
  ['src/demo/a.ts', '#connectors/odoo/b.ts', 'connectors/odoo/b.ts'],
  ['src/demo/a.ts', '#cli/b.ts', 'src/cli/b.ts'],
  ['src/demo/verdict.ts', '#sdk/http.ts', 'src/sdk/http.ts'],
  ['src/demo/verdict/a.ts', './../world.ts', 'src/demo/world.ts'],
  ['src/demo/verdict-orders.ts', 'zod', 'zod'],
  ['src/cli/a.ts', '#tests/support/b.ts', 'tests/support/b.ts'],
  ['src/app.ts', './domain/a.test.ts', 'src/domain/a.test.ts'],
])('%s that imports %s is reported', (path, specifier, target) => {
  const found = findRoomViolations(plant({ [path]: [specifier] }), aliases);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(path);
  expect(found[0]).toContain(target);
});

test('what the table allows is not reported', () => {
  const allowed = plant({
    'src/reconcile/a.ts': ['#domain/money.ts', './b.ts', 'zod', 'node:crypto'],
    'connectors/shopify/a.ts': ['#sdk/http.ts', './client.ts', './sandbox/shell.ts'],
    'connectors/shopify/sandbox/a.ts': ['../mapping.ts', './b.ts', '#sdk/sandbox/serve.ts'],
    'connectors/registry.ts': ['#connectors/odoo/connector.ts', './shopify/connector.ts'],
    'jobs/a.ts': ['./b.ts', '#reconcile/c.ts'],
    'src/queue/a.ts': ['#machine/private-redis.ts'],
    'src/cli/a.ts': ['#app/app.ts', '#ledger/b.ts', '#demo/world.ts'],
    'src/app.ts': ['#ledger/b.ts', './queue/c.ts', '#connectors/registry.ts'],
    'src/demo/world.ts': ['./verdict.ts', '#connectors/odoo/sandbox/books.ts', '#config/demo.ts'],
    'src/demo/verdict.ts': [
      './verdict/orders.ts',
      '#connectors/odoo/sandbox/books.ts',
      'node:assert',
      '#sdk/sandbox/serve.ts',
    ],
    'src/domain/a.test.ts': ['#ledger/b.ts'],
  });
  expect(findRoomViolations(allowed, aliases)).toEqual([]);
});

test('the pure plans may name the shapes of facts, and nothing of them that runs', () => {
  const text = "import type { Cell } from '#sdk/ledger/stock.ts';\nimport { x } from '#sdk/http.ts';";
  expect(findRoomViolations(plant({ 'src/reconcile/a.ts': text }), aliases)).toEqual([
    'src/reconcile/a.ts must not import src/sdk/http.ts',
  ]);
});

test('a room without a row, a file outside the rooms and a relative way into another room are reported', () => {
  const found = findRoomViolations(
    plant({ 'src/helpers/a.ts': [], 'src/stray.ts': [], 'src/sdk/a.ts': ['../domain/money.ts'] }),
    aliases,
  );
  expect(found).toHaveLength(3);
});

test.each([
  ['an import for its effect', "import '#ledger/b.ts';"],
  ['a dynamic import', "const x = await import('#ledger/b.ts');"],
  ['a type', "type X = import('#ledger/b.ts').X;"],
  ['an export', "export { x } from '#ledger/b.ts';"],
  ['several lines', "import {\n  x,\n  y,\n} from '#ledger/b.ts';"],
])('%s counts as an import', (_name, text) => {
  expect(findRoomViolations(plant({ 'src/domain/a.ts': text }), aliases)).toEqual([
    'src/domain/a.ts must not import src/ledger/b.ts',
  ]);
});

test('no file imports itself by a detour', () => {
  expect(findCycles(files, aliases)).toEqual([]);
  const planted = plant({ 'jobs/a.ts': ['./b.ts'], 'jobs/b.ts': ['#jobs/c.ts'], 'jobs/c.ts': ['./a.ts'] });
  expect(findCycles(planted, aliases)).toEqual(['jobs/a.ts -> jobs/b.ts -> jobs/c.ts -> jobs/a.ts']);
});

test('one room knows the queue library and one the databases', () => {
  expect(findLibraryViolations(files)).toEqual([]);
  const planted = plant({
    'src/server/a.ts': ['bullmq', '@bull-board/api'],
    'src/queue/a.ts': ['bullmq', 'better-sqlite3'],
    'src/ledger/a.ts': ['pg', 'drizzle-orm/pg-core'],
    'jobs/a.ts': ['drizzle-orm/pg-core', 'pg', '@bull-board/fastify'],
  });
  expect(findLibraryViolations(planted)).toHaveLength(5);
});

test('drizzle is loaded in the way that starts fast', () => {
  expect(findDetours(files)).toEqual([]);
  const planted = plant({
    'src/ledger/a.ts': "import { type SQL, sql } from 'drizzle-orm';",
    'src/ledger/b.ts': "import type { SQL } from 'drizzle-orm';\nimport { sql } from './drizzle.ts';",
  });
  expect(findDetours(planted)).toHaveLength(1);
});

test('one file reads the environment', () => {
  expect(findEnvironmentReaders(files)).toEqual([]);
  const planted = plant({
    'config/load.ts': 'process.env.A',
    'jobs/a.ts': 'process.env.A',
    'jobs/b.ts': "process['env']",
    'jobs/c.ts': 'const { env } = process;',
    'jobs/d.ts': "import { env } from 'node:process';",
    'jobs/e.ts': '// process.env is read elsewhere',
  });
  expect(findEnvironmentReaders(planted)).toHaveLength(4);
});

test('what decides and what speaks to vendors gets time, chance and network handed in', () => {
  expect(findReachingOut(files)).toEqual([]);
  const planted = plant({
    'src/domain/a.ts': 'Date.now() + new Date()',
    'src/reconcile/a.ts': 'Math.random()',
    'src/effects/a.ts': 'setTimeout(f, 1)',
    'jobs/a.ts': 'await fetch(url); orders.fetch(ids); new Date(ms)',
    'connectors/shopify/client.ts': 'performance.now()',
    'connectors/shopify/sandbox/serve.ts': 'Date.now()',
  });
  expect(findReachingOut(planted)).toHaveLength(6);
});

test('files are short, named by what they hold, and do not climb', () => {
  expect(findShapeViolations(files)).toEqual([]);
  const planted = plant({
    'jobs/index.ts': '',
    'jobs/long.ts': '\n'.repeat(251),
    'jobs/full.ts': '\n'.repeat(250),
    'connectors/shopify/generated/long.ts': '\n'.repeat(9_000),
    'connectors/shopify/sandbox/a.ts': ['../../odoo/a.ts'],
  });
  expect(findShapeViolations(planted)).toHaveLength(3);
});

test('the first page of the repository shows only the house', () => {
  expect(findTopLevelViolations(readdirSync(root))).toEqual([]);
  expect(findTopLevelViolations(['src', '.oxlintrc.json', 'notes.md', 'vitest.config.ts'])).toHaveLength(2);
});
