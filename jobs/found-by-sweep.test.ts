import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Order } from '#domain/order.ts';
import { type ExportBench, openExportBench } from '#tests/support/export-bench.ts';
import { startTestErp, type TestErp } from '#tests/support/odoo-erp.ts';
import { refundedOrder, teeBack } from '#tests/support/refunded-order.ts';
import { spoilCalls } from '#tests/support/spoil-calls.ts';
import { testSettings } from '#tests/support/test-settings.ts';
import { sweepOrders } from './sweep-orders.ts';

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

const linked = (kind: string, reference: string, { ledger } = bench) =>
  ledger.read(async (tx) => (await tx.links.theirs(kind, 'erp', [reference])).has(reference));
const unsettled = (job: string, { id }: Order) =>
  bench.ledger.read(async (tx) =>
    (await tx.effects.unsettled(job, 'erp', [`store:${id}`])).map(({ operation }) => operation),
  );

/** The next call of this operation takes effect, and its answer is lost. */
async function losingAnswerOf(operation: string, run: () => Promise<unknown>): Promise<void> {
  const end = spoilCalls(erp.sandbox.faults, { kind: 'timeout-after', operation, count: 1 });
  await run().catch(() => undefined);
  end();
}

test('a booking that the ledger has forgotten is linked by the sweep, and not made again', async () => {
  const order = bench.newOrder();
  await bench.sync(order);
  const other = await openExportBench(erp);
  await other.record(bench.later(order, { tags: ['changed'], canceledAt: 5 }));
  await other.runJob(sweepOrders, 'all');
  expect(await linked('order', `store:${order.id}`, other)).toBe(true);
  await other.run();
  expect(bench.bookings(order).map(({ state }) => state)).toEqual(['cancel']);
  await other.ledger.close();
});

test('an old order that nobody was to book is found by the sweep once the configuration wants it', async () => {
  const settings = testSettings();
  const { store } = settings.channels;
  if (store === undefined) throw new Error('there is no store');
  const from = (ordersFrom: number | null) =>
    bench.use({ ...settings, channels: { store: { ...store, ordersFrom } } });
  const order = bench.newOrder();
  await bench.ledger.write(async (tx) => {
    await tx.connections.ensure('store', order.createdAt + 3_600_000);
    await tx.cursors.save('store', 'clock', { cursor: '0' });
  });
  from(null);
  await bench.record(order);
  expect(await bench.run()).toBeUndefined();
  from(order.createdAt - 1);
  await bench.runJob(sweepOrders, 'all');
  expect(await bench.run()).toMatchObject({ kind: 'done' });
  expect(bench.bookings(order).map(({ state }) => state)).toEqual(['sale']);
});

test('a booking whose create has an open outcome is left to that create, so that its effect comes to an end', async () => {
  const order = bench.newOrder();
  await bench.record(order);
  await losingAnswerOf('sale.order.load', () => bench.run());
  await bench.runJob(sweepOrders, 'all');
  expect(await linked('order', `store:${order.id}`)).toBe(false);
  expect(await unsettled('export-order', order)).toEqual(['orders.create']);
  expect(await bench.run()).toEqual({ kind: 'done' });
  expect(await linked('order', `store:${order.id}`)).toBe(true);
  expect(await unsettled('export-order', order)).toEqual([]);
  expect(bench.bookings(order).map(({ state }) => state)).toEqual(['sale']);
});

test('a credit note whose create has an open outcome is left to that create, too', async () => {
  const order = refundedOrder(bench, teeBack());
  await bench.sync(order);
  const reference = `store:${order.id}/refund/${teeBack().id}`;
  await losingAnswerOf('account.move.load', () => bench.credit());
  await bench.sweepRefunds();
  expect(await linked('refund', reference)).toBe(false);
  expect(await unsettled('export-refunds', order)).toEqual(['refunds.create']);
  expect(await bench.credit()).toEqual({ kind: 'done' });
  expect(await linked('refund', reference)).toBe(true);
  expect(await unsettled('export-refunds', order)).toEqual([]);
  expect(bench.notes(order)).toHaveLength(1);
});
