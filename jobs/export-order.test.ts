import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ExportBench, openExportBench, tee } from '#tests/support/export-bench.ts';
import { bag, makeTax } from '#tests/support/make-order.ts';
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

describe('booking', () => {
  test('an order is booked once, confirmed, with the store’s own total', async () => {
    const order = bench.newOrder();
    expect(await bench.sync(order)).toEqual({ kind: 'done' });
    expect(await bench.sync(bench.later(order, { tags: ['seen again'] }))).toEqual({ kind: 'done' });
    expect(bench.bookings(order)).toMatchObject([
      { state: 'sale', totalMinor: order.totals.total.shop.minor },
    ]);
  });

  test.each(['timeout-before', 'timeout-after', 'late-effect'] as const)(
    'a create that meets %s books once',
    async (fault) => {
      const order = bench.newOrder();
      const operation = 'sale.order.load';
      const ended = spoilCalls(erp.sandbox.faults, { kind: fault, operation, count: 1 });
      await bench.record(order);
      for (let attempt = 0; attempt < 5 && bench.bookings(order)[0]?.state !== 'sale'; attempt += 1)
        await bench.run().catch(() => undefined);
      ended();
      expect(erp.sandbox.faults.fired.at(-1)).toMatchObject({ kind: fault, operation });
      // The late one lands within four seconds, whatever was done meanwhile.
      await new Promise((resolve) => setTimeout(resolve, fault === 'late-effect' ? 4_200 : 0));
      expect(bench.bookings(order)).toMatchObject([
        { state: 'sale', totalMinor: order.totals.total.shop.minor },
      ]);
    },
  );

  test('orders from before the start, test orders and canceled ones are never booked', async () => {
    bench.use(
      testSettings({
        channels: {
          store: { bookedBy: 'erp', ordersFrom: bench.clock.now(), testOrders: 'skip', refunds: 'draft' },
        },
      }),
    );
    const old = bench.newOrder({ createdAt: bench.clock.now() - 1 });
    const testing = bench.newOrder({ test: true });
    const canceled = bench.newOrder({
      canceledAt: bench.clock.now(),
      lines: [tee(0, { orderedQuantity: 2, taxes: [] })],
    });
    for (const order of [old, testing, canceled]) {
      expect(await bench.sync(order)).toEqual({ kind: 'done' });
      expect(bench.bookings(order)).toEqual([]);
    }
  });

  test('a create that was given up before it was sent is booked once it is wanted after all', async () => {
    const order = bench.newOrder();
    await bench.record(order);
    const forget = spoilCalls(erp.sandbox.faults, {
      kind: 'throttled',
      operation: 'sale.order.load',
      count: Number.POSITIVE_INFINITY,
    });
    await bench.run().catch(() => undefined);
    forget();
    const from = (ordersFrom: number) =>
      bench.use(
        testSettings({
          channels: { store: { bookedBy: 'erp', ordersFrom, testOrders: 'skip', refunds: 'draft' } },
        }),
      );
    from(order.createdAt + 60_000);
    expect(await bench.sync(bench.later(order, { tags: ['too old'] }))).toEqual({ kind: 'done' });
    expect(await bench.openLines()).toMatchObject([{ owed: 2 }]);
    from(0);
    expect(await bench.sync(bench.later(order, { tags: ['wanted'] }))).toEqual({ kind: 'done' });
    expect(bench.bookings(order)).toMatchObject([{ state: 'sale' }]);
  });

  test('an order that does not balance is parked with the difference, and still reserves its units (S3)', async () => {
    const order = bench.newOrder();
    const wrong = { ...order, totals: { ...order.totals, total: bag(1) } };
    expect(await bench.sync(wrong)).toMatchObject({
      kind: 'park',
      reason: expect.stringContaining('do not balance'),
    });
    expect(bench.bookings(order)).toEqual([]);
    await bench.ledger.write((tx) =>
      tx.stock.ensureCells('store', [
        { address: { inventoryItemId: 'i1', locationId: 'L1' }, sku: 'TEE', location: 'main' },
      ]),
    );
    const [facts] = await bench.ledger.read((tx) =>
      tx.stock.facts('store', [{ inventoryItemId: 'i1', locationId: 'L1' }]),
    );
    expect(facts?.openLines).toMatchObject([{ owed: 2 }]);
  });

  test('an unknown SKU and an unmapped tax park the order with what to do', async () => {
    expect(await bench.sync(bench.newOrder({ lines: [tee(1, { sku: 'ghost' })] }))).toMatchObject({
      kind: 'park',
      reason: expect.stringContaining('ghost'),
    });
    await bench.record(bench.newOrder({ lines: [tee(1, { taxes: [makeTax(100, '0.5')] })] }));
    await expect(bench.run()).rejects.toMatchObject({
      kind: 'rejected',
      code: 'unmapped-tax',
    });
  });
});
