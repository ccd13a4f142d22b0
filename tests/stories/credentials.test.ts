import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '#app/app.ts';
import { disagreements } from '#tests/support/story-agreement.ts';
import { databases, openWorld, untilListening, type StoryWorld } from '#tests/support/story-world.ts';
import { eventually } from '#tests/support/until.ts';

// Both ledgers wait at the same time.
describe.concurrent.each(databases)('the ERP refuses its key, on %s', (database) => {
  let world: StoryWorld;
  let app: App;
  beforeAll(async () => {
    world = await openWorld({ database, start: false });
    app = await world.start();
    await untilListening(world);
  }, 60_000);
  afterAll(() => world.close());

  test(
    'one connection pauses, the others go on, and it resumes by itself once the secret has changed',
    { timeout: 60_000 },
    async () => {
      const { store, erp, ledger } = world;
      const paused = () =>
        ledger.read(async (tx) =>
          Object.fromEntries((await tx.connections.all()).map((state) => [state.connection, state.paused])),
        );
      world.setSecret('erp', 'a key that was revoked');
      await app.reload();
      await eventually(paused).toEqual({ store: 'no', erp: 'unauthorized' });

      const id = store.sellOne('SKU-1', 2);
      await eventually(async () => (await ledger.read((tx) => tx.orders.get('store', id)))?.order.name).toBe(
        store.find(id)?.name,
      );
      const calls = erp.calls();
      expect(erp.bookings(id)).toEqual([]);
      // The same wrong key again changes nothing, and a paused connection asks nobody anything.
      await app.reload();
      expect(await paused()).toEqual({ store: 'no', erp: 'unauthorized' });
      expect(erp.calls() - calls).toBeLessThanOrEqual(3);

      world.setSecret('erp', erp.sandbox.apiKey);
      await app.reload();
      await eventually(() => erp.bookings(id).map((booking) => booking.state)).toEqual(['sale']);
      await eventually(() => disagreements(world)).toEqual([]);
      expect(await paused()).toEqual({ store: 'no', erp: 'no' });
    },
  );
});
