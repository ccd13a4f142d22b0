import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, openWorld, type StoryWorld } from '#tests/support/story-world.ts';
import { eventually } from '#tests/support/until.ts';

// Both ledgers wait at the same time.
describe.concurrent.each(databases)("the ERP's stock is emptied by mistake, on %s", (database) => {
  let world: StoryWorld;
  beforeAll(async () => {
    world = await openWorld({
      database,
      products: 10,
      change: (written) => ({ ...written, brake: { share: 0.2, cellsMin: 2, window: '10m' } }),
    });
  }, 60_000);
  afterAll(() => world.close());

  test('nothing is written before a person approved exactly that change', { timeout: 60_000 }, async () => {
    const { store, erp, skus, ledger } = world;
    const mark = store.sandbox.shop.stockLog.length;
    for (const sku of skus) erp.count(sku, 0);
    const held = () => ledger.read((tx) => tx.brakes.held('store'));
    await eventually(async () => (await held())?.changes.length).toBe(skus.length);
    // Time enough for every pull, sweep and retry to have come by again.
    await sleep(3_000);
    const [hash, changes] = [(await held())?.hash ?? '', (await held())?.changes ?? []];
    expect(changes).toHaveLength(skus.length);
    const written = () =>
      store.sandbox.shop.stockLog.slice(mark).filter((entry) => entry.cause === 'written-by-api');
    expect(written().filter((entry) => entry.to < entry.from / 2)).toEqual([]);

    await expect(
      world.command('brake-approve', { hash: 'f'.repeat(hash.length), by: 'story' }),
    ).rejects.toThrow(/no mass change/);
    await world.command('brake-approve', { hash, by: 'story' });
    await eventually(() => skus.map((sku) => store.available(sku, 'main')), 30_000).toEqual(
      skus.map(() => 0),
    );
    expect(skus.map((sku) => store.available(sku, 'east'))).toEqual(skus.map(() => 20));

    // The approval was for that change, not for the next one.
    for (const sku of skus) erp.count(sku, 0, 'east');
    await eventually(async () => ((await held())?.hash ?? hash) !== hash, 20_000).toBe(true);
    expect(skus.map((sku) => store.available(sku, 'east'))).toEqual(skus.map(() => 20));
  });
});
