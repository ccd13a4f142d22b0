import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Order } from '#domain/order.ts';
import { type ExportBench, openExportBench } from '#tests/support/export-bench.ts';
import { bag, makeRefund } from '#tests/support/make-order.ts';
import { startTestErp, type TestErp } from '#tests/support/odoo-erp.ts';
import { disputesOf, refundedOrder, seenAgain, teeBack, withPolicy } from '#tests/support/refunded-order.ts';

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

describe('what people do in the ERP', () => {
  test('a credit note that was canceled there is told, and never made again', async () => {
    const order = await booked(refundedOrder(bench, teeBack()));
    await bench.credit();
    erp.sandbox.erp.cancelCreditNotes(`store:${order.id}/refund/r-tee`);
    await bench.sweepRefunds();
    expect(await bench.credit()).toEqual({ kind: 'done' });
    expect(await disputesOf(bench, order, teeBack())).toEqual([
      { type: 'refund-canceled-in-target', state: 'open' },
    ]);
    expect(bench.notes(order)).toMatchObject([{ state: 'cancel' }]);
  });

  test('a refund whose order is canceled afterwards is told, because its booking is taken back whole', async () => {
    const goodwill = makeRefund({ id: 'r-sorry', total: bag(100), adjustment: bag(100) });
    const order = await booked(refundedOrder(bench, goodwill));
    await bench.credit();
    await bench.record(seenAgain(bench, order, { canceledAt: bench.clock.now() }));
    expect(await bench.credit()).toEqual({ kind: 'done' });
    expect(await disputesOf(bench, order, goodwill)).toEqual([{ type: 'refund-obsolete', state: 'open' }]);
  });

  test('what a person accepted is not opened again as long as it says the same', async () => {
    const order = await booked(refundedOrder(bench, teeBack()));
    await bench.credit();
    erp.sandbox.erp.cancelCreditNotes(`store:${order.id}/refund/r-tee`);
    const look = async (): Promise<void> => {
      await bench.sweepRefunds();
      await bench.credit();
    };
    await look();
    await bench.ledger.write((tx) =>
      tx.discrepancies.close(
        'refund-canceled-in-target',
        'erp',
        `store:${order.id}/refund/r-tee`,
        'accepted',
        1,
      ),
    );
    await look();
    expect(await disputesOf(bench, order, teeBack())).toEqual([
      { type: 'refund-canceled-in-target', state: 'accepted' },
    ]);
  });

  test('a second credit note with one reference is told by the sweep', async () => {
    const order = await booked(refundedOrder(bench, teeBack()));
    await bench.credit();
    erp.sandbox.erp.copyCreditNote(`store:${order.id}/refund/r-tee`);
    await bench.sweepRefunds();
    expect(await disputesOf(bench, order, teeBack())).toEqual([{ type: 'duplicate-refund', state: 'open' }]);
  });
});

test('a credit note whose confirmation the ledger lost is found by the sweep and linked, not made again', async () => {
  const order = await booked(refundedOrder(bench, teeBack()));
  const connection = erp.connection.refunds?.target;
  const bookedId = String(bench.bookings(order)[0]?.id);
  await connection?.create({
    reference: `store:${order.id}/refund/r-tee`,
    orderReference: `store:${order.id}`,
    bookedId,
    orderNumber: order.name,
    store: 'store',
    createdAt: order.createdAt,
    currency: 'USD',
    taxesIncluded: false,
    lines: [],
    shipping: [],
    adjustment: bag(2_379).shop,
    tax: bag(0).shop,
    total: bag(2_379).shop,
  });
  await bench.sweepRefunds();
  expect(await bench.credit()).toEqual({ kind: 'done' });
  expect(bench.notes(order)).toMatchObject([{ totalMinor: 2_379, lines: [{ sku: 'SYNC-REFUND' }] }]);
});

test('a refund that goes missing in the ERP’s books is told by the sweep once it is no longer young', async () => {
  bench.use(withPolicy('record'));
  const order = await booked(refundedOrder(bench, teeBack()));
  await bench.credit();
  bench.use(withPolicy('draft'));
  bench.clock.advance(600_000);
  await bench.sweepRefunds();
  expect(await disputesOf(bench, order, teeBack())).toEqual([{ type: 'refund-missing', state: 'open' }]);
  expect(await bench.credit()).toEqual({ kind: 'done' });
  expect(await disputesOf(bench, order, teeBack())).toEqual([{ type: 'refund-missing', state: 'repaired' }]);
  expect(bench.notes(order)).toMatchObject([{ totalMinor: 2_379 }]);
});
