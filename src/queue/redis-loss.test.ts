import { afterEach, expect, test } from 'vitest';
import { systemClock } from '#tests/support/system-time.ts';
import { createQueues } from './queues.ts';
import { sampleErrors } from './sampled-errors.ts';
import { eventually } from '#tests/support/queue/eventually.ts';
import {
  createDoor,
  defineTestJob,
  type EngineForTests,
  startEngineForTests,
} from '#tests/support/queue/engine-for-tests.ts';

let engine: EngineForTests;
afterEach(() => engine.close());

const settled = (count = 0) => eventually(() => engine.countOpen()).toBe(count);

test('Redis flushed again and again under load loses no work', async () => {
  const done = new Set<string>();
  const job = defineTestJob('export', async (_context, work) => {
    await systemClock.sleep(2);
    for (const one of work) done.add(one.subject);
  });
  engine = await startEngineForTests({ jobs: [job] });
  for (let n = 0; n < 400; n += 1) {
    await engine.mark('export', `${n}`);
    if (n % 100 === 50) await engine.links.producers.flushall();
  }
  await settled();
  expect(done.size).toBe(400);
});

test('a single wake-up that Redis lost is made again by the janitor', async () => {
  const door = createDoor();
  let runs = 0;
  const job = defineTestJob('export', async () => {
    runs += 1;
    await door.opened;
  });
  engine = await startEngineForTests({ jobs: [job], concurrency: 1, handOverPatienceMs: 100 });
  await engine.mark('export', 'first');
  await eventually(() => runs).toBe(1);
  await engine.mark('export', 'lost');
  const queue = engine.queues.of('erp');
  await eventually(() => queue.getPrioritizedCount()).toBe(1);
  await queue.drain();
  door.open();
  await settled();
  expect(runs).toBe(2);
});

test.each([{ keepData: true }, { keepData: false }])(
  'Redis away for two seconds, back with data kept: $keepData: work is taken up by itself',
  async ({ keepData }) => {
    const done = new Set<string>();
    const job = defineTestJob('export', async (_context, work) => {
      for (const one of work) done.add(one.subject);
    });
    engine = await startEngineForTests({ jobs: [job] });
    for (let n = 0; n < 50; n += 1) await engine.mark('export', `before-${n}`);
    await engine.redis.kill({ keepData });
    for (let n = 0; n < 50; n += 1) await engine.mark('export', `during-${n}`);
    await systemClock.sleep(2_000);
    await engine.redis.start();
    await settled();
    expect(done.size).toBe(100);
  },
);

test('a full Redis delays work and floods nothing; with room again all of it runs', async () => {
  const lines: string[] = [];
  const note = (message: string) => void lines.push(message);
  const noteError = sampleErrors('queue', {
    clock: systemClock,
    log: { debug: note, info: note, warn: note, error: note },
  });
  let errors = 0;
  const done = new Set<string>();
  const job = defineTestJob('export', async (_context, work) => {
    for (const one of work) done.add(one.subject);
  });
  engine = await startEngineForTests({ jobs: [job], withLoop: false });
  for (let n = 0; n < 20; n += 1) await engine.mark('export', `${n}`);
  await eventually(() => engine.queues.of('erp').getPrioritizedCount()).toBe(20);
  await engine.links.producers.config('SET', 'maxmemory', '1');
  await engine.startLoop({
    noteError: (error) => {
      errors += 1;
      noteError(error);
    },
  });
  await engine.mark('export', 'during');
  await systemClock.sleep(3_000);
  expect(lines.length).toBeLessThanOrEqual(1);
  expect(errors).toBeLessThan(1_000);
  await engine.links.producers.config('SET', 'maxmemory', '0');
  await settled();
  expect(done.size).toBe(21);
});

test('a schedule ticks, is made again after a flush, and does not pile up behind a slow run', async () => {
  let running = 0;
  let most = 0;
  let runs = 0;
  const job = defineTestJob(
    'pull',
    async () => {
      running += 1;
      runs += 1;
      most = Math.max(most, running);
      await systemClock.sleep(runs === 1 ? 600 : 1);
      running -= 1;
    },
    { schedules: () => [{ subject: 'orders', everyMs: 100 }] },
  );
  engine = await startEngineForTests({ jobs: [job] });
  await eventually(() => runs).toBe(1);
  await systemClock.sleep(500);
  // Five ticks have passed while the run went on: nothing waits but the next tick.
  expect(runs).toBe(1);
  expect(await engine.queues.of('erp').getJobCounts('waiting', 'prioritized')).toEqual({
    waiting: 0,
    prioritized: 0,
  });
  await eventually(() => runs).toBeGreaterThan(3);
  await engine.links.producers.flushall();
  const before = runs;
  await eventually(() => runs).toBeGreaterThan(before + 3);
  expect(most).toBe(1);
});

test('what is no longer declared is no longer scheduled', async () => {
  const job = defineTestJob('pull', () => Promise.resolve(), {
    schedules: () => [{ subject: 'orders', everyMs: 60_000 }],
  });
  engine = await startEngineForTests({ jobs: [job], withLoop: false });
  const queues = createQueues({
    redis: engine.links.producers,
    prefix: 'test',
    connections: ['erp'],
    noteError: () => undefined,
  });
  const queue = queues.of('erp');
  await eventually(async () => (await queue.getJobSchedulers(0, -1)).map((one) => one.key)).toEqual([
    'pull/orders',
  ]);
  await queue.upsertJobScheduler(
    'old/all',
    { every: 60_000 },
    { name: 'old', data: { job: 'old', subject: 'all', tick: true } },
  );
  await engine.links.producers.del('test:epoch');
  await eventually(async () => (await queue.getJobSchedulers(0, -1)).map((one) => one.key)).toEqual([
    'pull/orders',
  ]);
  await queues.close();
});
