import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disagreements } from '#tests/support/story-agreement.ts';
import { createAimedFaults } from '#tests/support/story-faults.ts';
import { databases, openWorld, type StoryWorld } from '#tests/support/story-world.ts';
import { eventually, until } from '#tests/support/until.ts';

const CREATE = /^sale\.order\.load$/;
const SET_STOCK = /^SetInventory$/;
/** The engine gives a call five seconds in these stories; then it has to find out. */
const PATIENCE_MS = 40_000;

// Both ledgers wait at the same time: the deadline of a call is what takes long.
describe('an answer that never comes', () => {
  const faults = {
    sqlite: { erp: createAimedFaults(2), store: createAimedFaults(3) },
    postgres: { erp: createAimedFaults(2), store: createAimedFaults(3) },
  };
  const worlds = new Map<string, StoryWorld>();
  const sold = new Map<string, readonly string[]>();
  const worldOf = (database: string): StoryWorld => {
    const world = worlds.get(database);
    if (world === undefined) throw new Error(`there is no world on ${database}`);
    return world;
  };

  beforeAll(async () => {
    await Promise.all(
      databases.map(async (database) => {
        const { erp, store } = faults[database];
        const world = await openWorld({ database, faults: { erp, store } });
        worlds.set(database, world);
        const ids: string[] = [];
        for (const kind of ['timeout-before', 'timeout-after', 'late-effect'] as const) {
          erp.aim(kind, CREATE);
          const known = erp.countOf(kind);
          ids.push(world.store.sellOne('SKU-1'));
          await until(() => (erp.countOf(kind) > known ? null : `${kind} has not happened`));
        }
        store.aim('timeout-after', SET_STOCK);
        store.aim('timeout-before', SET_STOCK);
        world.erp.count('SKU-2', 4);
        world.erp.receive('SKU-3', 4, 'east');
        sold.set(database, ids);
      }),
    );
  }, 120_000);
  afterAll(async () => {
    await Promise.all([...worlds.values()].map((world) => world.close()));
  });

  test.each(databases)(
    'a create that times out before or after its effect, or takes effect late, makes one order, on %s',
    { timeout: PATIENCE_MS },
    async (database) => {
      const world = worldOf(database);
      const ids = sold.get(database) ?? [];
      await eventually(
        () => ids.map((id) => world.erp.bookings(id).map((booking) => booking.state)),
        PATIENCE_MS,
      ).toEqual([['sale'], ['sale'], ['sale']]);
      for (const id of ids) {
        await eventually(async () => {
          const effects = await world.ledger.effectsOf(`store:${id}`);
          return effects.flatMap(({ operation, state }) => (operation === 'orders.create' ? [state] : []));
        }, PATIENCE_MS).toEqual(['confirmed']);
      }
    },
  );

  test.each(databases)(
    'a stock write whose answer is lost ends at the right number, on %s',
    { timeout: PATIENCE_MS },
    async (database) => {
      await eventually(() => disagreements(worldOf(database)), PATIENCE_MS).toEqual([]);
      expect(
        faults[database].store.countOf('timeout-after') + faults[database].store.countOf('timeout-before'),
      ).toBe(2);
    },
  );
});
