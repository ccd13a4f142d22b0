import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startControlServer } from '#server/control-server.ts';
import { seedLedger, type Seeded } from '#tests/support/seeded-ledger.ts';
import { recordLog } from '#tests/support/record-log.ts';
import { systemClock } from './system-clock.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'syncline-cli-'));
const file = join(folder, 'syncline.config.ts');
let seeded: Seeded;

beforeAll(async () => {
  writeFileSync(
    file,
    `export default {
      connections: {
        'store-us': { connector: 'shopify', settings: { shop: 'acme.myshopify.com', accessToken: { secretFromEnv: 'TOKEN' } } },
        erp: { connector: 'odoo', settings: { url: 'https://erp.example', database: 'd', login: 'l', apiKey: { secretFromEnv: 'TOKEN' } } },
      },
      locations: { main: { authority: { connection: 'erp', locationId: '1' }, shownOn: { 'store-us': '77' } } },
      channels: { 'store-us': { bookedBy: 'erp', ordersFrom: '2020-01-01' } },
      buffer: 2,
    }`,
  );
  seeded = await seedLedger(join(folder, '.syncline'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('--version prints the version of the package and nothing else', async () => {
  expect(await run(['--version'])).toMatchObject({ code: 0, out: `${versionOfPackage()}\n` });
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
    error: expect.stringMatching(/connections\.a\.connector[\s\S]*bufer/) as unknown,
  });
});

test('status counts what is due and parked, and says what needs a person', async () => {
  const answer = json((await run(['status', '--json'])).out);
  expect(answer).toMatchObject({ daemon: null, discrepanciesOpen: 1 });
  expect((await run(['status'])).out).toMatch(/parked work: "syncline parked list"/);
});

test('parked work is listed, shown, retried and dropped by its id', async () => {
  const list = json((await run(['parked', 'list', '--json'])).out);
  expect(list).toMatchObject([
    { id: seeded.parkedId, job: 'export-order', connection: 'erp', reason: 'SKU X is unknown' },
  ]);
  expect((await run(['parked', 'show', seeded.parkedId])).out).toContain('SKU X is unknown');
  expect(json((await run(['parked', 'retry', '--all', '--job', 'other', '--json'])).out)).toEqual({
    retried: 0,
  });
  expect(json((await run(['parked', 'retry', seeded.parkedId, '--json'])).out)).toEqual({ retried: 1 });
  expect(json((await run(['parked', 'list', '--json'])).out)).toEqual([]);
  expect((await run(['parked', 'drop', seeded.parkedId])).code).toBe(3);
});

test('an order is explained with its chain: webhook, reading, effects, booking', async () => {
  const [order] = asList(json((await run(['explain', 'order', '#1001', '--json'])).out));
  expect(order).toMatchObject({
    name: '#1001',
    connection: 'store-us',
    booking: { connection: 'erp', number: 'S00042' },
    notBookedBecause: null,
  });
  const { out } = await run(['explain', 'order', '1001']);
  expect(out).toMatch(/webhook orders\/updated[\s\S]*orders\.create confirmed/);
  for (const personal of ['Jane', 'jane@example.com']) expect(out).not.toContain(personal);
});

test('an order that nobody knows ends with code 3 and what to do', async () => {
  expect(await run(['explain', 'order', '#9'])).toMatchObject({
    code: 3,
    err: expect.stringMatching(/syncline pull/) as unknown,
  });
});

test('a SKU is explained by terms that add up to what the store shows', async () => {
  const answer = json((await run(['explain', 'sku', seeded.sku, '--json'])).out);
  const [cell] = asList(fieldOf(answer, 'cells'));
  const terms = asList(fieldOf(cell, 'terms'));
  const sum = terms.reduce<number>((total, term) => total + Number(fieldOf(term, 'amount')), 0);
  expect(sum).toBe(fieldOf(cell, 'shows'));
  expect(terms).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ term: 'on-hand', amount: 10 }),
      expect.objectContaining({ term: 'order', amount: -3 }),
      expect.objectContaining({ term: 'buffer', amount: -2 }),
    ]),
  );
});

