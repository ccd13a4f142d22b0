import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Order } from '#domain/order.ts';
import { type ExportBench, openExportBench } from '#tests/support/export-bench.ts';
import { bag, makeRefund, makeRefundLine, makeTax } from '#tests/support/make-order.ts';
import { startTestErp, type TestErp } from '#tests/support/odoo-erp.ts';
import { disputesOf, refundedOrder, seenAgain, teeBack, withPolicy } from '#tests/support/refunded-order.ts';
import { spoilCalls } from '#tests/support/spoil-calls.ts';

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

async function booked(order: Order): Promise<Order> {
  expect(await bench.sync(order)).toEqual({ kind: 'done' });
  return order;
}

describe('crediting', () => {
  test('a refund is credited once, with the store’s own amount, and stays a draft under the policy draft', async () => {
    const order = await booked(refundedOrder(bench, teeBack()));
    expect(await bench.credit()).toEqual({ kind: 'done' });
    await bench.record(seenAgain(bench, order, { tags: ['seen again'] }));
    expect(await bench.credit()).toEqual({ kind: 'done' });
    expect(bench.notes(order)).toMatchObject([
      {
        ref: `store:${order.id}/refund/r-tee`,
        state: 'draft',
        totalMinor: 2_379,
        origin: bench.bookings(order)[0]?.name,
        lines: [{ sku: 'TEE', quantity: 1 }],
      },
    ]);
  });

  test('the policy post posts, also what was left as a draft before', async () => {
    const order = await booked(refundedOrder(bench, teeBack()));
    await bench.credit();
    bench.use(withPolicy('post'));
    await bench.record(seenAgain(bench, order, { tags: ['post it'] }));
    expect(await bench.credit()).toEqual({ kind: 'done' });
    expect(bench.notes(order)).toMatchObject([{ state: 'posted', totalMinor: 2_379 }]);
  });

  test.each(['record', 'ignore'] as const)('the policy %s writes nothing', async (refunds) => {
    bench.use(withPolicy(refunds));
    const order = await booked(refundedOrder(bench, teeBack()));
    expect([undefined, 'done']).toContain((await bench.credit())?.kind);
    expect(bench.notes(order)).toEqual([]);
  });

  test.each(['timeout-before', 'timeout-after', 'late-effect'] as const)(
    'a create that meets %s credits once (I4)',
    async (fault) => {
      const order = await booked(refundedOrder(bench, teeBack()));
      const operation = 'account.move.load';
      const ended = spoilCalls(erp.sandbox.faults, { kind: fault, operation, count: 1 });
      let outcome = await bench.credit().catch(() => undefined);
      for (let attempt = 0; attempt < 5 && outcome?.kind !== 'done'; attempt += 1) {
        // A later version of the order asks for the same refund: it is the same effect (W3).
        await bench.record(seenAgain(bench, order, { tags: [`seen ${attempt}`] }));
        outcome = await bench.credit().catch(() => undefined);
      }
      ended();
      expect(erp.sandbox.faults.fired.at(-1)).toMatchObject({ kind: fault, operation });
      // The late one lands within four seconds, whatever was done meanwhile.
      await new Promise((resolve) => setTimeout(resolve, fault === 'late-effect' ? 4_200 : 0));
      expect(bench.notes(order)).toMatchObject([{ totalMinor: 2_379 }]);
      expect(
        await bench.ledger.read((tx) => tx.effects.unsettled('export-refunds', 'erp', [`store:${order.id}`])),
      ).toEqual([]);
    },
  );

  test('goodwill, shipping and a fee are lines of their own, and the sum is the refund to the minor unit', async () => {
    const shipping = { id: 's1', title: 'Post', code: null, total: bag(500), taxes: [makeTax(95, '0.19')] };
    const plain = bench.newOrder({ shipping: [shipping] });
    const refund = teeBack({
      total: bag(2_379 + 595 - 300),
      shipping: [{ lineId: 's1', amount: bag(500), tax: bag(95), booked: true }],
      adjustment: bag(-300),
    });
    const goodwill = makeRefund({ id: 'r-sorry', createdAt: 1_700, total: bag(123), adjustment: bag(123) });
    const order = {
      ...plain,
      refunds: [refund, goodwill],
      totals: { ...plain.totals, paid: plain.totals.total },
    };
    await booked(order);
    expect(await bench.credit()).toEqual({ kind: 'done' });
    expect(bench.notes(order)).toMatchObject([
      { totalMinor: 2_674, lines: [{ sku: 'TEE' }, { sku: 'SYNC-SHIPPING' }, { sku: 'SYNC-REFUND' }] },
      { totalMinor: 123, lines: [{ sku: 'SYNC-REFUND' }] },
    ]);
  });

  test('what the booking no longer contains needs no credit', async () => {
    const gone = teeBack({
      lines: [
        makeRefundLine({
          lineId: 'l-tee',
          restockType: 'cancel',
          amount: bag(1_999),
          tax: bag(380),
          booked: { quantity: 0, amount: bag(0), tax: bag(0) },
        }),
      ],
    });
    const order = await booked({ ...refundedOrder(bench, gone) });
    expect(await bench.credit()).toEqual({ kind: 'done' });
    expect(bench.notes(order)).toEqual([]);
  });
});

