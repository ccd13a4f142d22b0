import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoryConfiguration } from '#tests/support/story-config.ts';
import { spoilCalls } from '#tests/support/spoil-calls.ts';
import { startStoryWarehouse, type StoryWarehouse, WAREHOUSE } from '#tests/support/story-warehouse.ts';
import { ada, databases, openWorld, STORE, type StoryWorld } from '#tests/support/story-world.ts';
import { eventually } from '#tests/support/until.ts';

const SKUS = ['SKU-1', 'SKU-2', 'SKU-3'];
const UNITS = 20;
/** The ERP's warehouse that stands for the 3PL's own shelves. */
const STANDS_FOR_EAST = '3PL';

// Both ledgers wait at the same time, each for its stories one after the other.
describe.concurrent.each(databases)(
  'what a 3PL ships reaches store and ERP, each parcel once, on %s',
  (database) => {
    let world: StoryWorld;
    let warehouse: StoryWarehouse;

    beforeAll(async () => {
      warehouse = await startStoryWarehouse(SKUS, UNITS);
      let standIn = '';
      const change = (written: StoryConfiguration) => {
        const { connections, locations } = written;
        return {
          ...written,
          connections: { ...connections, [WAREHOUSE]: warehouse.connection },
          locations: {
            // The ERP counts it, and the 3PL ships from it.
            main: { ...locations['main'], shippedBy: WAREHOUSE },
            // The 3PL counts it, and the ERP books it in a warehouse that stands for it.
            east: {
              authority: { connection: WAREHOUSE, locationId: warehouse.locationId },
              shownOn: locations['east']?.shownOn,
              bookedAt: { erp: standIn },
            },
          },
        };
      };
      world = await openWorld({
        database,
        products: SKUS.length,
        units: UNITS,
        change,
        prepare: ({ erp }) => {
          standIn = String(erp.sandbox.erp.addWarehouse({ code: STANDS_FOR_EAST }));
        },
      });
    }, 90_000);
    afterAll(async () => {
      await world.close();
      await warehouse.sandbox.close();
    });

    const sell = (sku: string, quantity: number, place: string): string =>
      world.store.sell({
        lines: [{ sku, quantity, taxes: [{ title: 'VAT', rate: 0.2 }] }],
        customer: ada,
        locationId: world.store.locations[place],
      });
    const asked = (id: string) => warehouse.requests(`${STORE}:${id}`).map(({ units }) => units);
    /** What the ERP delivered of an order, and from where. */
    const delivered = (id: string) =>
      world.erp.sandbox.erp
        .pickings()
        .filter(({ clientOrderRef, state }) => clientOrderRef === `${STORE}:${id}` && state === 'done')
        .map(({ warehouse: code, tracking, lines }) => [
          code,
          tracking,
          lines.reduce((sum, { quantity }) => sum + quantity, 0),
        ]);
    const parcels = (id: string) =>
      world.store.find(id)?.fulfillments.map(({ status, tracking }) => [status, tracking[0]?.number]);
    const isQuiet = async (): Promise<void> => {
      await eventually(async () => [await world.ledger.parked(), await world.ledger.open()]).toEqual([
        {},
        [],
      ]);
    };

    test(
      'goods that the 3PL counts leave the warehouse that stands for it, parcel by parcel, and no number moves by that',
      { timeout: 120_000, concurrent: false },
      async () => {
        const { store, erp, ledger } = world;
        const id = sell('SKU-2', 3, 'east');
        await eventually(() => asked(id)).toEqual([{ 'SKU-2': 3 }]);
        await eventually(() => erp.bookings(id).map((one) => [one.state, one.warehouse])).toEqual([
          ['sale', STANDS_FOR_EAST],
        ]);
        warehouse.ship(`${STORE}:${id}`, { 'SKU-2': 1 }, '1Z-A');
        await eventually(() => delivered(id)).toEqual([[STANDS_FOR_EAST, '1Z-A', 1]]);
        warehouse.ship(`${STORE}:${id}`, { 'SKU-2': 2 }, '1Z-B');
        await eventually(() => delivered(id)).toEqual([
          [STANDS_FOR_EAST, '1Z-A', 1],
          [STANDS_FOR_EAST, '1Z-B', 2],
        ]);
        const both = [
          ['SUCCESS', '1Z-A'],
          ['SUCCESS', '1Z-B'],
        ];
        await eventually(() => parcels(id)).toEqual(both);
        // The ERP's own deliveries are read back, as mirrors, and nobody is told of them.
        await eventually(() => mirrors(id)).toHaveLength(2);
        await isQuiet();
        expect(parcels(id)).toEqual(both);
        // A parcel that is heard of before the next count may show a unit too few for a moment, never one too many.
        await eventually(() => store.available('SKU-2', 'east')).toBe(UNITS - 3);
        expect([store.available('SKU-2', 'main'), erp.onHand('SKU-2')]).toEqual([UNITS, UNITS]);
        expect((await ledger.effectsOf(`${STORE}:${id}`)).map(({ operation }) => operation)).not.toContain(
          'orders.amend',
        );
      },
    );

    test(
      'goods that the ERP counts and the 3PL ships are taken off once',
      { timeout: 120_000, concurrent: false },
      async () => {
        const { store, erp } = world;
        const id = sell('SKU-1', 2, 'main');
        await eventually(() => asked(id)).toEqual([{ 'SKU-1': 2 }]);
        await eventually(() => erp.bookings(id).map(({ state }) => state)).toEqual(['sale']);
        warehouse.ship(`${STORE}:${id}`, { 'SKU-1': 2 }, '1Z-C');
        await eventually(() => delivered(id)).toEqual([['WH', '1Z-C', 2]]);
        expect(erp.onHand('SKU-1')).toBe(UNITS - 2);
        await eventually(() => mirrors(id)).toHaveLength(1);
        await eventually(() => parcels(id)).toEqual([['SUCCESS', '1Z-C']]);
        await eventually(() => store.available('SKU-1', 'main')).toBe(UNITS - 2);
        await isQuiet();
        expect([parcels(id)?.length, store.available('SKU-1', 'main')]).toEqual([1, UNITS - 2]);
      },
    );

    test(
      'a validation whose answer is lost is looked for, and never repeated',
      { timeout: 120_000, concurrent: false },
      async () => {
        const { erp } = world;
        const id = sell('SKU-3', 2, 'east');
        await eventually(() => asked(id)).toEqual([{ 'SKU-3': 2 }]);
        await eventually(() => erp.bookings(id).map(({ state }) => state)).toEqual(['sale']);
        const end = spoilCalls(erp.sandbox.faults, {
          kind: 'timeout-after',
          operation: 'stock.picking.button_validate',
          count: 1,
        });
        warehouse.ship(`${STORE}:${id}`, { 'SKU-3': 1 }, '1Z-D');
        await eventually(() => delivered(id)).toEqual([[STANDS_FOR_EAST, '1Z-D', 1]]);
        const [shipment] = await world.ledger.read((tx) => tx.shipments.ofOrder(STORE, id));
        const effects = () => world.ledger.effectsOf(`${WAREHOUSE}/${shipment?.shipment.id ?? ''}`);
        await eventually(async () =>
          (await effects()).flatMap(({ connection, state }) => (connection === 'erp' ? [state] : [])),
        ).toEqual(['confirmed']);
        end();
        expect(delivered(id)).toEqual([[STANDS_FOR_EAST, '1Z-D', 1]]);
        await isQuiet();
      },
    );

    async function mirrors(id: string): Promise<readonly string[]> {
      const shipments = await world.ledger.read((tx) => tx.shipments.ofOrder(STORE, id));
      return shipments.flatMap(({ shipment }) => shipment.mirrorOf ?? []);
    }
  },
);
