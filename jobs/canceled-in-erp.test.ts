import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestErp, type TestErp } from '#tests/support/odoo-erp.ts';
import { openParcelBench, type ParcelBench } from '#tests/support/parcel-bench.ts';
import { sweepOrders } from './sweep-orders.ts';

let erp: TestErp;
let bench: ParcelBench;

beforeEach(async () => {
  erp = await startTestErp(18);
  bench = await openParcelBench(erp);
});
afterEach(async () => {
  await bench.ledger.close();
  await erp.sandbox.close();
});

/** The sweep, and what it marked. */
async function sweep(): Promise<void> {
  await bench.runJob(sweepOrders, 'all');
  await bench.run();
}

const openTypes = async () => (await bench.open()).map(({ type }) => type);

test('an order that a person cancels in the ERP is found without any news from the store, and told with what to do', async () => {
  const order = bench.newOrder();
  await bench.sync(order);
  await sweep();
  expect(await openTypes()).toEqual([]);
  erp.sandbox.erp.cancelOrder(`store:${order.id}`);
  await sweep();
  const [told] = await bench.open();
  expect(told).toMatchObject({ type: 'canceled-in-target', connection: 'erp', subject: `store:${order.id}` });
  expect(told?.suggestion).toContain('syncline hold');
  // The store still sells it, so it stays reserved and is not booked again.
  expect(await bench.openLines()).toMatchObject([{ owed: 2 }]);
  expect(bench.bookings(order).map(({ state }) => state)).toEqual(['cancel']);
  await bench.sync(bench.later(order, { canceledAt: bench.clock.now() }));
  expect(await openTypes()).toEqual([]);
  expect(await bench.openLines()).toEqual([]);
});

test('a person who cancels in the ERP while a parcel leaves hears of both', async () => {
  const order = bench.newOrder();
  await bench.sync(order);
  erp.sandbox.erp.cancelOrder(`store:${order.id}`);
  await bench.leave(order, '7', { 'l-tee': 2 });
  await expect(bench.tell()).rejects.toThrow('canceled by hand');
  await sweep();
  expect((await openTypes()).toSorted()).toEqual(['canceled-in-target', 'not-fulfillable']);
  expect(bench.delivered()).toEqual([]);
});
