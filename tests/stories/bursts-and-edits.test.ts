import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disagreements } from '#tests/support/story-agreement.ts';
import { databases, openWorld, type StoryWorld } from '#tests/support/story-world.ts';
import { eventually } from '#tests/support/until.ts';

const WEBHOOKS = 1_000;
const AT_ONCE = 50;

// Both ledgers wait at the same time, each for its stories one after the other.
describe.concurrent.each(databases)('an order that changes and changes, on %s', (database) => {
  let world: StoryWorld;
  beforeAll(async () => {
    world = await openWorld({ database, units: 200 });
  }, 60_000);
  afterAll(() => world.close());

  test(
    'a thousand webhooks of one order cause a fetch a second at most, and five if they come at once',
    { timeout: 40_000, concurrent: false },
    async () => {
      const { store, erp, doorUrl, ledger } = world;
      const id = store.sellOne('SKU-1');
      await eventually(() => erp.bookings(id).map((booking) => booking.state)).toEqual(['sale']);
      await eventually(() => ledger.read(async (tx) => (await tx.events.waiting('store', 1)).length)).toBe(0);
      const before = store.fetches();
      const startedAt = performance.now();
      const body = JSON.stringify({ id: Number(id.split('/').at(-1)), admin_graphql_api_id: id });
      for (let sent = 0; sent < WEBHOOKS; sent += AT_ONCE) {
        const statuses = await Promise.all(
          Array.from({ length: AT_ONCE }, () => store.deliver({ doorUrl, topic: 'orders/updated', body })),
        );
        expect(new Set(statuses)).toEqual(new Set([200]));
      }
      await eventually(() => ledger.read(async (tx) => (await tx.events.waiting('store', 1)).length)).toBe(0);
      await eventually(() =>
        ledger.read(
          async (tx) =>
            (await tx.work.get({ job: 'refresh-orders', subject: id, connection: 'store' }))?.done ?? 0,
        ),
      ).toBeGreaterThan(0);
      await eventually(async () => {
        const row = await ledger.read((tx) =>
          tx.work.get({ job: 'refresh-orders', subject: id, connection: 'store' }),
        );
        return row === null ? -1 : row.wanted - row.done;
      }).toBe(0);
      // A busy machine takes longer to deliver them than they may be read together.
      const seconds = Math.ceil((performance.now() - startedAt) / 1_000);
      expect(store.fetches() - before).toBeLessThanOrEqual(Math.max(5, seconds + 2));
      expect(erp.bookings(id)).toHaveLength(1);
    },
  );

  test(
    'orders that are edited while their export is under way are booked as they end',
    { timeout: 40_000, concurrent: false },
    async () => {
      const { store } = world;
      for (const delayMs of [0, 20, 60, 120, 250, 500]) {
        const id = store.sellOne('SKU-2', 3);
        await sleep(delayMs);
        store.removeUnits(id, 'SKU-2', 1);
        await sleep(delayMs);
        store.removeUnits(id, 'SKU-2', 1);
      }
      await eventually(() => disagreements(world), 30_000).toEqual([]);
    },
  );

  test(
    'orders that are canceled while their export is under way are not left in the ERP, and their units come back',
    { timeout: 40_000, concurrent: false },
    async () => {
      const { store, erp } = world;
      for (const delayMs of [0, 20, 60, 120, 250, 500]) {
        const id = store.sellOne('SKU-3', 3);
        await sleep(delayMs);
        store.removeUnits(id, 'SKU-3', 1);
        store.cancel(id);
      }
      await eventually(() => disagreements(world), 30_000).toEqual([]);
      expect(
        erp.sandbox.erp
          .saleOrders()
          .filter((order) => order.state === 'sale' && order.lines.some((line) => line.sku === 'SKU-3')),
      ).toEqual([]);
      expect(store.available('SKU-3', 'main')).toBe(200);
    },
  );
});
