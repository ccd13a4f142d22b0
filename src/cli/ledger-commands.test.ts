import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startControlServer } from '#server/control-server.ts';
import { recordLog } from '#tests/support/record-log.ts';
import { asList, createMerchantFolder, fieldOf, json, runCommand } from '#tests/support/run-command.ts';
import { runHere } from '#tests/support/run-here.ts';
import { seedLedger, type Seeded } from '#tests/support/seeded-ledger.ts';
import { systemClock } from './system-clock.ts';

const { folder, remove } = createMerchantFolder();
const run = (args: readonly string[]) => runHere(args, folder);
let seeded: Seeded;

beforeAll(async () => {
  seeded = await seedLedger(join(folder, '.syncline'));
});
afterAll(remove);

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

test('a discrepancy is accepted by its id, once', async () => {
  const [told] = asList(json((await run(['discrepancies', 'list', '--json'])).out));
  const id = String(fieldOf(told, 'id'));
  expect(json((await run(['discrepancies', 'accept', id, '--json'])).out)).toMatchObject({
    accepted: { id, state: 'accepted' },
  });
  expect(await run(['discrepancies', 'accept', id])).toMatchObject({
    code: 3,
    err: expect.stringMatching(/syncline discrepancies/) as unknown,
  });
  expect((await run(['discrepancies'])).out).toContain('There is none.');
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
    expect(json((await runCommand(['pause', 'erp', '--json'], folder)).out)).toMatchObject({ changed: true });
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
    // The lock is between processes.
    const result = await runCommand(['resume', 'erp'], folder);
    expect(result.code).toBe(1);
    expect(result.err).toMatch(/another Syncline process owns the ledger/);
  } finally {
    await daemon.close();
  }
});
