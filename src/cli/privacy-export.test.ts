import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMerchantFolder, json } from '#tests/support/run-command.ts';
import { runHere } from '#tests/support/run-here.ts';
import { seedLedger } from '#tests/support/seeded-ledger.ts';

const JANE = 'jane@example.com';
const { folder, remove } = createMerchantFolder();
const run = (args: readonly string[]) => runHere(args, folder);

beforeAll(async () => {
  await seedLedger(join(folder, '.syncline'));
});
afterAll(remove);

test('what is stored of a person goes into a new file that only its owner reads, or to standard output', async () => {
  const written = await run(['privacy', 'export', JANE, '--out', 'jane.json', '--json']);
  expect(json(written.out)).toMatchObject({ receipt: { orders: 1 }, erasedAt: null, file: 'jane.json' });
  expect(written.out + written.err).not.toContain('Jane Doe');
  const path = join(folder, 'jane.json');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const stored = json(readFileSync(path, 'utf8'));
  expect(stored).toMatchObject({ orders: [{ order: { personal: { name: 'Jane Doe' } } }] });
  const shown = await run(['privacy', 'export', JANE]);
  expect(json(shown.out)).toMatchObject({ orders: [{ store: 'store-us' }] });
  expect(shown.err).toMatch(/1 orders.*receipt/);
});

test('a file that is there is left alone, and one that came to nothing is not left behind', async () => {
  const before = readFileSync(join(folder, 'jane.json'), 'utf8');
  expect(await run(['privacy', 'export', JANE, '--out', 'jane.json'])).toMatchObject({ code: 2, out: '' });
  expect(readFileSync(join(folder, 'jane.json'), 'utf8')).toBe(before);
  const refused = await run(['privacy', 'export', JANE, '--out', 'other.json', '--request', '99']);
  expect(refused).toMatchObject({ code: 3 });
  expect(() => statSync(join(folder, 'other.json'))).toThrow(/ENOENT/);
});

test('an erasure tells of what it holds, and a person who was erased is told that nothing is left', async () => {
  const erased = await run(['privacy', 'erase', JANE]);
  expect(erased.out).toMatch(/1 orders have yet to leave/);
  const listed = json((await run(['privacy', 'list', '--json'])).out);
  expect(listed).toMatchObject([{ held: 1, waitsForSystems: false }]);
  expect(JSON.stringify(listed)).not.toContain(JANE);
  expect((await run(['privacy', 'list'])).out).toMatch(/1 orders to leave, until/);
  const told = await run(['privacy', 'export', JANE]);
  expect(told.err).toMatch(/the person was erased at/);
});
