import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { goodsReference, markOnBox, returnReference } from '#reconcile/return-reference.ts';
import { back, openReturnBench, referenceOf, type ReturnBench } from '#tests/support/return-bench.ts';
import { editing, takeShipbobViolations } from '#tests/support/shipbob-account.ts';
import { announceReturns } from './announce-returns.ts';

let bench: ReturnBench;

beforeEach(async () => {
  bench = await openReturnBench();
});
afterEach(async () => {
  expect(takeShipbobViolations()).toEqual([]);
  await bench.ledger.close();
});

describe('what a list does not show, and what a ledger does not know', () => {
  test('a return that was made a moment ago and is not shown is waited for; later it is gone', async () => {
    const order = await bench.shipped();
    const open = await bench.say(order, back({ 'l-tee': 1 }));
    bench.warehouse.rewrite(editing('returns.read', () => ({ items: [], next: null })));
    const early = bench.later(open, { returns: [back({ 'l-tee': 2 })] });
    await bench.record(early);
    const outcome = await bench.runJob(announceReturns, referenceOf(order));
    expect(outcome).toMatchObject({ kind: 'wait', waitsFor: 'quarantine' });
    expect(await bench.disputes()).toEqual([]);
    bench.warehouse.advance(61_000);
    const late = await bench.say(early, back({ 'l-tee': 2 }));
    expect(await bench.disputes()).toEqual(['return-gone']);
    bench.warehouse.rewrite(null);
    await bench.say(late, back({ 'l-tee': 2 }));
    expect(await bench.disputes()).toEqual([]);
    expect(bench.announced()).toEqual([{ status: 'Awaiting Arrival', TEE: 2 }]);
  });

  test('one that a ledger from a backup has forgotten is known by its mark, and called off', async () => {
    const order = await bench.shipped();
    const { connection, state, locationId } = bench.warehouse;
    const [shipment] = bench.asked(order)[0]?.shipments ?? [];
    const place = String(locationId);
    const goods = goodsReference(returnReference(referenceOf(order), 'r1'), place);
    const item = [...state.items.values()].find(({ sku }) => sku === 'TEE')?.inventoryId;
    await connection.returns?.target?.announce({
      reference: markOnBox({ name: '#1-R1' }, goods),
      locationId: place,
      shipmentId: String(shipment?.id),
      lines: [{ listingId: String(item), quantity: 1 }],
    });
    await bench.pull('returns');
    const open = await bench.say(order, back({ 'l-tee': 1 }));
    expect(bench.announced()).toEqual([{ status: 'Awaiting Arrival', TEE: 1 }]);
    expect(await bench.disputes()).toEqual([]);
    await bench.say(open, back({}, { status: 'canceled' }));
    expect(bench.announced()).toEqual([{ status: 'Cancelled', TEE: 1 }]);
  });
});

describe('what only a person can say', () => {
  test('a return that the warehouse has already is not announced a second time', async () => {
    const order = await bench.shipped();
    const [shipment] = bench.asked(order)[0]?.shipments ?? [];
    const { locationId, warehouse } = bench.warehouse;
    const made = warehouse.announceReturn({ shipmentId: shipment?.id, locationId, units: { TEE: 1 } });
    await bench.pull('returns');
    const next = await bench.say(order, back({ 'l-tee': 1 }));
    expect(bench.announced()).toHaveLength(1);
    expect(await bench.disputes()).toEqual(['return-made-there']);
    warehouse.withdrawReturn(made.id);
    await bench.pull('returns');
    await bench.say(next, back({ 'l-tee': 1 }));
    expect(bench.announced()).toHaveLength(2);
    expect(await bench.disputes()).toEqual([]);
  });

  test('an item that the warehouse does not know is told, and announced once it is there', async () => {
    const order = await bench.shipped();
    bench.warehouse.warehouse.editItem('TEE', { isActive: false });
    await bench.pull('catalog');
    const next = await bench.say(order, back({ 'l-tee': 1 }));
    expect(await bench.disputes()).toEqual(['return-refused']);
    bench.warehouse.warehouse.editItem('TEE', { isActive: true });
    await bench.pull('catalog');
    await bench.say(next, back({ 'l-tee': 1 }));
    expect(await bench.disputes()).toEqual([]);
    expect(bench.announced()).toEqual([{ status: 'Awaiting Arrival', TEE: 1 }]);
  });

  test('a line that the store does not name is told', async () => {
    const order = await bench.shipped();
    const { lines } = back({ 'l-tee': 1 });
    await bench.say(order, back({}, { lines: lines.map((line) => ({ ...line, lineId: null })) }));
    expect(await bench.disputes()).toEqual(['return-unclear']);
    expect(bench.announced()).toEqual([]);
  });
});
