import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disagreements } from '#tests/support/story-agreement.ts';
import { type AimedFaults, createAimedFaults } from '#tests/support/story-faults.ts';
import { databases, openWorld, type StoryWorld } from '#tests/support/story-world.ts';
import { eventually } from '#tests/support/until.ts';

const SET_STOCK = /^SetInventory$/;

// Both ledgers wait at the same time, each for its stories one after the other.
describe.concurrent.each(databases)('the store sells while its number is written, on %s', (database) => {
  let world: StoryWorld;
  let storeFaults: AimedFaults;
  beforeAll(async () => {
    storeFaults = createAimedFaults(3);
    world = await openWorld({ database, faults: { store: storeFaults } });
  }, 60_000);
  afterAll(() => world.close());

  test(
    'a sale between our read and our write of a raise is not given back',
    { timeout: 40_000, concurrent: false },
    async () => {
      const { store, erp } = world;
      const mark = store.sandbox.shop.stockLog.length;
      let soldBetween = false;
      storeFaults.before(SET_STOCK, () => {
        store.sellOne('SKU-1', 4);
        soldBetween = true;
      });
      erp.receive('SKU-1', 5);
      await eventually(() => soldBetween).toBe(true);
      await eventually(() => store.available('SKU-1', 'main'), 30_000).toBe(21);
      await eventually(() => disagreements(world)).toEqual([]);
      // 25 on hand, 4 of them sold: nothing above 21 was ever shown after the sale.
      const shown = store.sandbox.shop.stockLog.slice(mark).filter((entry) => entry.sku === 'SKU-1');
      const sale = shown.findIndex((entry) => entry.cause === 'sale');
      expect(sale).toBeGreaterThanOrEqual(0);
      expect(Math.max(...shown.slice(sale).map((entry) => entry.to))).toBeLessThanOrEqual(21);
    },
  );

  test(
    'a sale between our read and our write of a decrease is not given back',
    { timeout: 40_000, concurrent: false },
    async () => {
      const { store, erp } = world;
      const mark = store.sandbox.shop.stockLog.length;
      storeFaults.before(SET_STOCK, () => {
        store.sellOne('SKU-2', 3);
      });
      erp.count('SKU-2', 10);
      await eventually(() => store.available('SKU-2', 'main'), 30_000).toBe(7);
      await eventually(() => disagreements(world)).toEqual([]);
      const shown = store.sandbox.shop.stockLog.slice(mark).filter((entry) => entry.sku === 'SKU-2');
      const sale = shown.findIndex((entry) => entry.cause === 'sale');
      expect(Math.max(...shown.slice(sale).map((entry) => entry.to))).toBeLessThanOrEqual(17);
    },
  );

  test(
    'one SKU unknown to the ERP does not stop the others',
    { timeout: 40_000, concurrent: false },
    async () => {
      const { store, erp, ledger } = world;
      store.sandbox.shop.addProduct({
        title: 'Ghost',
        variants: [{ sku: 'GHOST', priceMinor: 500, inventory: { [store.locations['main'] ?? '']: 9 } }],
      });
      const ghost = store.sellOne('GHOST');
      const others = world.skus.slice(2).map((sku) => store.sellOne(sku));
      for (const sku of world.skus) erp.receive(sku, 2, 'east');
      await eventually(() => disagreements(world, { unbooked: [ghost] }), 30_000).toEqual([]);
      expect(others.map((id) => erp.bookings(id).length)).toEqual(others.map(() => 1));
      await eventually(async () => (await ledger.parked())[`store:${ghost}`]).toContain('GHOST');
      // What nobody counts is not zero.
      expect(store.available('GHOST', 'main')).toBe(8);

      erp.sandbox.erp.addProduct({ sku: 'GHOST', priceMinor: 500, onHand: { WH: 9 } });
      await eventually(() => erp.bookings(ghost).length, 30_000).toBe(1);
    },
  );
});
