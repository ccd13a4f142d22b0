import { releaseOrder } from '#operations/hold-order.ts';
import { makeLine } from '#tests/support/make-order.ts';
import { beforeEach, expect, test } from 'vitest';
import { mug, openRequestBench, type RequestBench, tee } from '#tests/support/request-bench.ts';

let bench: RequestBench;
beforeEach(async () => {
  bench = await openRequestBench();
});

const told = (order: Parameters<RequestBench['asked']>[0]) =>
  bench.asked(order).map(({ reference, status, units }) => [reference, status, units]);

test('an order is asked for once, under its own reference, however often the job runs', async () => {
  const order = bench.newOrder();
  expect(await bench.sync(order)).toEqual({ kind: 'done' });
  await bench.sync(bench.later(order, { tags: ['vip'] }));
  expect(told(order)).toEqual([['store:o1/1', 'Processing', { TEE: 2, MUG: 1 }]]);
  expect(await bench.requests(order)).toMatchObject([
    { number: 1, state: 'accepted', location: 'main', lines: [{ quantity: 2 }, { quantity: 1 }] },
  ]);
});

test('an item that the warehouse does not have parks the order and names it; when its catalog has it, it is asked for', async () => {
  const order = bench.newOrder({ lines: [tee(1), makeLine({ id: 'l-pan', sku: 'PAN', quantity: 1 })] });
  await expect(bench.sync(order)).rejects.toMatchObject({ code: 'unmapped-item' });
  expect((await bench.parked()).map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/^warehouse has not exactly one item for PAN: create/u),
  ]);
  expect(bench.asked(order)).toEqual([]);
  expect(await bench.requests(order)).toEqual([]);
  bench.warehouse.warehouse.addItem({ sku: 'PAN', onHand: { [bench.warehouse.locationId]: 5 } });
  await bench.pull('catalog');
  expect(told(order)).toEqual([['store:o1/1', 'Processing', { TEE: 1, PAN: 1 }]]);
  expect(await bench.parked()).toEqual([]);
});

test.each(['timeout-after', 'timeout-before', 'late-effect'] as const)(
  'an ask whose answer is lost (%s) is one request',
  async (kind) => {
    const order = bench.newOrder();
    await bench.record(order);
    bench.warehouse.faults.force(kind);
    await expect(bench.run()).rejects.toMatchObject({ name: 'NoAnswerError' });
    expect(await bench.openLines()).toMatchObject([{ owed: 2, statements: [] }]);
    await bench.run();
    bench.warehouse.advance(20_000);
    await bench.pull('requests');
    expect(told(order)).toEqual([['store:o1/1', 'Processing', { TEE: 2, MUG: 1 }]]);
  },
);

test('an order that is canceled while its ask has no answer is asked for to the end, and withdrawn', async () => {
  const order = bench.newOrder({ lines: [tee(2)] });
  await bench.record(order);
  bench.warehouse.faults.force('timeout-after');
  await expect(bench.run()).rejects.toMatchObject({ name: 'NoAnswerError' });
  bench.warehouse.advance(10_000);
  await bench.record(bench.later(order, { canceledAt: 5, lines: [tee(0, { orderedQuantity: 2 })] }));
  expect(await bench.openLines()).toMatchObject([{ owed: 2 }]);
  await bench.run();
  expect(told(order)).toEqual([['store:o1/1', 'Cancelled', { TEE: 2 }]]);
  expect(await bench.openLines()).toEqual([]);
});

test('a request that is there already under the reference is linked', async () => {
  const order = bench.newOrder({ lines: [tee(2)] });
  const there = await bench.warehouse.target.create(bench.warehouse.ask('store:o1/1', { TEE: 2 }));
  bench.warehouse.advance(10_000);
  await bench.sync(order);
  expect((await bench.requests(order))[0]).toMatchObject({ reference: 'store:o1/1', theirs: there.id });
  expect(bench.asked(order).filter(({ openUnits }) => openUnits['TEE'] === 2)).toHaveLength(1);
});

