import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { disagreements } from '#tests/support/story-agreement.ts';
import { flushAt, startStoryRedis } from '#tests/support/story-redis.ts';
import { databases, openWorld, type StoryWorld } from '#tests/support/story-world.ts';
import { eventually } from '#tests/support/until.ts';

const OUTAGE_MS = 10_000;
const PATIENCE_MS = 150_000;

// Each has a world of its own, and waits most of the time.
describe.concurrent.each(databases)('Redis is disposable, on %s', (database) => {
  test(
    'FLUSHALL in the middle of the work loses nothing and doubles nothing',
    { timeout: PATIENCE_MS * 2 },
    async () => {
      const world = await openWorld({ database, units: 200 });
      try {
        const { socketPath } = JSON.parse(
          readFileSync(join(world.folder, 'data', 'redis', 'redis.json'), 'utf8'),
        ) as { readonly socketPath: string };
        for (let round = 0; round < 5; round += 1) {
          sellSome(world, 10, round);
          world.erp.receive('SKU-1', 1);
          await sleep(300);
          await flushAt(socketPath);
        }
        await eventually(() => disagreements(world), PATIENCE_MS).toEqual([]);
        expect(world.store.sandbox.shop.orders()).toHaveLength(50);
      } finally {
        await world.close();
      }
    },
  );

  test(
    'while Redis is stopped for ten seconds webhooks are accepted, and everything arrives afterwards',
    { timeout: PATIENCE_MS * 2 },
    async () => {
      const redis = await startStoryRedis();
      const world = await openWorld({ database, redisUrl: redis.url });
      try {
        sellSome(world, 3, 0);
        await redis.kill();
        const backAt = performance.now() + OUTAGE_MS;
        sellSome(world, 6, 1);
        const statuses: number[] = [];
        while (performance.now() < backAt) {
          statuses.push(
            await world.store.deliver({ doorUrl: world.doorUrl, topic: 'orders/updated', body: '{"id":1}' }),
          );
          await sleep(500);
        }
        expect(new Set(statuses)).toEqual(new Set([200]));
        await redis.start();
        sellSome(world, 3, 2);
        await eventually(() => disagreements(world), PATIENCE_MS).toEqual([]);
      } finally {
        await world.close();
        await redis.remove();
      }
    },
  );
});

function sellSome(world: StoryWorld, count: number, round: number): void {
  for (let index = 0; index < count; index += 1) {
    const sku = world.skus[(index + round) % world.skus.length] ?? '';
    world.store.sellOne(sku, 1, index % 2 === 0 ? 'main' : 'east');
  }
}
