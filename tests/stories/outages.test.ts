import { describe, expect, test } from 'vitest';
import { disagreements } from '#tests/support/story-agreement.ts';
import { systemClock } from '#tests/support/system-time.ts';
import { addItem, databases, openWorld } from '#tests/support/story-world.ts';
import { eventually } from '#tests/support/until.ts';

const DAY_MS = 86_400_000;
/** An hour of the real thing, scaled to what the breaker's own doubling pauses make of it. */
const DOWN_MS = 8_000;

// Both ledgers wait at the same time, each for its stories one after the other.
describe.concurrent.each(databases)('what a system does not say, or says late, on %s', (database) => {
  test(
    'while the ERP is down orders are taken and kept, and all of them are booked once when it is back',
    { timeout: 120_000, concurrent: false },
    async () => {
      const world = await openWorld({ database });
      try {
        const { store, erp, ledger } = world;
        erp.sandbox.faults.takeDown(DOWN_MS);
        for (const sku of world.skus) store.sellOne(sku);
        for (const sku of world.skus) store.sellOne(sku, 2, 'east');
        await eventually(() => ledger.read((tx) => tx.orders.count('store'))).toBe(12);
        expect(erp.sandbox.erp.saleOrders()).toEqual([]);
        expect(await ledger.parked()).toEqual({});
        await eventually(() => disagreements(world), 60_000).toEqual([]);
        expect(await ledger.parked()).toEqual({});
      } finally {
        await world.close();
      }
    },
  );

  test(
    'with no webhooks at all, polling reaches the same state',
    { timeout: 90_000, concurrent: false },
    async () => {
      const world = await openWorld({ database, change: (written) => ({ ...written, publicUrl: null }) });
      try {
        const { store, erp } = world;
        const edited = store.sellOne('SKU-1', 3);
        const canceled = store.sellOne('SKU-2', 2);
        const shipped = store.sellOne('SKU-3', 1, 'east');
        await eventually(() => [edited, canceled, shipped].map((id) => erp.bookings(id)[0]?.state)).toEqual([
          'sale',
          'sale',
          'sale',
        ]);
        store.removeUnits(edited, 'SKU-1', 1);
        store.cancel(canceled);
        erp.ship(shipped, 'POLLED');
        erp.receive('SKU-4', 5);
        addItem(world, 'SKU-NEW', 4);
        await eventually(() => disagreements(world), 40_000).toEqual([]);
        await eventually(() =>
          store.find(shipped)?.fulfillments.map((one) => one.tracking[0]?.number),
        ).toEqual(['POLLED']);
        expect(store.sandbox.shop.webhookStats().sent).toBe(0);
      } finally {
        await world.close();
      }
    },
  );

  test(
    'connecting a store with a thousand old orders books none of them',
    { timeout: 120_000, concurrent: false },
    async () => {
      const old: string[] = [];
      const world = await openWorld({
        database,
        units: 500,
        prepare: ({ store }) => {
          const now = Date.now();
          for (let index = 0; index < 1_000; index += 1) {
            const createdAt = now - (1 + (index % 50)) * DAY_MS;
            old.push(store.sell({ lines: [{ sku: `SKU-${1 + (index % 6)}`, quantity: 1 }], createdAt }));
          }
        },
      });
      try {
        const { store, erp, ledger } = world;
        await eventually(() => ledger.read((tx) => tx.orders.count('store')), 60_000).toBe(1_000);
        const fresh = store.sellOne('SKU-1');
        await eventually(() => erp.bookings(fresh).length, 30_000).toBe(1);
        // A change of an old order does not make it a new one.
        store.touch(old[0] ?? '');
        await eventually(
          async () => (await ledger.dirty('erp')) + (await ledger.dirty('store')),
          40_000,
        ).toBe(0);
        expect(erp.sandbox.erp.saleOrders()).toHaveLength(1);
        // Nobody has sent them away, so their units are not sold a second time.
        await eventually(() => disagreements(world, { unbooked: old }), 40_000).toEqual([]);
        expect(await ledger.open()).toEqual([]);
      } finally {
        await world.close();
      }
    },
  );

  test.each([-1, 1])(
    'a store whose clock is a day off (%i) has its new orders booked and its old ones left alone',
    { timeout: 60_000, concurrent: false },
    async (days) => {
      const old: string[] = [];
      const clock = { ...systemClock, now: () => Date.now() + days * DAY_MS };
      const world = await openWorld({
        database,
        units: 100,
        shopify: { clock },
        prepare: ({ store }) => {
          for (const hours of [1, 5, 30])
            old.push(
              store.sell({
                lines: [{ sku: 'SKU-1', quantity: 1 }],
                createdAt: clock.now() - hours * 3_600_000,
              }),
            );
        },
      });
      try {
        const fresh = world.store.sellOne('SKU-2');
        await eventually(() => world.erp.bookings(fresh).map((booking) => booking.state)).toEqual(['sale']);
        await eventually(() => disagreements(world, { unbooked: old }), 30_000).toEqual([]);
      } finally {
        await world.close();
      }
    },
  );
});