test('a connection is paused and resumed, and pulled; an unknown one is named with those that are there', async () => {
  expect(json((await run(['pause', 'erp', '--json', '--reason', 'upgrade'])).out)).toMatchObject({
    paused: true,
    changed: true,
  });
  expect((await run(['status'])).out).toMatch(/erp is paused \(by-operator\): upgrade/);
  expect(json((await run(['resume', 'erp', '--json'])).out)).toMatchObject({ paused: false, changed: true });
  expect(json((await run(['pull', 'erp', '--json'])).out)).toMatchObject({
    resources: expect.arrayContaining(['stock']) as unknown,
  });
  expect(await run(['pull', 'erpp'])).toMatchObject({
    code: 3,
    err: expect.stringMatching(/configured are: store-us, erp/) as unknown,
  });
});

test('a mass change is listed, shown and approved once', async () => {
  expect(json((await run(['brake', '--json'])).out)).toMatchObject([
    { hash: seeded.brakeHash, state: 'held', changeCount: 1 },
  ]);
  expect((await run(['brake', 'show', seeded.brakeHash])).out).toMatch(/syncline brake approve/);
  expect(
    json((await run(['brake', 'approve', seeded.brakeHash, '--json', '--by', 'ann'])).out),
  ).toMatchObject({ hash: seeded.brakeHash });
  expect((await run(['brake', 'approve', seeded.brakeHash])).code).toBe(3);
});

test('discrepancies are listed with what to do', async () => {
  expect((await run(['discrepancies'])).out).toMatch(/stock-drift[\s\S]*Look for a manual change/);
});

test('a stored event is replayed; one that is not there is not', async () => {
  expect(json((await run(['replay', 'event', seeded.eventId, '--json'])).out)).toMatchObject({
    id: seeded.eventId,
    connection: 'store-us',
  });
  expect((await run(['replay', 'event', 'nonsense'])).code).toBe(3);
});

test('a backup is a ledger that can be read, and never overwrites', async () => {
  const copy = join(folder, 'copy.sqlite');
  expect(json((await run(['backup', copy, '--json'])).out)).toEqual({ path: copy });
  expect(readFileSync(copy).subarray(0, 15).toString()).toBe('SQLite format 3');
  expect((await run(['backup', copy])).code).not.toBe(0);
});

test('while a daemon owns the ledger, readers read beside it and changes go through its control address', async () => {
  const daemon = await seeded.open();
  const control = await startControlServer({
    dataDir: join(folder, '.syncline'),
    port: 0,
    log: recordLog(),
    context: () => ({
      ledger: daemon.ledger,
      clock: systemClock,
      connections: new Map([['erp', { check: () => Promise.resolve([]) }]]),
    }),
  });
  try {
    expect(json((await run(['status', '--json'])).out)).toMatchObject({ daemon: process.pid });
    expect(json((await run(['pause', 'erp', '--json'])).out)).toMatchObject({ changed: true });
    const states = await daemon.ledger.read((tx) => tx.connections.all());
    expect(states.find((state) => state.connection === 'erp')?.paused).toBe('by-operator');
    expect((await run(['pause', 'nobody'])).code).toBe(3);
    expect((await fetch(`${control.url}/control/pause`, { method: 'POST' })).status).toBe(401);
  } finally {
    await control.close();
    await daemon.close();
  }
});

test('a change while a daemon owns the ledger and does not answer is refused', async () => {
  const daemon = await seeded.open();
  try {
    const result = await run(['resume', 'erp']);
    expect(result.code).toBe(1);
    expect(result.err).toMatch(/another Syncline process owns the ledger/);
  } finally {
    await daemon.close();
  }
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

async function run(args: readonly string[], cwd = folder) {
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: folder, TOKEN: 'hunter2' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  expect(out + err).not.toContain('hunter2');
  return { code, out, err };
}

/** Exactly one JSON value, or it throws. */
function json(out: string): unknown {
  return JSON.parse(out);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function versionOfPackage(): unknown {
  return fieldOf(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')), 'version');
}
