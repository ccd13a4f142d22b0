import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleOrder, samplePosition, someRead } from './sample-order.ts';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

/** Orders of erased people that have yet to leave. */
export function testErasureHolds(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  const record = (store: string, id: string, change: Parameters<typeof sampleOrder>[2] = {}) => {
    const email = `${store}@example.test`;
    const order = sampleOrder(id, ['tea'], change);
    const whole = { ...order, personal: { ...order.personal, customerId: null, email } };
    return suite.ledger.write((tx) =>
      tx.orders.record(store, whole, [samplePosition(`${id}-0`, 'tea')], 1, someRead),
    );
  };
  const erase = (store: string, holdUntil: number | null) =>
    suite.ledger.write((tx) =>
      tx.erasures.begin(
        { email: `${store}@example.test`, phone: null, customer: null, orders: [] },
        'operator',
        2_000,
        holdUntil,
      ),
    );
  const emailOf = async (store: string, id: string) =>
    (await suite.ledger.read((tx) => tx.orders.get(store, id, { personal: true })))?.order.personal.email;
  const release = (now: number) => suite.ledger.write((tx) => tx.erasures.release(now, 10));
  const get = (id: string) => suite.ledger.read((tx) => tx.erasures.get(id));

  test('an open order keeps its address until its term, also when it is recorded again, and then loses it', async () => {
    const store = unique('store');
    await record(store, '1');
    const { id, held, heldUntil, orders } = await erase(store, 9_000);
    expect({ held, heldUntil, orders }).toEqual({ held: 1, heldUntil: 9_000, orders: 0 });
    await record(store, '1', { updatedAt: 3_000, tags: ['gift'] });
    expect(await emailOf(store, '1')).toBe(`${store}@example.test`);
    await suite.ledger.write((tx) => tx.erasures.finish(id, 4_000));
    expect(await get(id)).toMatchObject({ finishedAt: null, people: [] });
    await release(8_999);
    expect(await emailOf(store, '1')).toBe(`${store}@example.test`);
    await release(9_000);
    expect(await emailOf(store, '1')).toBeNull();
    expect(await get(id)).toMatchObject({ finishedAt: 9_000, held: 0, heldUntil: null, orders: 1 });
  });

  test('what has left is released at once, and the erasure waits for the systems that are asked', async () => {
    const store = unique('store');
    await record(store, '1');
    const { id } = await erase(store, 9_000);
    const shipment = {
      connection: 'erp',
      orderConnection: store,
      orderId: '1',
      shipment: {
        id: `${store}-parcel`,
        orderReference: `${store}:1`,
        shippedAt: 1,
        carrier: null,
        trackingNumbers: [],
        trackingUrl: null,
        locationId: '1',
        lines: [{ reference: '1-0', quantity: 99 }],
      },
    };
    await suite.ledger.write(async (tx) =>
      tx.shipments.record(shipment, 'hall', await tx.sequence.next(), 2_500),
    );
    await release(3_000);
    expect(await emailOf(store, '1')).toBeNull();
    expect(await get(id)).toMatchObject({ finishedAt: null, held: 0 });
    await suite.ledger.write((tx) => tx.erasures.finish(id, 4_000));
    expect(await get(id)).toMatchObject({ finishedAt: 4_000 });
  });

  test('without a term nothing is held', async () => {
    const store = unique('store');
    await record(store, '1');
    expect(await erase(store, null)).toMatchObject({ held: 0, orders: 1 });
    expect(await emailOf(store, '1')).toBeNull();
  });
}
