import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  openSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LedgerBusyError } from '#sdk/ledger/ledger.ts';
import { type LedgerOptions, openLedger } from '../open-ledger.ts';
import { sampleCustomer } from '../suite/sample-customer.ts';
import { CANARY_EMAIL, CANARY_NAME, sampleOrder, samplePosition, someRead } from '../suite/sample-order.ts';
import { acquireOwnership, LedgerOwnedError } from './ownership.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'syncline-sqlite-test-'));
  file = join(folder, 'ledger.db');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const sealingKey = Buffer.alloc(32, 'sqlite test');
const open = (changes: Partial<LedgerOptions> = {}) =>
  openLedger({
    url: `sqlite:${file}`,
    sealingKey,
    clock: { now: () => 1_000, monotonicMs: () => performance.now(), sleep: (ms) => sleep(ms) },
    random: { next: Math.random, id: () => v7() },
    ...changes,
  });
const event = {
  connection: 'store',
  deliveryId: 'd',
  topic: 't',
  triggeredAt: null,
  receivedAt: 1,
  body: `{"email":"${CANARY_EMAIL}"}`,
};

test('one process owns a ledger file, and readers need no ownership', async () => {
  const ledger = await open();
  await expect(open()).rejects.toThrow(LedgerOwnedError);
  const reader = await open({ readOnly: true });
  await ledger.write((tx) => tx.events.receive(event));
  expect(await reader.read((tx) => tx.events.waiting('store', 1))).toHaveLength(1);
  await expect(reader.write((tx) => tx.events.receive(event))).rejects.toThrow(LedgerBusyError);
  await reader.close();
  await ledger.close();
  await (await open()).close();
});

test('what a process held that is gone is free at once: the next one owns the file, so nobody else can be at it', async () => {
  const mark = { job: 'export', subject: '1', connection: 'erp', priority: 1, cause: 'test' };
  const request = { job: 'export', connection: 'erp', subjects: null, limit: 1, leaseMs: 60_000, now: 1_000 };
  const first = await open();
  await first.write(async (tx) => {
    await tx.connections.ensure('erp', 1_000);
    await tx.work.mark([mark]);
    await tx.work.takeForRelay(1_000, 10);
    await tx.leases.acquire('relay', 'first', 60_000);
  });
  expect(await first.write((tx) => tx.work.lease({ ...request, token: 'first' }))).toHaveLength(1);
  expect(await first.write((tx) => tx.work.lease({ ...request, token: 'other' }))).toEqual([]);
  // As after a crash: nothing was given back.
  await first.close();
  const next = await open();
  expect(await next.write((tx) => tx.leases.acquire('relay', 'next', 60_000))).toBe(true);
  expect(await next.write((tx) => tx.work.takeForRelay(1_000, 10))).toMatchObject([{ subject: '1' }]);
  const [held] = await next.write((tx) => tx.work.lease({ ...request, token: 'next' }));
  expect(held).toMatchObject({ subject: '1', attempts: 2 });
  await next.close();
});

test('after SIGKILL every answered event is there, and the ledger is free', { timeout: 60_000 }, async () => {
  const child = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('../suite/writing-child.ts', import.meta.url)),
      `sqlite:${file}`,
      sealingKey.toString('hex'),
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const answered: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    answered.push(line);
    if (answered.length === 2_000) {
      expect(() => acquireOwnership(file)).toThrow(LedgerOwnedError);
      child.kill('SIGKILL');
    }
  }
  expect(answered.length).toBeGreaterThanOrEqual(2_000);
  const ledger = await open();
  const stored = new Set(
    (await ledger.read((tx) => tx.events.waiting('store', 1_000_000))).map((one) => one.deliveryId),
  );
  expect(answered.filter((id) => !stored.has(id))).toEqual([]);
  await ledger.close();
});

