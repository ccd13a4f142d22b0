import { afterEach, describe, expect, test } from 'vitest';
import type { ShipmentToPublish } from '#sdk/capabilities.ts';
import { collect, sell, startTestErp, versions, type TestErp } from '#tests/support/odoo-erp.ts';

const MAIN = '1';

let erp: TestErp | undefined;
async function start(...args: Parameters<typeof startTestErp>): Promise<TestErp> {
  erp = await startTestErp(...args);
  return erp;
}
afterEach(async () => {
  await erp?.sandbox.close();
  erp = undefined;
});

const order = 'store:1';

/** Three tees and a mug, booked and confirmed. */
async function book({ target, tee, mug }: TestErp): Promise<string> {
  const { id } = await target.create(
    sell(order, [
      { listingId: tee, quantity: 3, unitMinor: 100, reference: 'l/tee' },
      { listingId: mug, quantity: 1, unitMinor: 100, reference: 'l/mug' },
    ]),
  );
  await target.confirm(id);
  return id;
}

function parcel(
  orderId: string,
  units: Readonly<Record<string, number>>,
  { number, ...change }: { number: number } & Partial<ShipmentToPublish['shipment']>,
): ShipmentToPublish {
  return {
    reference: `3pl/${number}`,
    orderId,
    locationId: MAIN,
    shipment: {
      id: String(number),
      orderReference: `${order}/1`,
      locationId: '77',
      shippedAt: 1_000,
      carrier: 'UPS',
      trackingNumbers: [`1Z${number}`],
      trackingUrl: null,
      lines: Object.entries(units).map(([reference, quantity]) => ({ reference, quantity })),
      ...change,
    },
  };
}

/** What left and what is still to leave, as the ERP's books have it. */
function deliveries({ sandbox }: TestErp) {
  return sandbox.erp
    .pickings()
    .filter(({ kind }) => kind === 'outgoing')
    .map(({ state, carrier, tracking, lines }) => ({
      state,
      carrier,
      tracking,
      units: Object.fromEntries(
        lines
          .map(({ sku, quantity, demand }): [string, number] => [sku, state === 'done' ? quantity : demand])
          .filter(([, units]) => units > 0),
      ),
    }));
}

