import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoryConfiguration } from '#tests/support/story-config.ts';
import { startStoryWarehouse, type StoryWarehouse, WAREHOUSE } from '#tests/support/story-warehouse.ts';
import { ada, databases, openWorld, STORE, type StoryWorld } from '#tests/support/story-world.ts';
import { eventually } from '#tests/support/until.ts';

const OWN = 'SKU-1';
const THEIRS = 'SKU-2';
const UNITS = 20;
const PATIENCE_MS = 90_000;

// Both ledgers wait at the same time, each for its stories one after the other.
describe.concurrent.each(databases)(
  'an order that ships partly from the ERP and partly from a 3PL, on %s',
  (database) => {
    let world: StoryWorld;
    let warehouse: StoryWarehouse;

    beforeAll(async () => {
      warehouse = await startStoryWarehouse([THEIRS], UNITS);
      const change = (written: StoryConfiguration) => {
        const { connections, locations } = written;
        const authority = { connection: WAREHOUSE, locationId: warehouse.locationId };
        return {
          ...written,
          connections: { ...connections, [WAREHOUSE]: warehouse.connection },
          locations: { ...locations, east: { ...locations['east'], authority } },
        };
      };
      // Each item is in one place only, so that a basket of both is split.
      const prepare = ({ store, erp }: Pick<StoryWorld, 'store' | 'erp'>): void => {
        const { shop } = store.sandbox;
        shop.adjustStock(OWN, store.locations['east'] ?? '', 0);
        shop.adjustStock(THEIRS, store.locations['main'] ?? '', 0);
        erp.count(THEIRS, 0);
      };
      world = await openWorld({ database, products: 2, units: UNITS, change, prepare });
    }, 240_000);
    afterAll(async () => {
      await world.close();
      await warehouse.sandbox.close();
    });

    const taxes = [{ title: 'VAT', rate: 0.2 }];
    const requestsOf = (id: string) =>
      warehouse.requests(`${STORE}:${id}`).map(({ status, units }) => [status, units]);
    const bookedOf = (id: string) =>
      world.erp.bookings(id).map(({ state, lines }) => ({
        state,
        units: Object.fromEntries(lines.map(({ sku, quantity }) => [sku, quantity])),
      }));
    const shippedOf = (id: string) =>
      [OWN, THEIRS].map((sku) => world.store.sandbox.shop.shippedUnits(id, sku));

    async function sellBoth(): Promise<string> {
      const id = world.store.sell({
        lines: [
          { sku: OWN, quantity: 2, taxes },
          { sku: THEIRS, quantity: 2, taxes },
        ],
        customer: ada,
      });
      await eventually(() => bookedOf(id), PATIENCE_MS).toEqual([
        { state: 'sale', units: { [OWN]: 2, [THEIRS]: 2 } },
      ]);
      await eventually(() => requestsOf(id), PATIENCE_MS).toEqual([['Processing', { [THEIRS]: 2 }]]);
      return id;
    }

    test(
      'all of it is booked once, each part is asked for where it ships, and each parcel reaches the store once',
      { timeout: 4 * PATIENCE_MS, concurrent: false },
      async () => {
        const id = await sellBoth();
        warehouse.ship(`${STORE}:${id}`, { [THEIRS]: 2 }, '1Z-THEIRS');
        await eventually(() => shippedOf(id), PATIENCE_MS).toEqual([0, 2]);
        const { erp } = world.erp.sandbox;
        erp.validateDelivery(`${STORE}:${id}`, {
          quantities: { [OWN]: 2, [THEIRS]: 0 },
          tracking: 'OWN-1',
          carrier: 'DHL',
        });
        await eventually(() => shippedOf(id), PATIENCE_MS).toEqual([2, 2]);
        // Somebody closes what the ERP still shows as open: the 3PL's goods, which the store has been told of.
        erp.validateDelivery(`${STORE}:${id}`, { quantities: { [THEIRS]: 2 } });
        await eventually(async () => {
          const told = await world.ledger.read((tx) => tx.shipments.ofOrder(STORE, id));
          return told.filter(({ connection }) => connection === 'erp').length;
        }, PATIENCE_MS).toBe(2);
        world.store.touch(id);
        await eventually(() => world.store.available(THEIRS, 'east'), PATIENCE_MS).toBe(UNITS - 2);
        expect(shippedOf(id)).toEqual([2, 2]);
        expect(world.store.find(id)?.fulfillments).toHaveLength(2);
        expect(world.erp.bookings(id)).toHaveLength(1);
      },
    );

    test(
      'an edit of one part leaves the other one alone, in both directions',
      { timeout: 4 * PATIENCE_MS, concurrent: false },
      async () => {
        const id = await sellBoth();
        world.store.removeUnits(id, OWN, 1);
        await eventually(() => bookedOf(id)[0]?.units, PATIENCE_MS).toEqual({ [OWN]: 1, [THEIRS]: 2 });
        expect(requestsOf(id)).toEqual([['Processing', { [THEIRS]: 2 }]]);
        world.store.removeUnits(id, THEIRS, 1);
        await eventually(() => bookedOf(id)[0]?.units, PATIENCE_MS).toEqual({ [OWN]: 1, [THEIRS]: 1 });
        await eventually(() => requestsOf(id), PATIENCE_MS).toEqual([
          ['Cancelled', { [THEIRS]: 2 }],
          ['Processing', { [THEIRS]: 1 }],
        ]);
      },
    );

    test(
      'the 3PL’s part is canceled, and the ERP ships its own',
      { timeout: 4 * PATIENCE_MS, concurrent: false },
      async () => {
        const id = await sellBoth();
        world.store.removeUnits(id, THEIRS, 2);
        await eventually(() => requestsOf(id), PATIENCE_MS).toEqual([['Cancelled', { [THEIRS]: 2 }]]);
        await eventually(() => bookedOf(id)[0]?.units[THEIRS] ?? 0, PATIENCE_MS).toBe(0);
        expect(bookedOf(id)[0]).toMatchObject({ state: 'sale', units: { [OWN]: 2 } });
        world.erp.ship(id, 'OWN-2');
        await eventually(() => shippedOf(id), PATIENCE_MS).toEqual([2, 0]);
        // Two units of each of the other stories are gone or promised, but for the one that was taken off.
        await eventually(() => world.store.available(OWN, 'main'), PATIENCE_MS).toBe(UNITS - 2 - 1 - 2);
      },
    );
  },
);
