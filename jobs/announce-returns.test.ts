import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OrderReturn } from '#domain/order-return.ts';
import type { Order } from '#domain/order.ts';
import { mug, openRequestBench, type RequestBench, tee } from '#tests/support/request-bench.ts';
import { takeShipbobViolations } from '#tests/support/shipbob-account.ts';
import { spoilCalls } from '#tests/support/spoil-calls.ts';
import { announceReturns } from './announce-returns.ts';
import { jobNames } from './job-names.ts';

let bench: RequestBench;

beforeEach(async () => {
  bench = await openRequestBench();
});
afterEach(async () => {
  expect(takeShipbobViolations()).toEqual([]);
  await bench.ledger.close();
});

const reference = (order: Order): string => `store:${order.id}`;
const announced = () =>
  bench.warehouse.books.returns().map(({ status, unitsBySku }) => ({ status, ...unitsBySku }));
const disputes = async () => (await bench.open()).map(({ type }) => type);
const waiting = (order: Order) =>
  bench.ledger.read((tx) =>
    tx.work.get({ job: jobNames.announceReturns, subject: reference(order), connection: 'warehouse' }),
  );

/** Two tees and a mug that the warehouse has shipped, in one parcel or each by itself. */
async function shipped(parcels: readonly Readonly<Record<string, number>>[] = [{ TEE: 2, MUG: 1 }]) {
  const order = bench.newOrder();
  await bench.sync(order);
  const { warehouse } = bench.warehouse;
  for (const units of parcels) {
    warehouse.ship(bench.warehouse.idOf(`${reference(order)}/1`), { units });
    bench.warehouse.advance(1_000);
  }
  await bench.pull('shipments');
  return order;
}

function back(units: Readonly<Record<string, number>>, change: Partial<OrderReturn> = {}): OrderReturn {
  return {
    id: 'r1',
    name: '#1-R1',
    status: 'open',
    createdAt: 0,
    closedAt: null,
    lines: Object.entries(units).map(([lineId, quantity]) => ({
      id: `r-${lineId}`,
      lineId,
      quantity,
      processed: 0,
      refunded: 0,
      reason: null,
    })),
    exchanges: [],
    arrivals: [],
    ...change,
  };
}

/** The store says so, and the job runs. */
async function say(order: Order, ...returns: readonly OrderReturn[]): Promise<Order> {
  const next = bench.later(order, { returns });
  await bench.record(next);
  await bench.runJob(announceReturns, reference(order));
  return next;
}

describe('announcing', () => {
  test('what the store agreed to take back is announced once, with the parcel that it left with', async () => {
    const order = await shipped();
    const requested = await say(order, back({ 'l-tee': 1 }, { status: 'requested' }));
    expect(announced()).toEqual([]);
    const open = await say(requested, back({ 'l-tee': 1 }));
    await say(open, back({ 'l-tee': 1 }, { lines: back({ 'l-tee': 1 }).lines }));
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
    expect(await waiting(order)).not.toBeNull();
    await bench.runJob(announceReturns, reference(order));
    expect(announced()).toEqual([]);
    bench.warehouse.warehouse.ship(bench.warehouse.idOf(`${reference(order)}/1`));
    await bench.pull('shipments');
    const woken = await waiting(order);
    expect(woken?.wanted).toBeGreaterThan(woken?.done ?? Number.NaN);
    await bench.runJob(announceReturns, reference(order));
    expect(announced()).toEqual([{ status: 'Awaiting Arrival', TEE: 1 }]);
  });

  test('goods of several parcels are one box, which names no parcel', async () => {
    const order = await shipped([{ TEE: 1 }, { TEE: 1, MUG: 1 }]);
    await say(order, back({ 'l-tee': 2 }));
    expect(bench.warehouse.books.returns()).toMatchObject([{ shipmentId: null, unitsBySku: { TEE: 2 } }]);
  });

  test('a bundle comes back by its parts', async () => {
    const parts = new Map([['SET', { stocked: false, parts: new Map([['TEE', 2]]) }]]);
    bench.use({ stock: { ...bench.settings.stock, bundles: parts } });
    const order = bench.newOrder({ lines: [tee(2, { id: 'l-set', sku: 'SET' }), mug(1)] });
    await bench.sync(order);
    bench.warehouse.warehouse.ship(bench.warehouse.idOf(`${reference(order)}/1`));
    await bench.pull('shipments');
    await say(order, back({ 'l-set': 1, 'l-mug': 1 }));
    expect(announced()).toEqual([{ status: 'Awaiting Arrival', TEE: 2, MUG: 1 }]);
  });

  test.each(['timeout-before', 'timeout-after', 'late-effect'] as const)(
    'an announcement that meets %s is made once (I4)',
    async (kind) => {
      const order = await shipped();
      const end = spoilCalls(bench.warehouse.faults, { kind, operation: 'returns.create', count: 1 });
      let next = await say(order, back({ 'l-tee': 1 })).catch(() => order);
      end();
      for (let again = 0; again < 3; again += 1) {
        bench.warehouse.advance(61_000);
        next = await say(next, back({ 'l-tee': 1 })).catch(() => next);
      }
      expect(announced()).toEqual([{ status: 'Awaiting Arrival', TEE: 1 }]);
      expect(
        await bench.ledger.read((tx) =>
          tx.effects.unsettled(jobNames.announceReturns, 'warehouse', [reference(order)]),
        ),
      ).toEqual([]);
    },
  );
});

