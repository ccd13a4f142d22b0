import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mug, tee } from '#tests/support/export-bench.ts';
import { startTestErp, type TestErp, versions } from '#tests/support/odoo-erp.ts';
import { openParcelBench, type ParcelBench, shippedByThirdParty } from '#tests/support/parcel-bench.ts';
import { spoilCalls } from '#tests/support/spoil-calls.ts';
import { pull } from './pull.ts';
import { sweepOrders } from './sweep-orders.ts';
import { untoldParcels } from './steps/untold-parcels.ts';

const QUARANTINE_MS = 41_000;

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

const validations = (): number =>
  erp.calls().filter((operation) => operation.includes('button_validate')).length;

test("a parcel of the 3PL is told to the ERP once, and the ERP's word about it ends the reservation once", async () => {
  const order = bench.newOrder({ lines: [tee(3), mug()] });
  await bench.sync(order);
  await bench.leave(order, '7', { 'l-tee': 2 });
  expect(await bench.openLines()).toMatchObject([{ owed: 3, statements: [] }]);
  await bench.tell();
  expect(bench.delivered()).toEqual([{ warehouse: 'WH', units: { TEE: 2 } }]);
  await bench.runJob(pull, 'shipments');
  expect(await bench.openLines()).toMatchObject([{ owed: 3, statements: [{ quantity: 2 }] }]);
  // What the ERP repeats goes to nobody: neither back to it nor to the store.
  expect(await bench.tell()).toBeUndefined();
  const { ledger } = bench;
  const settings = shippedByThirdParty();
  const origin = { connection: 'store', orderId: order.id };
  const toStore = await untoldParcels({ ledger, settings, connection: 'store' }, origin);
  expect(toStore.map(({ stored }) => stored.connection)).toEqual(['3pl']);
  await bench.leave(order, '8', { 'l-tee': 1, 'l-mug': 1 });
  await bench.tell();
  expect(bench.delivered().map(({ units }) => units)).toEqual([{ TEE: 2 }, { TEE: 1, MUG: 1 }]);
  expect(await bench.open()).toEqual([]);
});

describe.each(versions)('Odoo %i', (version) => {
  test.each(['timeout-before', 'timeout-after', 'server-error'] as const)(
    'a validation that ends with %s happens once, whatever becomes of its answer',
    async (kind) => {
      const own = await startTestErp(version);
      const parcels = await openParcelBench(own);
      try {
        const order = parcels.newOrder({ lines: [tee(3)] });
        await parcels.sync(order);
        await parcels.leave(order, '7', { 'l-tee': 2 });
        const end = spoilCalls(own.sandbox.faults, {
          kind,
          operation: 'stock.picking.button_validate',
          count: 1,
        });
        await expect(parcels.tell()).rejects.toThrow(/./);
        end();
        // Before the quarantine ends nothing is asked and nothing is told.
        if (kind !== 'server-error') await expect(parcels.tell()).rejects.toThrow('quarantine');
        parcels.clock.advance(QUARANTINE_MS);
        await parcels.tell();
        expect(parcels.delivered().map(({ units }) => units)).toEqual([{ TEE: 2 }]);
        expect(own.sandbox.erp.onHand('TEE', 'WH')).toBe(18);
      } finally {
        await parcels.ledger.close();
        await own.sandbox.close();
      }
    },
  );
});

test('an order that is not booked yet is told of as soon as it is', async () => {
  const order = bench.newOrder();
  await bench.record(order);
  await bench.leave(order, '7', { 'l-tee': 2 });
  expect(await bench.tell()).toMatchObject({ kind: 'wait', waitsFor: 'booking' });
  await bench.run();
  await bench.tell();
  expect(bench.delivered()).toEqual([{ warehouse: 'WH', units: { TEE: 2 } }]);
});

test.each(['booked again', 'found by the sweep'])(
  'a parcel that was heard of before its booking, which a ledger from a backup has forgotten, is told once the order is %s',
  async (how) => {
    const order = bench.newOrder();
    await bench.sync(order);
    const other = await openParcelBench(erp);
    await other.leave(order, '7', { 'l-tee': 2 });
    expect(await other.tell()).toMatchObject({ kind: 'done' });
    expect(await other.tell()).toBeUndefined();
    // The sweep links what differs; what is equal is booked again, which finds it.
    const differs = how === 'found by the sweep';
    await other.record(differs ? bench.later(order, { lines: [tee(3)] }) : order);
    if (differs) await other.runJob(sweepOrders, 'all');
    await other.run();
    await other.tell();
    expect(other.delivered()).toEqual([{ warehouse: 'WH', units: { TEE: 2 } }]);
    await other.ledger.close();
  },
);