test('an edit that removes a line after the ask withdraws it and asks for the rest, never for both at once', async () => {
  const order = bench.newOrder();
  await bench.sync(order);
  await bench.sync(bench.later(order, { lines: [tee(2)] }));
  expect(told(order)).toEqual([
    ['store:o1/1', 'Cancelled', { TEE: 2, MUG: 1 }],
    ['store:o1/2', 'Processing', { TEE: 2 }],
  ]);
});

test('while a cancellation has no answer nothing new is asked for', async () => {
  const order = bench.newOrder();
  await bench.sync(order);
  bench.warehouse.advance(10_000);
  await bench.record(bench.later(order, { lines: [tee(2)] }));
  const cancel = /:cancel$/u;
  bench.warehouse.rewrite((response, { url }) => {
    if (cancel.test(url)) throw new TypeError('lost');
    return response;
  });
  await bench.run().catch(() => undefined);
  expect(bench.asked(order)).toHaveLength(1);
  bench.warehouse.rewrite(null);
  await bench.record(bench.later(order, { lines: [tee(2)], tags: ['again'] }));
  await bench.run();
  expect(told(order).map(([reference, status]) => [reference, status])).toEqual([
    ['store:o1/1', 'Cancelled'],
    ['store:o1/2', 'Processing'],
  ]);
});

test('a canceled order is withdrawn, and reserves until the warehouse confirms that', async () => {
  const order = bench.newOrder({ lines: [tee(2)] });
  await bench.sync(order);
  const canceled = bench.later(order, { canceledAt: 5, lines: [tee(0, { orderedQuantity: 2 })] });
  await bench.record(canceled);
  expect(await bench.openLines()).toMatchObject([{ owed: 2 }]);
  await bench.run();
  expect(told(order)).toEqual([['store:o1/1', 'Cancelled', { TEE: 2 }]]);
  expect(await bench.openLines()).toEqual([]);
});

test('an order that was canceled before it was asked for is never asked for', async () => {
  const order = bench.newOrder({ canceledAt: 5 });
  await bench.sync(order);
  expect(bench.asked(order)).toEqual([]);
});

test('a cancellation that races the shipping becomes a discrepancy, and the goods stay reserved until they left', async () => {
  const order = bench.newOrder({ lines: [tee(2)] });
  await bench.sync(order);
  bench.warehouse.warehouse.pick(bench.warehouse.idOf('store:o1/1'));
  bench.warehouse.advance(10_000);
  await bench.sync(bench.later(order, { canceledAt: 5, lines: [tee(0, { orderedQuantity: 2 })] }));
  expect(await bench.open()).toMatchObject([
    { type: 'not-cancelable', connection: 'warehouse', subject: 'store:o1' },
  ]);
  expect((await bench.open())[0]?.suggestion).toContain('by hand');
  expect(await bench.openLines()).toMatchObject([{ owed: 2, statements: [] }]);
  bench.warehouse.warehouse.ship(bench.warehouse.idOf('store:o1/1'));
  await bench.pull('shipments');
  await bench.pull('requests');
  expect(await bench.open()).toMatchObject([{ type: 'shipped-unwanted' }]);
  expect(await bench.openLines()).toEqual([]);
});

test('what is added while a request is being picked is asked for once that one has left', async () => {
  const order = bench.newOrder({ lines: [tee(2)] });
  await bench.sync(order);
  bench.warehouse.warehouse.pick(bench.warehouse.idOf('store:o1/1'));
  bench.warehouse.advance(10_000);
  await bench.sync(bench.later(order, { lines: [tee(2), mug(1)] }));
  expect(await bench.open()).toEqual([]);
  expect(bench.asked(order)).toHaveLength(1);
  bench.warehouse.warehouse.ship(bench.warehouse.idOf('store:o1/1'));
  await bench.pull('requests');
  expect(told(order).at(-1)).toEqual(['store:o1/2', 'Processing', { MUG: 1 }]);
});