test('nothing of a person stands in the files in clear', async () => {
  const ledger = await open();
  await ledger.write(async (tx) => {
    await tx.events.receive(event);
    await tx.orders.record('store', sampleOrder('1'), [samplePosition('1-0', 'tea')], 1, someRead);
    await tx.customers.record(
      'store',
      sampleCustomer('7', { firstName: CANARY_NAME, email: 'canary-customer@example.org' }),
      1,
      { basis: 0, sentAt: 0 },
    );
    await tx.consents.record(
      'mail',
      'email',
      'canary-customer@example.org',
      { state: 'subscribed', at: 1, source: null },
      1,
    );
    const erased = { email: 'canary-erased@example.org', phone: null, customer: null, orders: [] };
    await tx.erasures.begin(erased, 'operator', 1);
    await tx.effects.intend(
      { key: 'k', job: 'j', connection: 'c', operation: 'o', members: [], body: CANARY_NAME, cause: '' },
      1,
    );
    const shipment = {
      id: 'p',
      orderReference: 'store:1',
      locationId: 'w',
      shippedAt: 1,
      carrier: null,
      trackingNumbers: ['CANARY-TRACKING'],
      trackingUrl: null,
      lines: [],
    };
    await tx.shipments.record(
      { connection: 'erp', shipment, orderConnection: 'store', orderId: '1' },
      null,
      1,
      1,
    );
  });
  await ledger.backup(join(folder, 'backup.db'));
  await ledger.close();
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  for (const canary of [CANARY_NAME, CANARY_EMAIL, 'CANARY-TRACKING', 'canary-customer', 'canary-erased']) {
    expect(bytes.some((content) => content.includes(canary))).toBe(false);
  }
  expect(bytes.some((content) => content.includes('#1'))).toBe(true);
});

test('a schema of a newer version is refused, for writing and for reading', async () => {
  await (await open()).close();
  const database = new Database(file);
  database.exec('INSERT INTO schema_versions (version) VALUES (999)');
  database.close();
  await expect(open()).rejects.toThrow('schema version 999, this program knows up to');
  await expect(open({ readOnly: true })).rejects.toThrow('schema version 999');
});

test('a backup opens, holds what was committed, and overwrites nothing', async () => {
  const ledger = await open();
  await ledger.write((tx) => tx.events.receive(event));
  const shares: number[] = [];
  const copy = join(folder, 'copy.db');
  await ledger.backup(copy, (share) => shares.push(share));
  await expect(ledger.backup(copy)).rejects.toThrow('exists');
  expect(shares.at(-1)).toBe(1);
  await ledger.close();
  const restored = await open({ url: `sqlite:${copy}` });
  expect(await restored.read((tx) => tx.events.waiting('store', 1))).toMatchObject([{ body: event.body }]);
  await restored.close();
});

test('a ledger in memory leaves nothing behind', async () => {
  vi.stubEnv('TMPDIR', folder);
  const ledger = await open({ url: 'sqlite::memory:' });
  await ledger.write((tx) => tx.events.receive(event));
  expect(await ledger.read((tx) => tx.events.waiting('store', 1))).toHaveLength(1);
  expect(readdirSync(folder)).toHaveLength(1);
  await ledger.close();
  expect(readdirSync(folder)).toEqual([]);
  expect(existsSync(':memory:')).toBe(false);
});

test('a ledger in memory begins empty and whole, whatever an earlier one held', async () => {
  const first = await open({ url: 'sqlite::memory:' });
  await first.write((tx) => tx.events.receive(event));
  const second = await open({ url: 'sqlite::memory:' });
  expect(await second.read((tx) => tx.events.waiting('store', 1))).toEqual([]);
  await second.write((tx) => tx.events.receive(event));
  expect(await second.read((tx) => tx.sequence.current())).toBe(
    await first.read((tx) => tx.sequence.current()),
  );
  await first.close();
  await second.close();
});

test('a text that was moved to another row does not open', async () => {
  const ledger = await open();
  await ledger.write((tx) => tx.events.receive(event));
  await ledger.write((tx) => tx.events.receive({ ...event, deliveryId: 'other' }));
  await ledger.close();
  const database = new Database(file);
  database.exec('UPDATE events SET body = (SELECT body FROM events WHERE id = 2) WHERE id = 1');
  database.close();
  const again = await open();
  await expect(again.read((tx) => tx.events.waiting('store', 1))).rejects.toThrow('was changed or moved');
  await again.close();
});

test.each([
  ['in the middle', 0.5],
  ['at its head', 0],
])('a file that is damaged %s is refused before anything is done with it', async (_where, share) => {
  const ledger = await open();
  for (let count = 0; count < 200; count += 1)
    await ledger.write((tx) =>
      tx.events.receive({ ...event, deliveryId: String(count), body: 'x'.repeat(2_000) }),
    );
  await ledger.close();
  const { size } = statSync(file);
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(16_384, 0xa5), 0, 16_384, Math.floor((size * share) / 4_096) * 4_096);
  closeSync(handle);
  await expect(open()).rejects.toThrow(/is damaged .* restore a backup/);
});
