import { startShopifySandbox } from '#connectors/shopify/sandbox/start.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoryConfiguration } from '#tests/support/story-config.ts';
import { openStoryStore, type StoryStore } from '#tests/support/story-store.ts';
import { startStoryWarehouse, type StoryWarehouse, WAREHOUSE } from '#tests/support/story-warehouse.ts';
import { ada, databases, openWorld, STORE, type StoryWorld } from '#tests/support/story-world.ts';
import { eventually } from '#tests/support/until.ts';

const SECOND = 'store-eu';
const SKUS = ['SKU-1', 'SKU-2'];
const UNITS = 20;

// Both ledgers wait at the same time, each for its stories one after the other.
describe.concurrent.each(databases)(
  'two stores, an ERP and a warehouse that is asked to ship, on %s',
  (database) => {
    let world: StoryWorld;
    let second: StoryStore;
    let warehouse: StoryWarehouse;

    beforeAll(async () => {
      warehouse = await startStoryWarehouse(SKUS, UNITS);
      second = await openSecondStore();
      const change = (written: StoryConfiguration) => {
        const { connections, locations } = written;
        const { sandbox } = second;
        const settings = {
          ...connections[STORE]?.settings,
          shop: sandbox.shopDomain,
          url: sandbox.url,
          clientId: sandbox.clientId,
          clientSecret: sandbox.clientSecret,
        };
        return {
          ...written,
          publicUrl: null,
          connections: {
            ...connections,
            [SECOND]: { ...connections[STORE], settings },
            [WAREHOUSE]: warehouse.connection,
          },
          locations: {
            ...locations,
            east: {
              authority: { connection: WAREHOUSE, locationId: warehouse.locationId },
              shownOn: { ...locations['east']?.shownOn, [SECOND]: second.locations['east'] },
            },
          },
          channels: { [STORE]: { bookedBy: 'erp' }, [SECOND]: { bookedBy: 'erp' } },
        };
      };
      world = await openWorld({ database, products: SKUS.length, units: UNITS, change });
    }, 90_000);
    afterAll(async () => {
      await world.close();
      await second.sandbox.close();
      await warehouse.sandbox.close();
    });

    const parcels = (id: string) =>
      world.store.find(id)?.fulfillments.map(({ status, tracking }) => [status, tracking[0]?.number]);

    test(
      'an order ships in parts, the store hears of each, and the rest is given back once the warehouse says so',
      { timeout: 120_000, concurrent: false },
      async () => {
        const { store, erp, ledger } = world;
        const id = store.sell({
          lines: [{ sku: 'SKU-1', quantity: 3, taxes: [{ title: 'VAT', rate: 0.2 }] }],
          customer: ada,
          locationId: store.locations['east'],
        });
        const reference = `${STORE}:${id}`;
        await eventually(() =>
          warehouse.requests(reference).map((request) => [request.reference, request.units]),
        ).toEqual([[`${reference}/1`, { 'SKU-1': 3 }]]);
        await eventually(() => erp.bookings(id).map(({ state }) => state)).toEqual(['sale']);
        await eventually(() => second.available('SKU-1', 'east')).toBe(UNITS - 3);

        warehouse.ship(reference, { 'SKU-1': 1 }, '1Z-FIRST');
        await eventually(() => parcels(id)).toEqual([['SUCCESS', '1Z-FIRST']]);
        warehouse.ship(reference, { 'SKU-1': 1 }, '1Z-SECOND');
        await eventually(() => parcels(id)).toEqual([
          ['SUCCESS', '1Z-FIRST'],
          ['SUCCESS', '1Z-SECOND'],
        ]);

        // A part has left, so the warehouse does not give the rest back by itself: a person is told, and the unit stays reserved.
        store.removeUnits(id, 'SKU-1', 1);
        await eventually(() => ledger.open()).toContain('not-cancelable');
        await eventually(() => store.available('SKU-1', 'east')).toBe(UNITS - 3);
        expect(warehouse.onHand('SKU-1')).toBe(UNITS - 2);
        warehouse.giveUp(reference);
        await eventually(() => store.available('SKU-1', 'east')).toBe(UNITS - 2);
        await eventually(() => second.available('SKU-1', 'east')).toBe(UNITS - 2);
        await eventually(() => ledger.open()).toEqual([]);
        expect(warehouse.requests(reference)).toHaveLength(1);
        expect(await ledger.parked()).toEqual({});
      },
    );

    test(
      'the other store is served from the same shelf, and an order that is canceled in time never leaves',
      { timeout: 120_000, concurrent: false },
      async () => {
        const { erp } = world;
        const id = second.sellOne('SKU-2', 2, 'east');
        const reference = `${SECOND}:${id}`;
        await eventually(() => warehouse.requests(reference).map(({ status }) => status)).toEqual([
          'Processing',
        ]);
        await eventually(() => world.store.available('SKU-2', 'east')).toBe(UNITS - 2);
        second.cancel(id);
        await eventually(() => warehouse.requests(reference).map(({ status }) => status)).toEqual([
          'Cancelled',
        ]);
        await eventually(() => world.store.available('SKU-2', 'east')).toBe(UNITS);
        await eventually(() =>
          erp.sandbox.erp
            .saleOrders()
            .flatMap((one) => (one.clientOrderRef === reference ? [one.state] : [])),
        ).toEqual(['cancel']);
        expect(warehouse.onHand('SKU-2')).toBe(UNITS);
      },
    );
  },
);

async function openSecondStore(): Promise<StoryStore> {
  const sandbox = await startShopifySandbox({ seed: 9, plan: 'plus' });
  const east = sandbox.shop.addLocation({ name: 'east' }).id;
  for (const sku of SKUS) {
    sandbox.shop.addProduct({
      title: `Item ${sku}`,
      variants: [{ sku, priceMinor: 1_999, inventory: { [east]: UNITS } }],
    });
  }
  return openStoryStore(sandbox, { east });
}
