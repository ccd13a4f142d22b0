import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bag, makeLine, makeOrder, makeTax } from '#tests/support/make-order.ts';
import { startTestErp, type TestErp } from '#tests/support/odoo-erp.ts';
import { createHandClock, type HandClock, openTestLedger } from '#tests/support/open-test-ledger.ts';
import { type JobBench, runJobOnce } from '#tests/support/run-job.ts';
import { testSettings } from '#tests/support/test-settings.ts';
import type { Order, OrderLine } from '#domain/order.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { WorkOutcome } from '#sdk/ledger/work.ts';
import { exportOrder } from './export-order.ts';
import { recordOrders } from './steps/record-orders.ts';

/** A patience that the sandbox's silence outlasts, so that a lost answer costs a test this long. */
const PATIENCE_MS = 400;

let erp: TestErp;
let clock: HandClock;
let ledger: Ledger;
let bench: JobBench;
let orderCount = 0;

beforeAll(async () => {
  erp = await startTestErp(18);
});
afterAll(async () => {
  await erp.sandbox.close();
});
beforeEach(async () => {
  clock = createHandClock();
  ledger = await openTestLedger(clock);
  const { connection } = erp.connect({}, PATIENCE_MS);
  bench = { ledger, clock, settings: testSettings(), account: connection, connection: 'erp' };
  await ledger.write((tx) =>
    tx.catalog.record('erp', [listing(erp.tee, 'TEE'), listing(erp.mug, 'MUG')], clock.now()),
  );
});
afterEach(() => ledger.close());

const listing = (id: string, sku: string) => ({
  id,
  sku,
  inventoryItemId: id,
  title: sku,
  tracked: true,
  active: true,
});

function tee(quantity: number, change: Partial<OrderLine> = {}): OrderLine {
  return makeLine({
    id: 'l-tee',
    sku: 'TEE',
    quantity,
    priceMinor: 1_999,
    taxes: [makeTax(Math.round(quantity * 379.81), '0.19')],
    ...change,
  });
}

function newOrder(change: Partial<Order> = {}): Order {
  orderCount += 1;
  return makeOrder({
    id: `o${orderCount}`,
    name: `#${orderCount}`,
    createdAt: clock.now(),
    updatedAt: clock.now(),
    lines: [tee(2)],
    ...change,
  });
}

/** The store's next version of an order. */
function later(order: Order, change: Partial<Order>): Order {
  clock.advance(1_000);
  const { totals: _totals, ...rest } = order;
  return makeOrder({ ...rest, ...change, updatedAt: clock.now() });
}

async function sync(order: Order): Promise<WorkOutcome | undefined> {
  await recordOrders({ ...bench, connection: 'store' }, [order]);
  return run();
}

async function run(): Promise<WorkOutcome | undefined> {
  const outcomes = await runJobOnce(bench, exportOrder);
  return [...outcomes.values()][0];
}

function bookings(order: Order) {
  return erp.sandbox.erp.saleOrders().filter((booked) => booked.clientOrderRef === `store:${order.id}`);
}

describe('booking', () => {
  test('an order is booked once, confirmed, with the store’s own total', async () => {
    const order = newOrder();
    expect(await sync(order)).toEqual({ kind: 'done' });
    expect(await sync(later(order, { tags: ['seen again'] }))).toEqual({ kind: 'done' });
    expect(bookings(order)).toMatchObject([{ state: 'sale', totalMinor: order.totals.total.shop.minor }]);
  });

  test.each(['timeout-before', 'timeout-after', 'late-effect'] as const)(
    'a create that meets %s books once',
    async (fault) => {
      const order = newOrder();
      erp.sandbox.faults.force(fault, 1);
      await recordOrders({ ...bench, connection: 'store' }, [order]);
      for (let attempt = 0; attempt < 5 && bookings(order)[0]?.state !== 'sale'; attempt += 1)
        await run().catch(() => undefined);
      // The late one lands within four seconds, whatever was done meanwhile.
      await new Promise((resolve) => setTimeout(resolve, fault === 'late-effect' ? 4_200 : 0));
      expect(bookings(order)).toMatchObject([{ state: 'sale', totalMinor: order.totals.total.shop.minor }]);
    },
  );

  test('orders from before the start, test orders and canceled ones are never booked', async () => {
    bench = {
      ...bench,
      settings: testSettings({
        channels: { store: { bookedBy: 'erp', ordersFrom: clock.now(), testOrders: 'skip' } },
      }),
    };
    const old = newOrder({ createdAt: clock.now() - 1 });
    const testing = newOrder({ test: true });
    const canceled = newOrder({
      canceledAt: clock.now(),
      lines: [tee(0, { orderedQuantity: 2, taxes: [] })],
    });
    for (const order of [old, testing, canceled]) {
      expect(await sync(order)).toEqual({ kind: 'done' });
      expect(bookings(order)).toEqual([]);
    }
  });

  test('an order that does not balance is parked with the difference, and still reserves its units (S3)', async () => {
    const order = newOrder();
    const wrong = { ...order, totals: { ...order.totals, total: bag(1) } };
    expect(await sync(wrong)).toMatchObject({
      kind: 'park',
      reason: expect.stringContaining('do not balance'),
    });
    expect(bookings(order)).toEqual([]);
    await ledger.write((tx) =>
      tx.stock.ensureCells('store', [
        { address: { inventoryItemId: 'i1', locationId: 'L1' }, sku: 'TEE', location: 'main' },
      ]),
    );
    const [facts] = await ledger.read((tx) =>
      tx.stock.facts('store', [{ inventoryItemId: 'i1', locationId: 'L1' }]),
    );
    expect(facts?.openLines).toMatchObject([{ owed: 2 }]);
  });

  test('an unknown SKU and an unmapped tax park the order with what to do', async () => {
    expect(await sync(newOrder({ lines: [tee(1, { sku: 'ghost' })] }))).toMatchObject({
      kind: 'park',
      reason: expect.stringContaining('ghost'),
    });
    await recordOrders({ ...bench, connection: 'store' }, [
      newOrder({ lines: [tee(1, { taxes: [makeTax(100, '0.5')] })] }),
    ]);
    await expect(runJobOnce(bench, exportOrder)).rejects.toMatchObject({
      kind: 'rejected',
      code: 'unmapped-tax',
    });
  });
});

