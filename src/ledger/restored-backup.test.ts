import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '#sdk/clock.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { ErasedListError } from './erased-list.ts';
import { openLedger } from './open-ledger.ts';
import { restoreDump } from './postgres/restore-dump.ts';
import { sampleCustomer } from './suite/sample-customer.ts';
import { sampleOrder, samplePosition, someRead } from './suite/sample-order.ts';

const STORE = 'store';
const EMAIL = 'ada@example.test';
const HOLD_MS = 1_000;
const ERASED_AT = 5_000;
const clock: Clock = {
  now: () => 1_700_000_000_000,
  monotonicMs: () => performance.now(),
  sleep: (delayMs) => sleep(delayMs),
};
const random = { next: Math.random, id: () => v7() };
const [oldKey, newKey] = [Buffer.alloc(32, 'old'), Buffer.alloc(32, 'new')];

/** A database whose backup becomes another one. */
interface Restorable {
  readonly url: string;
  /** @returns the restored database's url. */
  restore(backup: string): Promise<string>;
  close(): Promise<void>;
}

const places: readonly (readonly [string, (folder: string) => Promise<Restorable>])[] = [
  [
    'SQLite',
    (folder) =>
      Promise.resolve({
        url: `sqlite:${join(folder, 'ledger.sqlite')}`,
        async restore(backup) {
          const file = join(folder, 'restored.sqlite');
          cpSync(backup, file);
          return `sqlite:${file}`;
        },
        close: () => Promise.resolve(),
      }),
  ],
  [
    'PostgreSQL',
    async () => {
      const made: TestDatabase[] = [await createTestDatabase()];
      return {
        url: made[0]?.url ?? '',
        async restore(backup) {
          const database = await createTestDatabase();
          made.push(database);
          await restoreDump(database.url, backup);
          return database.url;
        },
        async close() {
          for (const database of made) await database.drop();
        },
      };
    },
  ],
];

describe.each(places)('a restored backup on %s', (_name, openPlace) => {
  let folder: string;
  let place: Restorable;
  let open: Ledger[];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'syncline-restored-'));
    place = await openPlace(folder);
    open = [];
  });
  afterEach(async () => {
    for (const ledger of open) await ledger.close();
    await place.close();
    rmSync(folder, { recursive: true });
  });

  const erasedFile = () => join(folder, 'erased.list');
  const openAt = async (url: string, keys = { sealingKey: oldKey, previousKeys: [] as Buffer[] }) => {
    const ledger = await openLedger({ url, ...keys, erasedFile: erasedFile(), clock, random });
    open.push(ledger);
    return ledger;
  };
  const close = async (ledger: Ledger) => {
    open = open.filter((one) => one !== ledger);
    await ledger.close();
  };
  const recordOrder = (ledger: Ledger, id: string, email: string) => {
    const sample = sampleOrder(id, ['tea']);
    const order = { ...sample, personal: { ...sample.personal, customerId: null, email } };
    const positions = [samplePosition(`${id}-0`, 'tea')];
    return ledger.write((tx) => tx.orders.record(STORE, order, positions, 1, someRead));
  };
  const record = async (ledger: Ledger) => {
    const read = { basis: 1, sentAt: 1 };
    await ledger.write((tx) => tx.customers.record(STORE, sampleCustomer('1', { email: EMAIL }), 10, read));
    await ledger.write((tx) => tx.customers.record(STORE, sampleCustomer('2'), 10, read));
    await recordOrder(ledger, '10', EMAIL);
    await recordOrder(ledger, '11', 'guest@example.test');
    await recordOrder(ledger, '12', 'somebody@example.test');
  };
  const erase = (ledger: Ledger, email: string, at = ERASED_AT) =>
    ledger.write((tx) => tx.erasures.begin({ email, phone: null, customer: null, orders: [] }, 'us', at));
  const repeat = (ledger: Ledger) =>
    ledger.write((tx) => tx.erasures.repeatRestored('restored backup', HOLD_MS));
  const known = (ledger: Ledger) =>
    ledger.read(async (tx) => ({
      customers: await tx.customers.page(STORE, null, 9),
      emails: await Promise.all(
        ['10', '11', '12'].map(
          async (id) => (await tx.orders.get(STORE, id, { personal: true }))?.order.personal.email ?? null,
        ),
      ),
    }));
  /** Backed up with everybody, then two of them are erased. */
  const backUpAndErase = async () => {
    const before = await openAt(place.url);
    await record(before);
    const backup = join(folder, 'backup');
    await before.backup(backup);
    await erase(before, EMAIL);
    await erase(before, 'guest@example.test');
    return place.restore(backup);
  };

  test('whoever was erased after it was made is erased again, others are not', async () => {
    const restored = await openAt(await backUpAndErase());
    expect(await known(restored)).toEqual({
      customers: ['1', '2'],
      emails: [EMAIL, 'guest@example.test', 'somebody@example.test'],
    });
    const erasures = await repeat(restored);
    expect(erasures).toMatchObject([
      { requestedBy: 'restored backup', requestedAt: ERASED_AT, customers: 1 },
      { requestedBy: 'restored backup', requestedAt: ERASED_AT, customers: 0 },
    ]);
    expect(await known(restored)).toMatchObject({ customers: ['2'] });
    await restored.write((tx) => tx.erasures.release(ERASED_AT + HOLD_MS, 10));
    expect(await known(restored)).toEqual({
      customers: ['2'],
      emails: [null, null, 'somebody@example.test'],
    });
    const said = await restored.read((tx) => tx.consents.of('email', EMAIL));
    expect(said).toEqual([]);
    // What comes late brings nobody back, and once is enough.
    await recordOrder(restored, '10', EMAIL);
    expect((await known(restored)).emails[0]).toBeNull();
    expect(await repeat(restored)).toEqual([]);
  });

  test('under a new sealing key, too', async () => {
    const url = await backUpAndErase();
    const restored = await openAt(url, { sealingKey: newKey, previousKeys: [oldKey] });
    expect(await repeat(restored)).toHaveLength(2);
    expect((await known(restored)).customers).toEqual(['2']);
  });

  test('a list that was lost is made anew from the ledger', async () => {
    const ledger = await openAt(place.url);
    await erase(ledger, EMAIL);
    const written = readFileSync(erasedFile(), 'utf8');
    await close(ledger);
    rmSync(erasedFile());
    expect(await repeat(await openAt(place.url))).toEqual([]);
    expect(readFileSync(erasedFile(), 'utf8')).toBe(written);
    expect(written).toMatch(/^5000 \S+\n$/);
    expect(written).not.toContain('ada');
  });

  test('a damaged list is refused, an end that was cut off is left out', async () => {
    const ledger = await openAt(place.url);
    await erase(ledger, EMAIL);
    await close(ledger);
    const written = readFileSync(erasedFile(), 'utf8');
    writeFileSync(erasedFile(), `${written}60`);
    await close(await openAt(place.url));
    expect(readFileSync(erasedFile(), 'utf8')).toBe(written);
    writeFileSync(erasedFile(), `no time\n${written}`);
    const error = await openAt(place.url).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ErasedListError);
    expect(String(error)).toContain('line 1 of');
  });
});
