import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Job } from '#sdk/define-job.ts';
import {
  type KlaviyoAccount,
  openKlaviyoAccount,
  takeKlaviyoViolations,
} from '#tests/support/klaviyo-account.ts';
import { runJobOnce } from '#tests/support/run-job.ts';
import { itemNames, openStockBench, type StockBench } from '#tests/support/stock-bench.ts';
import { sendStockSignals } from './send-stock-signals.ts';

const GATHER_MS = 30_000;

let bench: StockBench;
let mail: KlaviyoAccount;

beforeEach(async () => {
  mail = openKlaviyoAccount();
  bench = await openStockBench({
    marketing: { mail: { stores: ['store'], stockSignals: { lowStock: 5, gatherMs: GATHER_MS } } },
  });
});
afterEach(async () => {
  await bench.ledger.close();
  expect(takeKlaviyoViolations()).toEqual([]);
});

const run = (job: Job = sendStockSignals) =>
  runJobOnce(
    {
      ledger: bench.ledger,
      clock: bench.clock,
      settings: bench.settings,
      account: mail.connection,
      connection: 'mail',
    },
    job,
  );

/** Runs the job until nothing is open, and lets the tool work off what it took. */
async function signal(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    bench.clock.advance(GATHER_MS);
    await run();
    mail.settle();
  }
}

const calls = () =>
  mail.requests.filter(({ method, url }) => method === 'POST' && url.includes('variant')).length;
const known = (name: string) => mail.books.variants().get(`$custom:::$default:::sku-${name}`);
const dirty = () => bench.ledger.read((tx) => tx.work.countDirty(sendStockSignals.name, 'mail', 100));

/** The ERP counts this many, and the store shows it. A raise needs a second reading. */
async function show(units: number, ...names: readonly string[]): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    await bench.counted(names, units);
    await bench.publish(...names);
  }
}

async function opened(...names: readonly string[]): Promise<void> {
  for (const name of names) mail.people.addVariant(`sku-${name}`);
  await bench.stocked(names, 40);
  await bench.publish(...names);
  await signal();
}

test('what runs low, runs out and is back is told; while there is plenty nothing is', async () => {
  await opened('i1');
  expect(known('i1')).toBe(40);
  const first = calls();
  await show(30, 'i1');
  await signal();
  expect([known('i1'), calls()]).toEqual([40, first]);
  for (const units of [5, 0, 3, 20]) {
    await show(units, 'i1');
    await signal();
    expect(known('i1')).toBe(units);
  }
  expect(await dirty()).toBe(0);
});

test('changes that come together are told as one, and what is over before it is told is not told', async () => {
  await opened('i1', 'i2');
  const before = calls();
  for (const units of [4, 2, 1]) await show(units, 'i1', 'i2');
  const row = await bench.ledger.read((tx) =>
    tx.work.get({ job: sendStockSignals.name, subject: 'sku-i1', connection: 'mail' }),
  );
  expect(row?.dueAt).toBeGreaterThan(bench.clock.now() + GATHER_MS / 2);
  await signal();
  expect([known('i1'), known('i2'), calls()]).toEqual([1, 1, before + 1]);
  await show(0, 'i1');
  await show(1, 'i1');
  await signal();
  expect([known('i1'), calls()]).toEqual([1, before + 1]);
});

test('a number that the brake holds back is told to nobody', async () => {
  const names = itemNames(30);
  await opened(...names);
  const before = calls();
  await bench.counted(names, 0);
  await bench.publish(...names);
  await signal();
  expect(calls()).toBe(before);
  expect(known('i1')).toBe(40);
});

test('an item that the tool does not have is parked with its words, and the others arrive', async () => {
  mail.people.addVariant('sku-i1');
  await bench.stocked(['i1', 'i2'], 3);
  await bench.publish('i1', 'i2');
  bench.clock.advance(GATHER_MS);
  await run();
  mail.settle();
  const outcomes = await run();
  expect(outcomes.get('sku-i2')).toMatchObject({
    kind: 'park',
    reason: expect.stringMatching(/does_not_exist/) as unknown,
  });
  expect(known('i1')).toBe(3);
});

test('a lost answer tells the number again, and an older one that lands late does not stay', async () => {
  await opened('i1');
  await show(4, 'i1');
  mail.faults.set({ 'timeout-after': 1 });
  bench.clock.advance(GATHER_MS);
  await expect(run()).rejects.toThrow(/no answer/i);
  mail.faults.set({ 'timeout-after': 0 });
  const before = calls();
  await show(2, 'i1');
  for (let round = 0; round < 6; round += 1) await signal();
  // Once at once, and once more when the lost one cannot land any more.
  expect(calls()).toBe(before + 2);
  expect(known('i1')).toBe(2);
  expect(await dirty()).toBe(0);
});
