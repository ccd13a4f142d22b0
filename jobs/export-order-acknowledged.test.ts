import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { jobNames } from '#jobs/job-names.ts';
import { factSchemeOf } from '#reconcile/fact-scheme.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { type ExportBench, openExportBench, tee } from '#tests/support/export-bench.ts';
import { startTestErp, type TestErp } from '#tests/support/odoo-erp.ts';
import { spoilCalls } from '#tests/support/spoil-calls.ts';
import { testSettings } from '#tests/support/test-settings.ts';

let erp: TestErp;
let bench: ExportBench;

beforeAll(async () => {
  erp = await startTestErp(18);
});
afterAll(() => erp.sandbox.close());
beforeEach(async () => {
  bench = await openExportBench(erp);
});
afterEach(() => bench.ledger.close());

/** The ERP is taken to count available units. */
function countingAvailable(): SyncSettings {
  const settings = testSettings();
  return {
    ...settings,
    locations: settings.locations.map((location) => ({ ...location, quantityKind: 'available' })),
  };
}

async function accepted(settings: SyncSettings): Promise<readonly number[]> {
  const cell = { inventoryItemId: 'i1', locationId: 'L1' };
  const [facts] = await bench.ledger.read((tx) => tx.stock.facts('store', [cell], factSchemeOf(settings)));
  return facts?.openLines[0]?.acknowledgments?.map(({ quantity }) => quantity) ?? [];
}

const isToBeCounted = async () => {
  const ref = { job: jobNames.refreshStock, subject: erp.tee, connection: 'erp' };
  return (await bench.ledger.read((tx) => tx.work.get(ref))) !== null;
};

test('an order that the ERP confirmed counts as accepted, an amended one by the difference, and its items are counted again', async () => {
  const settings = countingAvailable();
  bench.use(settings);
  const order = bench.newOrder();
  await bench.record(order);
  expect(await accepted(settings)).toEqual([]);
  expect(await isToBeCounted()).toBe(false);
  await bench.run();
  expect(await accepted(settings)).toEqual([2]);
  expect(await isToBeCounted()).toBe(true);
  const more = bench.later(order, { lines: [tee(5)] });
  await bench.sync(more);
  expect(await accepted(settings)).toEqual([2, 3]);
  await bench.sync(bench.later(more, { tags: ['seen again'] }));
  expect(await accepted(settings)).toEqual([2, 3]);
});

test('a confirmation whose answer was lost counts from when the ERP shows it', async () => {
  const settings = countingAvailable();
  bench.use(settings);
  await bench.record(bench.newOrder());
  const ended = spoilCalls(erp.sandbox.faults, {
    kind: 'timeout-after',
    operation: 'sale.order.action_confirm',
    count: 1,
  });
  await bench.run().catch(() => undefined);
  ended();
  expect(await accepted(settings)).toEqual([]);
  await bench.run();
  expect(await accepted(settings)).toEqual([2]);
});

test('an ERP that counts what is on hand is not asked what it accepted', async () => {
  await bench.sync(bench.newOrder());
  expect(await accepted(countingAvailable())).toEqual([]);
  expect(await isToBeCounted()).toBe(false);
});

test('a canceled order is given up', async () => {
  const settings = countingAvailable();
  bench.use(settings);
  const order = bench.newOrder();
  await bench.sync(order);
  const canceled = bench.later(order, {
    canceledAt: bench.clock.now(),
    lines: [tee(0, { orderedQuantity: 2, taxes: [] })],
  });
  await bench.sync(canceled);
  const given = { orderConnection: 'store', orderId: order.id, source: 'erp', sequence: 0, now: 0 };
  const isNews = await bench.ledger.write((tx) =>
    tx.orders.acknowledge({ ...given, quantities: new Map([['l-tee', 0]]) }),
  );
  expect(isNews).toBe(false);
});