describe('afterwards', () => {
  test('what the store changes is changed there, and what it calls off is withdrawn', async () => {
    const order = await shipped();
    const one = await say(order, back({ 'l-tee': 1 }));
    const more = await say(one, back({ 'l-tee': 2, 'l-mug': 1 }));
    expect(announced()).toEqual([{ status: 'Awaiting Arrival', TEE: 2, MUG: 1 }]);
    const off = await say(more, back({}, { status: 'canceled' }));
    expect(announced()).toEqual([{ status: 'Cancelled', TEE: 2, MUG: 1 }]);
    await say(off, back({}, { status: 'canceled' }), back({ 'l-tee': 1 }, { id: 'r2', name: '#1-R2' }));
    expect(announced()).toEqual([
      { status: 'Cancelled', TEE: 2, MUG: 1 },
      { status: 'Awaiting Arrival', TEE: 1 },
    ]);
  });

  test('a return that was called off while its announcement had no answer is withdrawn once it is known', async () => {
    const order = await shipped();
    const end = spoilCalls(bench.warehouse.faults, {
      kind: 'timeout-after',
      operation: 'returns.create',
      count: 1,
    });
    const next = await say(order, back({ 'l-tee': 1 })).catch(() => order);
    end();
    bench.warehouse.advance(61_000);
    await say(next, back({}, { status: 'canceled' }));
    expect(announced()).toEqual([{ status: 'Cancelled', TEE: 1 }]);
  });

  test('what the store has closed stays announced, because it may still be on its way', async () => {
    const order = await shipped();
    const open = await say(order, back({ 'l-tee': 1 }));
    await say(open, back({ 'l-tee': 1 }, { status: 'closed' }));
    expect(announced()).toEqual([{ status: 'Awaiting Arrival', TEE: 1 }]);
  });

  test('what has arrived is not changed any more, and called off it is a person’s matter', async () => {
    const order = await shipped();
    const open = await say(order, back({ 'l-tee': 1 }));
    const [made] = bench.warehouse.books.returns();
    bench.warehouse.warehouse.arriveReturn(made?.id ?? 0);
    const changed = await say(open, back({ 'l-tee': 2 }));
    expect(announced()).toEqual([{ status: 'Arrived', TEE: 1 }]);
    expect(await disputes()).toEqual([]);
    await say(changed, back({}, { status: 'canceled' }));
    expect(await disputes()).toEqual(['return-not-withdrawn']);
  });

  test('the receipt of an announced return is the order’s, whatever shipment it names, and a cancellation there wakes the job', async () => {
    const order = await shipped([{ TEE: 1 }, { TEE: 1, MUG: 1 }]);
    await say(order, back({ 'l-tee': 2 }));
    await bench.pull('returns');
    expect(await bench.ledger.read((tx) => tx.returns.ofOrder('store', order.id))).toMatchObject([
      { receipt: { status: 'expected', orderReference: null } },
    ]);
    const [made] = bench.warehouse.books.returns();
    bench.warehouse.warehouse.withdrawReturn(made?.id ?? 0);
    await bench.pull('returns');
    const woken = await waiting(order);
    expect(woken?.wanted).toBeGreaterThan(woken?.done ?? Number.NaN);
    await bench.runJob(announceReturns, reference(order));
    expect(await disputes()).toEqual(['return-canceled-in-warehouse']);
    expect(announced()).toHaveLength(1);
  });
});

describe('what only a person can say', () => {
  test('a return that the warehouse has already is not announced a second time', async () => {
    const order = await shipped();
    const [shipment] = bench.asked(order)[0]?.shipments ?? [];
    const { locationId, warehouse } = bench.warehouse;
    const made = warehouse.announceReturn({ shipmentId: shipment?.id, locationId, units: { TEE: 1 } });
    await bench.pull('returns');
    const next = await say(order, back({ 'l-tee': 1 }));
    expect(announced()).toHaveLength(1);
    expect(await disputes()).toEqual(['return-made-there']);
    warehouse.withdrawReturn(made.id);
    await bench.pull('returns');
    await say(next, back({ 'l-tee': 1 }));
    expect(announced()).toHaveLength(2);
    expect(await disputes()).toEqual([]);
  });

  test('an item that the warehouse does not know is told, and announced once it is there', async () => {
    const order = await shipped();
    bench.warehouse.warehouse.editItem('TEE', { isActive: false });
    await bench.pull('catalog');
    const next = await say(order, back({ 'l-tee': 1 }));
    expect(await disputes()).toEqual(['return-refused']);
    bench.warehouse.warehouse.editItem('TEE', { isActive: true });
    await bench.pull('catalog');
    await say(next, back({ 'l-tee': 1 }));
    expect(await disputes()).toEqual([]);
    expect(announced()).toEqual([{ status: 'Awaiting Arrival', TEE: 1 }]);
  });

  test('a line that the store does not name is told', async () => {
    const order = await shipped();
    const { lines } = back({ 'l-tee': 1 });
    await say(order, back({}, { lines: lines.map((line) => ({ ...line, lineId: null })) }));
    expect(await disputes()).toEqual(['return-unclear']);
    expect(announced()).toEqual([]);
  });
});