test('units that a parcel covers are never asked for again', async () => {
  const order = bench.newOrder({ lines: [tee(3)] });
  await bench.sync(order);
  const id = bench.warehouse.idOf('store:o1/1');
  bench.warehouse.warehouse.ship(id, { units: { TEE: 1 } });
  bench.warehouse.warehouse.cancel(id);
  await bench.pull('shipments');
  await bench.pull('requests');
  expect(await bench.open()).toMatchObject([{ type: 'canceled-in-warehouse' }]);
  expect(bench.asked(order)).toHaveLength(1);
  await releaseOrder(bench.ledger, 'store:o1', {
    by: 'ada',
    systems: { warehouses: ['warehouse'], bookedBy: [] },
  });
  await bench.run();
  expect(told(order).at(-1)).toEqual(['store:o1/2', 'Processing', { TEE: 2 }]);
  expect(await bench.open()).toEqual([]);
});

test('what the warehouse refuses parks the order with its words, and the reference stays free', async () => {
  const order = bench.newOrder({ lines: [tee(1)] });
  const { personal } = order;
  await bench.record({ ...order, personal: { ...personal, delivery: null } });
  await expect(bench.run()).rejects.toMatchObject({ kind: 'rejected', code: 'incomplete-address' });
  expect(await bench.requests(order)).toMatchObject([{ state: 'refused' }]);
  await bench.sync(bench.later(order, { personal }));
  expect(told(order)).toEqual([['store:o1/1', 'Processing', { TEE: 1 }]]);
});

test('a request that the warehouse lost is asked for again under its own reference', async () => {
  const order = bench.newOrder({ lines: [tee(1)] });
  await bench.sync(order);
  bench.warehouse.state.orders.delete(bench.warehouse.idOf('store:o1/1'));
  bench.warehouse.advance(120_000);
  await bench.pull('requests');
  expect(told(order)).toEqual([['store:o1/1', 'Processing', { TEE: 1 }]]);
});

test('a booking in the ERP and a request for the same units reserve them once, and only the warehouse ends that', async () => {
  const order = bench.newOrder({ lines: [tee(2)] });
  await bench.sync(order);
  const book = (units: number) =>
    bench.ledger.write((tx) =>
      tx.orders.setBooked({ connection: 'store', id: order.id }, 'erp', new Map([['l-tee', units]]), 'exact'),
    );
  const deliver = (connection: string, orderReference: string) =>
    bench.ledger.write(async (tx) => {
      const lines = [{ reference: 'l-tee', quantity: 2 }];
      const shipment = {
        id: 'mirrored',
        orderReference,
        locationId: '1',
        shippedAt: 1,
        carrier: null,
        trackingNumbers: [],
        trackingUrl: null,
        lines,
      };
      const stored = { connection, shipment, orderConnection: 'store', orderId: order.id };
      await tx.shipments.record(stored, null, await tx.sequence.next(), 1);
      return stored;
    });
  await book(2);
  expect(await bench.openLines()).toMatchObject([{ owed: 2, statements: [] }]);
  await deliver('erp', 'store:o1');
  expect(await bench.openLines()).toMatchObject([{ owed: 2, statements: [] }]);
  expect(await bench.untold(order)).toEqual([]);
  await bench.sync(bench.later(order, { tags: ['seen'] }));
  expect(bench.asked(order).map(({ status }) => status)).toEqual(['Processing']);
  await bench.record(bench.later(order, { canceledAt: 5, lines: [tee(0, { orderedQuantity: 2 })] }));
  await book(0);
  expect(await bench.openLines()).toMatchObject([{ owed: 2, statements: [] }]);
  await bench.run();
  expect(await bench.openLines()).toEqual([]);
});
