import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disagreements } from '#tests/support/story-agreement.ts';
import { ada, databases, openWorld, type StoryWorld } from '#tests/support/story-world.ts';
import { eventually } from '#tests/support/until.ts';

// Both ledgers wait at the same time, each for its stories one after the other.
describe.concurrent.each(databases)('from the store to the ERP and back, on %s', (database) => {
  let world: StoryWorld;
  beforeAll(async () => {
    world = await openWorld({ database });
  }, 60_000);
  afterAll(() => world.close());

  test(
    "an order of the store is booked in the ERP exactly once, with the store's own totals",
    { concurrent: false },
    async () => {
      const { store, erp } = world;
      const id = store.sell({
        lines: [
          {
            sku: 'SKU-1',
            quantity: 2,
            unitPriceMinor: 3_333,
            discountMinor: 101,
            taxes: [{ title: 'VAT', rate: 0.2 }],
          },
          { sku: 'SKU-2', quantity: 1, taxes: [{ title: 'State', rate: 0.0725 }] },
        ],
        shipping: [{ title: 'Parcel', priceMinor: 495, taxes: [{ title: 'VAT', rate: 0.2 }] }],
        customer: ada,
        locationId: store.locations['main'],
      });
      await eventually(() => erp.bookings(id).map((booking) => booking.state)).toEqual(['sale']);
      await eventually(() => disagreements(world)).toEqual([]);
      const [booking] = erp.bookings(id);
      // 66.66 - 1.01 + 19.99 + 4.95 = 90.59; taxes 13.13 + 1.45 + 0.99.
      expect([booking?.untaxedMinor, booking?.taxMinor, booking?.totalMinor]).toEqual([9_059, 1_557, 10_616]);
      expect(booking?.partner.email).toBe('ada@example.test');
    },
  );

  test('a sale is not taken off the store a second time', { concurrent: false }, async () => {
    const { store, erp } = world;
    const before = store.sandbox.shop.stockLog.length;
    const id = store.sellOne('SKU-3', 2);
    await eventually(() => erp.bookings(id).length).toBe(1);
    const seen = (await world.ledger.read((tx) => tx.cursors.get('erp', 'stock'))).completedAt ?? 0;
    await eventually(
      async () => (await world.ledger.read((tx) => tx.cursors.get('erp', 'stock'))).completedAt ?? 0,
    ).toBeGreaterThan(seen + 1_500);
    const changes = store.sandbox.shop.stockLog.slice(before).filter((entry) => entry.sku === 'SKU-3');
    expect(changes.map(({ from, to, cause }) => ({ from, to, cause }))).toEqual([
      { from: 20, to: 18, cause: 'sale' },
    ]);
    expect(disagreements(world)).toEqual([]);
  });

  test(
    'a delivery done in the ERP fulfills the order in the store, with its tracking',
    { concurrent: false },
    async () => {
      const { store, erp } = world;
      const id = store.sellOne('SKU-4', 1, 'east');
      await eventually(() => erp.bookings(id).map((booking) => [booking.state, booking.warehouse])).toEqual([
        ['sale', 'EAST'],
      ]);
      erp.ship(id, 'TRACK-1');
      const parcels = () =>
        store.sandbox.shop
          .orders()
          .find((order) => order.id === id)
          ?.fulfillments.map(({ status, tracking }) => [status, tracking[0]?.number]);
      await eventually(parcels).toEqual([['SUCCESS', 'TRACK-1']]);
      await eventually(() => disagreements(world)).toEqual([]);
      expect(store.available('SKU-4', 'east')).toBe(19);
    },
  );

  test(
    'goods received in the ERP raise what the store shows, and a lower count lowers it',
    { concurrent: false },
    async () => {
      const { store, erp } = world;
      erp.receive('SKU-5', 7);
      await eventually(() => store.available('SKU-5', 'main')).toBe(27);
      erp.count('SKU-5', 3);
      await eventually(() => store.available('SKU-5', 'main')).toBe(3);
      expect(store.available('SKU-5', 'east')).toBe(20);
    },
  );
});