describe('waiting and refusing', () => {
  test('a refund waits for the booking of its order, and the booking wakes it (W2)', async () => {
    const order = refundedOrder(bench, teeBack());
    await bench.record(order);
    expect(await bench.credit()).toMatchObject({ kind: 'wait', waitsFor: 'booking' });
    expect(bench.notes(order)).toEqual([]);
    await bench.run();
    const row = await bench.ledger.read((tx) =>
      tx.work.get({ job: 'export-refunds', subject: `store:${order.id}`, connection: 'erp' }),
    );
    expect(row).toMatchObject({ waitsFor: null, cause: expect.stringContaining('was booked') });
    expect(await bench.credit()).toEqual({ kind: 'done' });
    expect(bench.notes(order)).toMatchObject([{ totalMinor: 2_379 }]);
  });

  test('a refund that does not add up parks the work with the difference, and the others are credited', async () => {
    const odd = teeBack({ id: 'r-odd', createdAt: 1_600, total: bag(2_380) });
    const order = await booked(refundedOrder(bench, teeBack(), odd));
    expect(await bench.credit()).toMatchObject({
      kind: 'park',
      reason: expect.stringMatching(/r-odd.*23\.79.*23\.80 USD/u),
    });
    expect(bench.notes(order)).toMatchObject([{ totalMinor: 2_379 }]);
  });

  test('refunds beyond what was paid are a discrepancy and never credited (I6)', async () => {
    const second = teeBack({ id: 'r-2', createdAt: 1_600 });
    const third = teeBack({ id: 'r-3', createdAt: 1_700 });
    const order = await booked(refundedOrder(bench, teeBack(), second, third));
    expect(await bench.credit()).toEqual({ kind: 'done' });
    expect(bench.notes(order)).toMatchObject([{ totalMinor: 2_379 }, { totalMinor: 2_379 }]);
    expect(await disputesOf(bench, order, third)).toEqual([
      { type: 'refund-exceeds-payment', state: 'open' },
    ]);
  });

  test('what the ERP refuses is a discrepancy with its words, and is over once the ERP allows it', async () => {
    const order = await booked(refundedOrder(bench, teeBack()));
    const bringBack = erp.sandbox.erp.withoutSalesJournal();
    expect(await bench.credit()).toEqual({ kind: 'done' });
    bringBack();
    expect(await disputesOf(bench, order, teeBack())).toEqual([{ type: 'refund-refused', state: 'open' }]);
    await bench.sweepRefunds();
    expect(await bench.credit()).toEqual({ kind: 'done' });
    expect(bench.notes(order)).toMatchObject([{ totalMinor: 2_379 }]);
    expect(await disputesOf(bench, order, teeBack())).toEqual([
      { type: 'refund-refused', state: 'repaired' },
    ]);
  });
});
