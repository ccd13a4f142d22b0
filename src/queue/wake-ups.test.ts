import { afterAll, beforeAll, expect, test } from 'vitest';
import { Worker } from 'bullmq';
import { createNotedLog, systemClock, systemRandom } from '#tests/support/system-time.ts';
import { createQueues, type Queues, toKeyPrefix, type WakeUpData } from './queues.ts';
import { connectRedis, type RedisLinks } from './redis.ts';
import { eventually } from '#tests/support/queue/eventually.ts';
import { type RedisForTests, startRedisForTests } from '#tests/support/queue/redis-for-tests.ts';
import { addWakeUps } from './wake-ups.ts';

let redis: RedisForTests;
let links: RedisLinks;
let queues: Queues;
beforeAll(async () => {
  redis = await startRedisForTests();
  links = await connectRedis({ socketPath: redis.socketPath }, { clock: systemClock, log: createNotedLog() });
  queues = createQueues({
    redis: links.producers,
    prefix: 'test',
    connections: ['a', 'b', 'c'],
    noteError: () => undefined,
  });
});
afterAll(async () => {
  await queues.close();
  await links.close();
  await redis.remove();
});

test('a wake-up that waits already is not added again, but a more urgent one makes it more urgent', async () => {
  const queue = queues.of('a');
  await addWakeUps(queue, [{ job: 'export', subject: '41', priority: 5 }], systemRandom);
  await addWakeUps(queue, [{ job: 'export', subject: '41', priority: 7 }], systemRandom);
  expect((await queue.getPrioritized()).map((job) => job.priority)).toEqual([5]);
  await addWakeUps(
    queue,
    [
      { job: 'export', subject: '41', priority: 1 },
      { job: 'export', subject: '42', priority: 2 },
    ],
    systemRandom,
  );
  expect((await queue.getPrioritized()).map((job) => [job.data.subject, job.priority])).toEqual([
    ['41', 1],
    ['42', 2],
  ]);
});

test('wake-ups that come while their twin runs are one more run', async () => {
  const queue = queues.of('b');
  const started: string[] = [];
  let release = () => undefined as void;
  const worker = new Worker<WakeUpData, void>(
    'b',
    async (job) => {
      started.push(String(job.data.subject));
      if (started.length === 1) await new Promise<void>((resolve) => (release = resolve));
    },
    { connection: links.workers, prefix: toKeyPrefix('test', 'b') },
  );
  const wake = () => addWakeUps(queue, [{ job: 'export', subject: '41', priority: 5 }], systemRandom);
  await wake();
  await eventually(() => started.length).toBe(1);
  for (let n = 0; n < 5; n += 1) await wake();
  release();
  await eventually(() => started.length).toBe(2);
  await eventually(() => queue.getJobCounts('active', 'prioritized', 'waiting')).toEqual({
    active: 0,
    prioritized: 0,
    waiting: 0,
  });
  expect(started).toHaveLength(2);
  await worker.close();
});

test('a wake-up carries a reference and nothing else, and more than one bulk arrives whole', async () => {
  const queue = queues.of('c');
  const many = Array.from({ length: 1_201 }, (_, n) => ({ job: 'export', subject: `${n}`, priority: 3 }));
  await addWakeUps(queue, many, systemRandom);
  expect(await queue.getPrioritizedCount()).toBe(1_201);
  const [first] = await queue.getPrioritized(0, 0);
  expect(first?.data).toEqual({ job: 'export', subject: '0' });
});

test('a connection whose name cannot be part of a key is refused', () => {
  expect(() =>
    createQueues({
      redis: links.producers,
      prefix: 'test',
      connections: ['a:b'],
      noteError: () => undefined,
    }),
  ).toThrow(/"a:b"/);
});
