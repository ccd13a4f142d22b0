import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { StoryConfiguration } from '#tests/support/story-config.ts';
import { disagreements } from '#tests/support/story-agreement.ts';
import { type EngineProcess, startEngineProcess } from '#tests/support/story-process.ts';
import { startStoryRedis } from '#tests/support/story-redis.ts';
import { databases, openWorld, type StoryWorld, untilListening } from '#tests/support/story-world.ts';
import { until } from '#tests/support/until.ts';

/** A run's lease lasts 20 s; what a dead or standing process held is free after it. */
const LEASE_MS = 20_000;
const TEST_MS = 300_000;

// They wait for leases most of the time, so they wait together.
describe.concurrent('processes die and stand still', () => {
  test.each(databases)(
    'an engine killed in the middle of its work loses nothing and doubles nothing, on %s',
    { timeout: TEST_MS },
    async (database) => {
      const world = await openWorld({ database, start: false, units: 200 });
      let engine = startEngineProcess(world);
      try {
        await untilListening(world);
        for (let round = 0; round < 3; round += 1) {
          sellSome(world, 10);
          await sleep(250);
          engine.signal('SIGKILL');
          await engine.ended;
          sellSome(world, 3);
          engine = startEngineProcess(world);
          await sleep(1_500);
        }
        await until(() => disagreements(world)[0] ?? null, TEST_MS);
        expect(world.store.sandbox.shop.orders()).toHaveLength(39);
      } finally {
        await end(world, [engine]);
      }
    },
  );

  test(
    'a worker that stands still past its lease does nothing when it wakes up that another has done',
    { timeout: TEST_MS },
    async () => {
      const redis = await startStoryRedis();
      const world = await openWorld({ database: 'postgres', redisUrl: redis.url, start: false, units: 200 });
      const engines: EngineProcess[] = [];
      try {
        await world.start(['web', 'scheduler']);
        const first = startEngineProcess(world, { only: 'worker' });
        engines.push(first);
        await untilListening(world);
        sellSome(world, 20);
        await sleep(150);
        first.signal('SIGSTOP');
        engines.push(startEngineProcess(world, { only: 'worker' }));
        await until(() => disagreements(world)[0] ?? null, LEASE_MS + 120_000);
        first.signal('SIGCONT');
        sellSome(world, 20);
        await until(() => disagreements(world)[0] ?? null, 90_000);
        expect(world.store.sandbox.shop.orders()).toHaveLength(40);
      } finally {
        for (const engine of engines) engine.signal('SIGCONT');
        await end(world, engines);
        await redis.remove();
      }
    },
  );

  test(
    'three workers against one store never see its limit refused, and together do the work of one',
    { timeout: TEST_MS },
    async () => {
      const redis = await startStoryRedis();
      const world = await openWorld({
        database: 'postgres',
        redisUrl: redis.url,
        start: false,
        units: 500,
        plan: 'standard',
        change: lessOften,
      });
      const engines: EngineProcess[] = [];
      try {
        await world.start(['web', 'scheduler']);
        for (let count = 0; count < 3; count += 1)
          engines.push(startEngineProcess(world, { only: 'worker' }));
        await untilListening(world);
        for (let round = 0; round < 10; round += 1) {
          sellSome(world, 5);
          world.erp.receive('SKU-1', 1);
          await sleep(100);
        }
        await until(() => disagreements(world)[0] ?? null, 120_000);
        expect(world.store.throttled()).toBe(0);
        expect(world.store.sandbox.shop.orders()).toHaveLength(50);
      } finally {
        await end(world, engines);
        await redis.remove();
      }
    },
  );
});

function sellSome(world: StoryWorld, count: number): void {
  for (let index = 0; index < count; index += 1) {
    world.store.sellOne(world.skus[index % world.skus.length] ?? '', 1, index % 2 === 0 ? 'main' : 'east');
  }
}

async function end(world: StoryWorld, engines: readonly EngineProcess[]): Promise<void> {
  for (const engine of engines) engine.signal('SIGTERM');
  await Promise.all(engines.map((engine) => engine.ended));
  await world.close();
}

/** A standard shop gives a hundred points a second; what looks for itself every second would use them up. */
function lessOften(written: StoryConfiguration) {
  return {
    ...written,
    intervals: {
      pullOrders: '5s',
      pullStock: '2s',
      pullCatalog: '30s',
      sweepStock: '60s',
      sweepOrders: '60s',
    },
  };
}
