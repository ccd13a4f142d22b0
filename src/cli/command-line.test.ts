import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createMerchantFolder, json, runCommand } from '#tests/support/run-command.ts';
import { runHere } from '#tests/support/run-here.ts';
import { readVersion } from './version.ts';

const { folder, remove } = createMerchantFolder();
const run = (args: readonly string[], cwd = folder) => runHere(args, cwd);
afterAll(remove);

test('--version prints the version of the package and nothing else', async () => {
  expect(await runCommand(['--version'], folder)).toMatchObject({ code: 0, out: `${readVersion()}\n` });
});

test('the process ends with the code of its command, and keeps answers and words about them apart', async () => {
  const { code, out, err } = await runCommand(['statsu'], folder);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/Did you mean status/);
});

test('every command has help with what it does, and says so without doing it', async () => {
  const { out } = await run(['--help']);
  const names = [...out.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name ?? '');
  expect(names).toEqual(
    expect.arrayContaining([
      'init',
      'check',
      'start',
      'status',
      'pull',
      'pause',
      'resume',
      'explain',
      'parked',
      'discrepancies',
      'replay',
      'brake',
      'backup',
      'sandbox',
    ]),
  );
});

test.each([
  [['explode'], /unknown command/],
  [['statsu'], /Did you mean status/],
  [['pull'], /missing required argument/],
  [['parked', 'retry'], /either ids or --all/],
  [['discrepancies', '--state', 'odd'], /Allowed choices/],
  [['start', '--only', 'everything'], /Allowed choices/],
  [['sandbox', 'odoo', '--port', 'x'], /whole number/],
])('%j is refused with code 2 and what to write', async (args, words) => {
  const result = await run(args);
  expect(result.code).toBe(2);
  expect(result.err).toMatch(words);
});

test('one part alone without Redis and PostgreSQL is refused and says what it needs', async () => {
  const result = await run(['start', '--only', 'worker']);
  expect(result).toMatchObject({ code: 2 });
  expect(result.err).toMatch(/redisUrl: --only needs REDIS_URL[\s\S]*databaseUrl: --only needs DATABASE_URL/);
});

test('a wrong configuration is refused with the paths, also as one JSON object', async () => {
  const wrong = join(folder, 'wrong.config.ts');
  writeFileSync(wrong, `export default { connections: { a: { connector: 'shopfy' } }, bufer: 1 }`);
  const result = await run(['status', '--json', '--config', wrong]);
  expect(result.code).toBe(2);
  expect(json(result.out)).toMatchObject({
    error: expect.stringMatching(/bufer[\s\S]*connections\.a\.connector/) as unknown,
  });
});

test('init writes a configuration that check reads, and overwrites nothing', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'syncline-init-'));
  try {
    const first = await run(['init'], empty);
    expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/SHOPIFY_CLIENT_SECRET=/) as unknown });
    expect(await run(['init'], empty)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/left alone/) as unknown,
    });
    expect((await run(['status'], empty)).err).toMatch(/ODOO_API_KEY is not set/);
  } finally {
    rmSync(empty, { recursive: true, force: true });
  }
});
