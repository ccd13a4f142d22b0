import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Order } from '#domain/order.ts';
import type { Shipment } from '#domain/shipment.ts';
import type { OrderLinePosition } from '#sdk/ledger/orders.ts';
import { CANARY_NAME, sampleOrder, samplePosition, someRead } from './sample-order.ts';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

export function testOrders(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  const record = async (
    store: string,
    order: Order,
    positions: readonly OrderLinePosition[] = [samplePosition(`${order.id}-0`, 'tea')],
    read = someRead,
  ) => suite.ledger.write((tx) => tx.orders.record(store, order, positions, suite.now(), read));
  const parcel = (id: string, lines: Shipment['lines']): Shipment => ({
    id,
    orderReference: 'store:1',
    locationId: 'W1',
    shippedAt: 1,
    carrier: null,
    trackingNumbers: ['T1'],
    trackingUrl: null,
    lines,
  });

  test('a newer version is recorded, an equal one is known, an older one changes nothing', async () => {
    const store = unique('store');
    const first = sampleOrder('1');
    expect(await record(store, first)).toEqual({ outcome: 'new', previous: null });
    expect(await record(store, first)).toMatchObject({ outcome: 'same' });
    const edited = await record(store, { ...first, updatedAt: 3_000, tags: ['gift'] });
    expect(edited).toMatchObject({ outcome: 'changed', previous: { updatedAt: 2_000, tags: [] } });
    expect(await record(store, { ...first, tags: ['old'] })).toMatchObject({
      outcome: 'older',
      previous: { tags: ['gift'] },
    });
    expect((await suite.ledger.read((tx) => tx.orders.get(store, '1')))?.order).toMatchObject({
      updatedAt: 3_000,
      tags: ['gift'],
    });
  });

  test('different content under an equal version is recorded, but nothing un-cancels an order', async () => {
    const store = unique('store');
    await record(store, sampleOrder('1'));
    expect(await record(store, sampleOrder('1', ['tea'], { tags: ['x'] }))).toMatchObject({
      outcome: 'changed',
    });
    expect(await record(store, sampleOrder('1', ['tea'], { canceledAt: 2_000 }))).toMatchObject({
      outcome: 'changed',
    });
    expect(await record(store, sampleOrder('1', ['tea'], { tags: ['y'] }))).toMatchObject({
      outcome: 'older',
    });
  });

  test('of two readings under an equal version the one whose request left later is believed, whenever it arrives', async () => {
    const store = unique('store');
    const read = (basis: number, sentAt: number, tags: readonly string[]) =>
      record(store, sampleOrder('1', ['tea'], { tags: [...tags] }), undefined, {
        basis,
        sentAt,
        channelAt: sentAt,
      });
    expect(await read(5, 100, ['edited twice'])).toMatchObject({ outcome: 'new' });
    expect(await read(4, 110, ['edited once'])).toMatchObject({ outcome: 'older' });
    expect(await read(5, 90, ['edited once'])).toMatchObject({ outcome: 'older' });
    expect(await read(7, 120, ['edited twice'])).toMatchObject({ outcome: 'same' });
    expect(await read(6, 115, ['edited once'])).toMatchObject({ outcome: 'older' });
    const versions = await suite.ledger.read((tx) => tx.orders.versions(store, ['1']));
    expect(versions.get('1')).toMatchObject({ sentAt: 120, channelAt: 120 });
  });

  test('a new version without new content is no news, and is not asked for again', async () => {
    const store = unique('store');
    await record(store, sampleOrder('1'));
    expect(await record(store, sampleOrder('1', ['tea'], { updatedAt: 9_000 }))).toMatchObject({
      outcome: 'same',
    });
    const versions = await suite.ledger.read((tx) => tx.orders.versions(store, ['1', 'unknown']));
    expect([...versions]).toEqual([['1', { updatedAt: 9_000, sentAt: 0, channelAt: 0 }]]);
    expect(
      await record(store, sampleOrder('1', ['tea'], { updatedAt: 8_000, tags: ['late'] })),
    ).toMatchObject({ outcome: 'older' });
  });

  test('a changed location mapping is news even when the order is the same', async () => {
    const store = unique('store');
    await record(store, sampleOrder('1'));
    const moved = [samplePosition('1-0', 'tea', { location: 'yard' })];
    expect(await record(store, sampleOrder('1'), moved)).toMatchObject({ outcome: 'changed' });
  });

  test('personal data is given only to those who ask for it, and a change of it is a change of the order', async () => {
    const store = unique('store');
    const order = sampleOrder('1');
    await record(store, order);
    const plain = await suite.ledger.read((tx) => tx.orders.get(store, '1'));
    expect(JSON.stringify(plain)).not.toContain(CANARY_NAME);
    expect(Object.values(plain?.order.personal ?? {})).toEqual(Array.from({ length: 8 }, () => null));
    const full = await suite.ledger.read((tx) => tx.orders.get(store, '1', { personal: true }));
    expect(full?.order).toEqual(order);
    const moved = { ...order, personal: { ...order.personal, phone: '1' } };
    expect(await record(store, moved)).toMatchObject({
      outcome: 'changed',
      previous: { personal: { name: null } },
    });
  });

  test('the company, its number of the purchase and its terms are kept, and a change of any is a change of the order', async () => {
    const store = unique('store');
    const company = { id: 'C1', name: 'Acme GmbH', locationId: 'B1', locationName: 'Berlin' };
    const buyer = { company, purchaseOrderNumber: 'PO-1', paymentTerms: { name: 'Net 30', dueInDays: 30 } };
    await record(store, sampleOrder('1', ['tea'], buyer));
    expect((await suite.ledger.read((tx) => tx.orders.get(store, '1')))?.order).toMatchObject(buyer);
    for (const change of [
      { company: { ...company, name: 'Acme AG' } },
      { purchaseOrderNumber: 'PO-2' },
      { paymentTerms: { name: 'Net 60', dueInDays: 60 } },
    ]) {
      const changed = sampleOrder('1', ['tea'], { ...buyer, ...change });
      expect(await record(store, changed)).toMatchObject({ outcome: 'changed' });
    }
  });

  test('a parcel that the channel was told of is recorded without its tracking numbers', async () => {
    const store = unique('store');
    const told = { id: 'p', createdAt: 1, canceled: false, lines: [{ lineId: '1-0', quantity: 1 }] };
    const fulfillments = [{ ...told, trackingNumbers: ['1ZCANARY'] }];
    const order = sampleOrder('1', ['tea'], { fulfillments });
    await record(store, order);
    const kept = await suite.ledger.read((tx) => tx.orders.get(store, '1', { personal: true }));
    expect(kept?.order.fulfillments).toEqual([{ ...told, trackingNumbers: [] }]);
    expect(await record(store, order)).toMatchObject({ outcome: 'same' });
  });

  test('orders are found by name with or without its sign, and by id', async () => {
    const store = unique('store');
    const id = unique('77001');
    await record(store, sampleOrder(id));
    for (const text of [id, `#${id}`]) {
      const found = await suite.ledger.read((tx) => tx.orders.search(text));
      expect(found.map((one) => one.order.id)).toEqual([id]);
    }
  });

  test('pages come in order of id and end', async () => {
    const store = unique('store');
    for (const id of ['b', 'a', 'C']) await record(store, sampleOrder(id));
    const pages = await suite.ledger.read(async (tx) => ({
      first: (await tx.orders.page(store, null, 2)).map((one) => one.order.id),
      second: (await tx.orders.page(store, 'a', 2)).map((one) => one.order.id),
      count: await tx.orders.count(store),
    }));
    expect(pages).toEqual({ first: ['C', 'a'], second: ['b'], count: 3 });
  });

  test('a shipment is news once; the same again is not, and a corrected one is', async () => {
    const store = unique('store');
    await record(store, sampleOrder('1'));
    const shipped = async (quantity: number) =>
      suite.ledger.write(async (tx) => {
        const shipment = parcel('p1', [{ reference: '1-0', quantity }]);
        const stored = { connection: 'erp', shipment, orderConnection: store, orderId: '1' };
        return tx.shipments.record(stored, 'hall', await tx.sequence.next(), suite.now());
      });
    expect(await shipped(2)).toBe(true);
    expect(await shipped(2)).toBe(false);
    expect(await shipped(1)).toBe(true);
    const found = await suite.ledger.read(async (tx) => ({
      one: await tx.shipments.get('erp', 'p1'),
      all: await tx.shipments.ofOrder(store, '1'),
      none: await tx.shipments.get('erp', 'p2'),
    }));
    expect(found.one).toEqual({
      connection: 'erp',
      orderConnection: store,
      orderId: '1',
      shipment: parcel('p1', [{ reference: '1-0', quantity: 1 }]),
    });
    expect(found.all).toEqual([found.one]);
    expect(found.none).toBeNull();
  });
}
