import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mug, tee } from '#tests/support/request-bench.ts';
import { back, openReturnBench, referenceOf, type ReturnBench } from '#tests/support/return-bench.ts';
import { takeShipbobViolations } from '#tests/support/shipbob-account.ts';
import { spoilCalls } from '#tests/support/spoil-calls.ts';
import { announceReturns } from './announce-returns.ts';
import { jobNames } from './job-names.ts';

let bench: ReturnBench;

beforeEach(async () => {
  bench = await openReturnBench();
});
afterEach(async () => {
  expect(takeShipbobViolations()).toEqual([]);
  await bench.ledger.close();
});

describe('announcing', () => {
  test('what the store agreed to take back is announced once, with the parcel that it left with', async () => {
    const order = await bench.shipped();
    const requested = await bench.say(order, back({ 'l-tee': 1 }, { status: 'requested' }));
    expect(bench.announced()).toEqual([]);
    const open = await bench.say(requested, back({ 'l-tee': 1 }));
    await bench.say(open, back({ 'l-tee': 1 }, { lines: back({ 'l-tee': 1 }).lines }));
    const [shipment] = bench.asked(order)[0]?.shipments ?? [];
    expect(bench.warehouse.books.returns()).toMatchObject([
      {
        reference: expect.stringMatching(/^#1-R1\/[0-9a-f]{10}$/) as string,
        locationId: bench.warehouse.locationId,
        shipmentId: shipment?.id,
        unitsBySku: { TEE: 1 },
      },
    ]);
    expect(await bench.open()).toEqual([]);
  });

  test('the order wakes the job, and so does a parcel that is heard of later', async () => {
    const order = bench.newOrder();
    await bench.sync(order);
    await bench.record(bench.later(order, { returns: [back({ 'l-tee': 1 })] }));
    expect(await bench.waiting(order)).not.toBeNull();
    await bench.runJob(announceReturns, referenceOf(order));
    expect(bench.announced()).toEqual([]);
    bench.warehouse.warehouse.ship(bench.warehouse.idOf(`${referenceOf(order)}/1`));
    await bench.pull('shipments');
    const woken = await bench.waiting(order);
    expect(woken?.wanted).toBeGreaterThan(woken?.done ?? Number.NaN);
    await bench.runJob(announceReturns, referenceOf(order));
    expect(bench.announced()).toEqual([{ status: 'Awaiting Arrival', TEE: 1 }]);
  });

  test('goods of several parcels are one box, which names no parcel', async () => {
    const order = await bench.shipped([{ TEE: 1 }, { TEE: 1, MUG: 1 }]);
    await bench.say(order, back({ 'l-tee': 2 }));
    expect(bench.warehouse.books.returns()).toMatchObject([{ shipmentId: null, unitsBySku: { TEE: 2 } }]);
  });

  test('a bundle comes back by its parts', async () => {
    const parts = new Map([['SET', { stocked: false, parts: new Map([['TEE', 2]]) }]]);
    bench.use({ stock: { ...bench.settings.stock, bundles: parts } });
    const order = bench.newOrder({ lines: [tee(2, { id: 'l-set', sku: 'SET' }), mug(1)] });
    await bench.sync(order);
    bench.warehouse.warehouse.ship(bench.warehouse.idOf(`${referenceOf(order)}/1`));
    await bench.pull('shipments');
    await bench.say(order, back({ 'l-set': 1, 'l-mug': 1 }));
    expect(bench.announced()).toEqual([{ status: 'Awaiting Arrival', TEE: 2, MUG: 1 }]);
  });

  test.each(['timeout-before', 'timeout-after', 'late-effect'] as const)(
    'an announcement that meets %s is made once (I4)',
    async (kind) => {
      const order = await bench.shipped();
      const end = spoilCalls(bench.warehouse.faults, { kind, operation: 'returns.create', count: 1 });
      let next = await bench.say(order, back({ 'l-tee': 1 })).catch(() => order);
      end();
      for (let again = 0; again < 3; again += 1) {
        bench.warehouse.advance(61_000);
        next = await bench.say(next, back({ 'l-tee': 1 })).catch(() => next);
      }
      expect(bench.announced()).toEqual([{ status: 'Awaiting Arrival', TEE: 1 }]);
      expect(
        await bench.ledger.read((tx) =>
          tx.effects.unsettled(jobNames.announceReturns, 'warehouse', [referenceOf(order)]),
        ),
      ).toEqual([]);
    },
  );
});

describe('afterwards', () => {
  test('what the store changes is changed there, and what it calls off is withdrawn', async () => {
    const order = await bench.shipped();
    const one = await bench.say(order, back({ 'l-tee': 1 }));
    const more = await bench.say(one, back({ 'l-tee': 2, 'l-mug': 1 }));
    expect(bench.announced()).toEqual([{ status: 'Awaiting Arrival', TEE: 2, MUG: 1 }]);
    const off = await bench.say(more, back({}, { status: 'canceled' }));
    expect(bench.announced()).toEqual([{ status: 'Cancelled', TEE: 2, MUG: 1 }]);
    await bench.say(off, back({}, { status: 'canceled' }), back({ 'l-tee': 1 }, { id: 'r2', name: '#1-R2' }));
    expect(bench.announced()).toEqual([
      { status: 'Cancelled', TEE: 2, MUG: 1 },
      { status: 'Awaiting Arrival', TEE: 1 },
    ]);
  });

  test('a return that was called off while its announcement had no answer is withdrawn once it is known', async () => {
    const order = await bench.shipped();
    const end = spoilCalls(bench.warehouse.faults, {
      kind: 'timeout-after',
      operation: 'returns.create',
      count: 1,
    });
    const next = await bench.say(order, back({ 'l-tee': 1 })).catch(() => order);
    end();
    bench.warehouse.advance(61_000);
    await bench.say(next, back({}, { status: 'canceled' }));
    expect(bench.announced()).toEqual([{ status: 'Cancelled', TEE: 1 }]);
  });

  test('what the store has closed stays announced, because it may still be on its way', async () => {
    const order = await bench.shipped();
    const open = await bench.say(order, back({ 'l-tee': 1 }));
    await bench.say(open, back({ 'l-tee': 1 }, { status: 'closed' }));
    expect(bench.announced()).toEqual([{ status: 'Awaiting Arrival', TEE: 1 }]);
  });

  test('what has arrived is not changed any more, and called off it is a person’s matter', async () => {
    const order = await bench.shipped();
    const open = await bench.say(order, back({ 'l-tee': 1 }));
    const [made] = bench.warehouse.books.returns();
    bench.warehouse.warehouse.arriveReturn(made?.id ?? 0);
    const changed = await bench.say(open, back({ 'l-tee': 2 }));
    expect(bench.announced()).toEqual([{ status: 'Arrived', TEE: 1 }]);
    expect(await bench.disputes()).toEqual([]);
    await bench.say(changed, back({}, { status: 'canceled' }));
    expect(await bench.disputes()).toEqual(['return-not-withdrawn']);
  });

  test('the receipt of an announced return is the order’s, whatever shipment it names, and a cancellation there wakes the job', async () => {
    const order = await bench.shipped([{ TEE: 1 }, { TEE: 1, MUG: 1 }]);
    await bench.say(order, back({ 'l-tee': 2 }));
    await bench.pull('returns');
    expect(await bench.ledger.read((tx) => tx.returns.ofOrder('store', order.id))).toMatchObject([
      { receipt: { status: 'expected', orderReference: null } },
    ]);
    const [made] = bench.warehouse.books.returns();
    bench.warehouse.warehouse.withdrawReturn(made?.id ?? 0);
    await bench.pull('returns');
    const woken = await bench.waiting(order);
    expect(woken?.wanted).toBeGreaterThan(woken?.done ?? Number.NaN);
    await bench.runJob(announceReturns, referenceOf(order));
    expect(await bench.disputes()).toEqual(['return-canceled-in-warehouse']);
    expect(bench.announced()).toHaveLength(1);
  });
});