describe.each(versions)('Odoo %i', (version) => {
  test('each parcel of another system is one validated delivery with its tracking, and the rest stays a back order', async () => {
    const world = await start(version);
    const { parcels, sandbox } = world;
    const id = await book(world);
    const carriers = { UPS: sandbox.erp.addCarrier('UPS Standard') };
    const told = world.connect({ carriers }).connection.fulfillment?.target ?? parcels;
    const first = parcel(id, { 'l/tee': 2 }, { number: 7, trackingNumbers: ['1Z7', '1Z8'] });
    expect(await told.find(first)).toBeNull();
    const made = await told.fulfill(first);
    expect(await told.find(first)).toEqual(made);
    expect(deliveries(world)).toEqual([
      { state: 'done', carrier: 'UPS Standard', tracking: '1Z7, 1Z8', units: { TEE: 2 } },
      { state: 'assigned', carrier: undefined, tracking: undefined, units: { TEE: 1, MUG: 1 } },
    ]);
    expect(sandbox.erp.onHand('TEE', 'WH')).toBe(18);
    const second = parcel(id, { 'l/tee': 1, 'l/mug': 1 }, { number: 8 });
    expect(await told.find(second)).toBeNull();
    await told.fulfill(second);
    expect(deliveries(world).map(({ state, units }) => [state, units])).toEqual([
      ['done', { TEE: 2 }],
      ['done', { TEE: 1, MUG: 1 }],
    ]);
    await told.fulfill(first);
    await told.fulfill(second);
    expect([sandbox.erp.onHand('TEE', 'WH'), sandbox.erp.onHand('MUG', 'WH')]).toEqual([17, 4]);
  });

  test('what was told comes back as a mirror, and what people ship of the back order does not', async () => {
    const world = await start(version);
    const { parcels, sandbox, shipments } = world;
    const id = await book(world);
    await parcels.fulfill(parcel(id, { 'l/tee': 2 }, { number: 7 }));
    sandbox.erp.validateDelivery(order, { tracking: 'OWN' });
    const seen = (await collect(shipments.changedSince(null))).flatMap(({ items }) => items);
    expect(seen.map(({ mirrorOf, trackingNumbers }) => [mirrorOf, trackingNumbers])).toEqual([
      ['3pl/7', ['1Z7']],
      [null, ['OWN']],
    ]);
  });

  test('goods that Odoo does not have leave all the same, and its number falls below zero', async () => {
    const world = await start(version);
    const { parcels, sandbox } = world;
    sandbox.erp.count('MUG', 'WH', 0);
    const id = await book(world);
    await parcels.fulfill(parcel(id, { 'l/mug': 1 }, { number: 7 }));
    expect(sandbox.erp.onHand('MUG', 'WH')).toBe(-1);
    expect(deliveries(world).map(({ state, units }) => [state, units])).toEqual([
      ['done', { MUG: 1 }],
      ['assigned', { TEE: 3 }],
    ]);
  });

  test('what is over by hand is refused with a name, and nothing is delivered twice', async () => {
    const world = await start(version);
    const { parcels, sandbox } = world;
    const id = await book(world);
    sandbox.erp.validateDelivery(order, { quantities: { TEE: 3 } });
    const all = parcel(id, { 'l/tee': 3 }, { number: 7 });
    await expect(parcels.fulfill(all)).rejects.toMatchObject({
      code: 'nothing-left',
      message: expect.stringContaining('WH/OUT/00001') as string,
    });
    sandbox.erp.cancelOrder(order);
    await expect(parcels.fulfill(parcel(id, { 'l/mug': 1 }, { number: 8 }))).rejects.toMatchObject({
      code: 'nothing-left',
    });
    expect(sandbox.erp.onHand('TEE', 'WH')).toBe(17);
  });

  test("goods that left one place are not taken out of another warehouse's delivery", async () => {
    const world = await start(version);
    const { parcels, sandbox } = world;
    const east = sandbox.erp.addWarehouse({ code: 'EAST' });
    const id = await book(world);
    const elsewhere = { ...parcel(id, { 'l/tee': 3 }, { number: 7 }), locationId: String(east) };
    await expect(parcels.fulfill(elsewhere)).rejects.toMatchObject({ code: 'other-warehouse' });
    expect(sandbox.erp.onHand('TEE', 'WH')).toBe(20);
  });

  test('a draft has nothing to deliver yet', async () => {
    const world = await start(version);
    const { id } = await world.target.create(
      sell(order, [{ listingId: world.tee, quantity: 1, unitMinor: 100, reference: 'l/tee' }]),
    );
    await expect(world.parcels.fulfill(parcel(id, { 'l/tee': 1 }, { number: 7 }))).rejects.toMatchObject({
      code: 'no-delivery',
    });
  });

  test('what Odoo delivers nothing of, a service, is left out of a parcel, and a parcel of it alone is nothing to deliver', async () => {
    const world = await start(version);
    const { parcels, sandbox, target } = world;
    const { productId } = sandbox.erp.addProduct({ sku: 'SET', kind: 'service' });
    const { id } = await target.create(
      sell(order, [
        { listingId: world.tee, quantity: 2, unitMinor: 100, reference: 'l/tee' },
        { listingId: String(productId), quantity: 1, unitMinor: 500, reference: 'l/set' },
      ]),
    );
    const alone = parcel(id, { 'l/set': 1 }, { number: 8 });
    await expect(parcels.fulfill(alone)).rejects.toMatchObject({ code: 'no-delivery' });
    await target.confirm(id);
    const both = parcel(id, { 'l/tee': 1, 'l/set': 1 }, { number: 7 });
    expect(await parcels.find(both)).toBeNull();
    const made = await parcels.fulfill(both);
    expect([await parcels.find(both), await parcels.find(alone)]).toEqual([made, { id: 'none:3pl/8' }]);
    expect(deliveries(world).map(({ state, units }) => [state, units])).toEqual([
      ['done', { TEE: 1 }],
      ['assigned', { TEE: 1 }],
    ]);
    const tooMuch = parcel(id, { 'l/tee': 2, 'l/set': 1 }, { number: 9 });
    await expect(parcels.fulfill(tooMuch)).rejects.toMatchObject({ code: 'nothing-left' });
  });

  test('what somebody had ticked off stays at home, and what he wrote stays in the notes', async () => {
    const world = await start(version);
    const id = await book(world);
    world.sandbox.erp.prepareDelivery(order, { picked: ['MUG'], note: '<p>ring twice</p>' });
    await world.parcels.fulfill(parcel(id, { 'l/tee': 2 }, { number: 7 }));
    await world.parcels.fulfill(parcel(id, { 'l/tee': 1 }, { number: 8 }));
    const [first, second, rest] = world.sandbox.erp.pickings();
    expect(deliveries(world).map(({ units }) => units)).toEqual([{ TEE: 2 }, { TEE: 1 }, { MUG: 1 }]);
    const mark = (number: number, on = 0) =>
      `<p>ring twice</p><p>syncline.shipment_3pl_2f${number}__p_${on} UPS</p>`;
    expect([first?.note, second?.note]).toEqual([mark(7, first?.id), mark(8, second?.id)]);
    expect(rest?.state).toBe('assigned');
  });

  test('an Odoo without delivery apps keeps carrier and numbers in the notes', async () => {
    const world = await start(version, { withDelivery: false });
    const id = await book(world);
    await world.parcels.fulfill(parcel(id, { 'l/tee': 1 }, { number: 7, carrier: 'A&B' }));
    const [done] = world.sandbox.erp.pickings();
    expect(done?.note).toBe(`<p>syncline.shipment_3pl_2f7__p_${done?.id ?? 0} A&amp;B 1Z7</p>`);
  });
});