describe('what happens to an order afterwards', () => {
  test('a changed quantity and a new line are amended', async () => {
    const order = newOrder();
    await sync(order);
    const changed = later(order, {
      lines: [tee(3), makeLine({ id: 'l-mug', sku: 'MUG', quantity: 1, priceMinor: 750 })],
    });
    expect(await sync(changed)).toEqual({ kind: 'done' });
    const [booked] = bookings(order);
    expect(booked?.totalMinor).toBe(changed.totals.total.shop.minor);
    expect(
      booked?.lines.filter((line) => line.sku === 'TEE' || line.sku === 'MUG').map((line) => line.quantity),
    ).toEqual([3, 1]);
  });

  test('a cancellation is carried over, and only then do its units stop being reserved (S2)', async () => {
    const order = newOrder();
    await sync(order);
    const canceled = later(order, {
      canceledAt: clock.now(),
      lines: [tee(0, { orderedQuantity: 2, taxes: [] })],
    });
    // The first call is a read, and a read is asked three times.
    erp.sandbox.faults.force('timeout-before', 3);
    await recordOrders({ ...bench, connection: 'store' }, [canceled]);
    await runJobOnce(bench, exportOrder).catch(() => undefined);
    expect((await openLines())[0]?.owed).toBe(2);
    await run();
    expect(bookings(order)).toMatchObject([{ state: 'cancel' }]);
    expect(await openLines()).toEqual([]);
  });

  test('goods that have left cannot be called back: a discrepancy says what to do', async () => {
    const order = newOrder();
    await sync(order);
    const [booked] = bookings(order);
    erp.sandbox.erp.validateDelivery(booked?.id ?? 0);
    const canceled = later(order, {
      canceledAt: clock.now(),
      lines: [tee(0, { orderedQuantity: 2, taxes: [] })],
    });
    expect(await sync(canceled)).toEqual({ kind: 'done' });
    expect(await ledger.read((tx) => tx.discrepancies.about(`store:${order.id}`))).toMatchObject([
      { type: 'not-cancelable', state: 'open' },
    ]);
  });

  test('an order that the ERP canceled by itself is told and not booked again', async () => {
    const order = newOrder();
    await sync(order);
    erp.sandbox.erp.cancelOrder(bookings(order)[0]?.id ?? 0);
    await sync(later(order, { tags: ['touched'] }));
    expect(bookings(order)).toHaveLength(1);
    expect(await ledger.read((tx) => tx.discrepancies.about(`store:${order.id}`))).toMatchObject([
      { type: 'canceled-in-target' },
    ]);
  });

  test('an order canceled while its create is unknown is booked once and canceled, not forgotten', async () => {
    const order = newOrder();
    erp.sandbox.faults.force('timeout-after', 1);
    await recordOrders({ ...bench, connection: 'store' }, [order]);
    await runJobOnce(bench, exportOrder).catch(() => undefined);
    const canceled = later(order, {
      canceledAt: clock.now(),
      lines: [tee(0, { orderedQuantity: 2, taxes: [] })],
    });
    await sync(canceled);
    expect(bookings(order)).toMatchObject([{ state: 'cancel' }]);
  });
});

async function openLines() {
  await ledger.write((tx) =>
    tx.stock.ensureCells('store', [
      { address: { inventoryItemId: 'i1', locationId: 'L1' }, sku: 'TEE', location: 'main' },
    ]),
  );
  const [facts] = await ledger.read((tx) =>
    tx.stock.facts('store', [{ inventoryItemId: 'i1', locationId: 'L1' }]),
  );
  return facts?.openLines ?? [];
}
