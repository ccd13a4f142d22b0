import { pull } from '#jobs/pull.ts';
import { sweepStock } from '#jobs/sweep-stock.ts';
import { priorities } from '#domain/priority.ts';
import type { Shipment } from '#domain/shipment.ts';
import type { Listing, StockLevel } from '#domain/stock.ts';
import type { Page, RefusedRecord } from '#sdk/capabilities.ts';
import type { Connection } from '#sdk/define-connector.ts';
import type { Job } from '#sdk/define-job.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { createHandClock, openTestLedger } from '#tests/support/open-test-ledger.ts';
import { type JobBench, runJobOnce } from '#tests/support/run-job.ts';
import { testSettings } from '#tests/support/test-settings.ts';
import { beforeEach, describe, expect, test } from 'vitest';

const bad = (id: string | null): RefusedRecord => ({ id, reason: 'quantity: expected number, got string' });
const listing = (id: string): Listing => ({
  id,
  sku: `sku-${id}`,
  inventoryItemId: id,
  title: id,
  tracked: true,
  active: true,
});
const level = (listingId: string): StockLevel => ({ listingId, locationId: '1', quantity: 7, reserved: 0 });
const shipment = (id: string): Shipment => ({
  id,
  orderReference: 'store:o1',
  locationId: '1',
  shippedAt: 1,
  carrier: null,
  trackingNumbers: [],
  trackingUrl: null,
  lines: [],
});

/** What the system answers to every read until a test changes it. */
interface Answers {
  catalog: readonly [readonly Listing[], readonly RefusedRecord[]];
  stock: readonly [readonly StockLevel[], readonly RefusedRecord[]];
  shipments: readonly [readonly Shipment[], readonly RefusedRecord[]];
}

let answers: Answers;
let ledger: Ledger;
let run: (job: Job, subject: string) => Promise<unknown>;
const clock = createHandClock();

beforeEach(async () => {
  answers = { catalog: [[], []], stock: [[], []], shipments: [[], []] };
  ledger = await openTestLedger(clock);
  const page = async function* <Item>(
    of: () => readonly [readonly Item[], readonly RefusedRecord[]],
  ): AsyncGenerator<Page<Item>> {
    const [items, refused] = of();
    const now = clock.now();
    yield await Promise.resolve({
      items,
      refused,
      cursor: String(now),
      complete: true,
      sentAt: now,
      answeredAt: now,
    });
  };
  const account: Connection = {
    check: () => Promise.resolve([]),
    catalog: {
      source: { changedSince: () => page(() => answers.catalog), all: () => page(() => answers.catalog) },
    },
    stock: {
      source: {
        quantityKind: 'on-hand',
        stockLagMs: 0,
        changedSince: () => page(() => answers.stock),
        all: () => page(() => answers.stock),
        fetch: () => Promise.reject(new Error('nobody asks for single items here')),
      },
    },
    shipments: { source: { changedSince: () => page(() => answers.shipments) } },
  };
  const bench: JobBench = { ledger, clock, settings: testSettings(), account, connection: 'erp' };
  run = async (job, subject) => {
    clock.advance(1_000);
    const priority = priorities.reading;
    await ledger.write((tx) =>
      tx.work.mark([{ job: job.name, subject, connection: 'erp', priority, cause: 'test' }]),
    );
    return runJobOnce(bench, job);
  };
});

const open = async () =>
  (await ledger.read((tx) => tx.discrepancies.list({ state: 'open', limit: 50 })))
    .map(({ type, subject }) => `${type} ${subject}`)
    .toSorted();
const cursorOf = async (resource: string) =>
  (await ledger.read((tx) => tx.cursors.get('erp', resource))).cursor;

describe('a record that cannot be read is never dropped in silence (I3)', () => {
  test('of the catalog: a person is told, the rest goes on, and a sweep that can read it ends that', async () => {
    answers.catalog = [[listing('a')], [bad('b'), bad(null)]];
    await run(pull, 'catalog');
    expect(await open()).toEqual(['unreadable-item (no id)', 'unreadable-item b']);
    expect(await ledger.read((tx) => tx.catalog.byId('erp', ['a', 'b']))).toMatchObject([{ id: 'a' }]);
    expect(await cursorOf('catalog')).not.toBeNull();
    await run(sweepStock, 'all');
    expect(await open()).toHaveLength(2);
    answers.catalog = [[listing('a'), listing('b')], []];
    await run(sweepStock, 'all');
    expect(await open()).toEqual([]);
  });

  test('of stock: the item is asked for by itself, a person is told of what has no id, and neither counts as 0', async () => {
    answers.catalog = [[listing('a'), listing('b')], []];
    await run(pull, 'catalog');
    answers.stock = [[level('a')], [bad('b'), bad(null)]];
    await run(pull, 'stock');
    expect(await open()).toEqual(['unreadable-stock (no id)']);
    const row = await ledger.read((tx) =>
      tx.work.get({ job: 'refresh-stock', subject: 'b', connection: 'erp' }),
    );
    expect(row).toMatchObject({ cause: 'a level that could not be read' });
    const readings = await ledger.read((tx) => tx.stock.pageReadings('erp', null, 10));
    expect(readings.map(({ listingId, quantity }) => [listingId, quantity])).toEqual([['a', 7]]);
    answers.stock = [[level('a'), level('b')], []];
    await run(sweepStock, 'all');
    expect(await open()).toEqual([]);
  });

  test('of shipments: the cursor waits for it, the others are recorded, and it goes on when it can be read', async () => {
    answers.shipments = [[shipment('s1')], [bad('s2')]];
    await run(pull, 'shipments');
    await run(pull, 'shipments');
    expect(await cursorOf('shipments')).toBeNull();
    expect(await open()).toEqual(['unreadable-shipment s2']);
    expect(await ledger.read((tx) => tx.shipments.ofOrder('store', 'o1'))).toHaveLength(1);
    answers.shipments = [[shipment('s1'), shipment('s2')], []];
    await run(pull, 'shipments');
    expect(await cursorOf('shipments')).not.toBeNull();
    expect(await open()).toEqual([]);
    expect(await ledger.read((tx) => tx.shipments.ofOrder('store', 'o1'))).toHaveLength(2);
  });

  test('of shipments: one that a person accepts is left out, and the cursor passes it', async () => {
    answers.shipments = [[], [bad('s2')]];
    await run(pull, 'shipments');
    const [told] = await ledger.read((tx) => tx.discrepancies.about('s2'));
    await ledger.write((tx) => tx.discrepancies.accept(told?.id ?? '', clock.now()));
    await run(pull, 'shipments');
    expect(await cursorOf('shipments')).not.toBeNull();
    expect(await open()).toEqual([]);
  });
});