test('a booking that a person had to help wakes the parcel that left meanwhile', async () => {
  const order = bench.newOrder({ lines: [tee(1, { sku: 'NOBODY KNOWS' })] });
  await bench.sync(order);
  await bench.leave(order, '7', { 'l-tee': 1 });
  expect(await bench.tell()).toMatchObject({ kind: 'done' });
  expect(await bench.tell()).toBeUndefined();
  await bench.sync(bench.later(order, { lines: [tee(1)] }));
  await bench.tell();
  expect(bench.delivered()).toEqual([{ warehouse: 'WH', units: { TEE: 1 } }]);
});

test('goods of a place that the 3PL counts leave the ERP only where a place of its own stands for it', async () => {
  const authority = { connection: '3pl', locationId: '77' };
  const order = bench.newOrder({ lines: [tee(2)] });
  bench.use(shippedByThirdParty({ authority }));
  await bench.sync(order);
  await bench.leave(order, '7', { 'l-tee': 2 });
  await bench.tell();
  expect(bench.delivered()).toEqual([]);

  const stand = String(erp.sandbox.erp.addWarehouse({ code: '3PL' }));
  bench.use(shippedByThirdParty({ authority, bookedAt: { erp: stand } }));
  const next = bench.newOrder({ lines: [tee(2)] });
  await bench.sync(next);
  await bench.leave(next, '8', { 'l-tee': 2 });
  await bench.tell();
  expect(bench.delivered()).toEqual([{ warehouse: '3PL', units: { TEE: 2 } }]);
  expect(erp.sandbox.erp.onHand('TEE', 'WH')).toBe(20);
});

test('what was validated by hand is told to a person, and the other parcels go on', async () => {
  const order = bench.newOrder({ lines: [tee(2), mug()] });
  await bench.sync(order);
  erp.sandbox.erp.validateDelivery(`store:${order.id}`, { quantities: { TEE: 2 } });
  await bench.leave(order, '7', { 'l-tee': 2 });
  await bench.leave(order, '8', { 'l-mug': 1 });
  await expect(bench.tell()).rejects.toThrow('validated or canceled by hand');
  expect(await bench.open()).toMatchObject([
    { type: 'not-fulfillable', connection: 'erp', subject: '3pl/7' },
  ]);
  expect(bench.delivered().map(({ units }) => units)).toEqual([{ TEE: 2 }, { MUG: 1 }]);
});

test('a connection that is not to hear of shipments is told nothing', async () => {
  const order = bench.newOrder();
  await bench.sync(order);
  bench.use({ ...shippedByThirdParty(), hearsOfShipments: new Set(['store']) });
  await bench.leave(order, '7', { 'l-tee': 2 });
  await bench.tell();
  expect([bench.delivered(), validations()]).toEqual([[], 0]);
});

describe('a cancellation in the store races a parcel of the 3PL', () => {
  test('told first: the ERP does not cancel, and a person is told', async () => {
    const order = bench.newOrder();
    await bench.sync(order);
    await bench.leave(order, '7', { 'l-tee': 2 });
    await bench.tell();
    await bench.sync(bench.later(order, { canceledAt: bench.clock.now() }));
    expect((await bench.open()).map(({ type }) => type)).toEqual(['not-cancelable']);
    expect(bench.bookings(order).map(({ state }) => state)).toEqual(['sale']);
  });

  test('canceled first: the parcel is not delivered there, and a person is told', async () => {
    const order = bench.newOrder();
    await bench.sync(order);
    await bench.sync(bench.later(order, { canceledAt: bench.clock.now() }));
    await bench.leave(order, '7', { 'l-tee': 2 });
    await expect(bench.tell()).rejects.toThrow('canceled by hand');
    expect((await bench.open()).map(({ type, subject }) => [type, subject])).toEqual([
      ['not-fulfillable', '3pl/7'],
    ]);
    expect(bench.delivered()).toEqual([]);
  });
});
