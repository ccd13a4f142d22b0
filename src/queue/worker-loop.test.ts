import { afterEach, expect, test } from 'vitest';
import { RejectedError, ThrottledError, TransientError, UnauthorizedError } from '#sdk/errors.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { systemClock } from '#tests/support/system-time.ts';
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

test('work that is marked runs once and is done', async () => {
  const subjects: string[] = [];
  engine = await startEngineForTests({
    jobs: [
      defineTestJob(
        'export',
        async (_context, work) => void subjects.push(...work.map((one) => one.subject)),
      ),
    ],
  });
  for (let n = 0; n < 50; n += 1) await engine.mark('export', `${n}`);
  await settled();
  expect(subjects.length).toBe(50);
  expect(new Set(subjects).size).toBe(50);
  expect(engine.runs[0]).toMatchObject({ job: 'export', connection: 'erp', count: 1, outcome: 'done' });
});

test('a mark during the run runs once more, and the second run sees it', async () => {
  const generations: number[] = [];
  const door = createDoor();
  const job = defineTestJob('export', async (_context, work) => {
    generations.push(...work.map((one) => one.generation));
    if (generations.length === 1) await door.opened;
  });
  engine = await startEngineForTests({ jobs: [job] });
  await engine.mark('export', '41');
  await eventually(() => generations.length).toBe(1);
  for (let n = 0; n < 3; n += 1) await engine.mark('export', '41');
  door.open();
  await settled();
  expect(generations).toEqual([1, 4]);
});

test('two worker loops never run one subject at once', async () => {
  const running = new Set<string>();
  let overlaps = 0;
  let runs = 0;
  const job = defineTestJob('export', async (_context, work) => {
    for (const one of work) {
      if (running.has(one.subject)) overlaps += 1;
      running.add(one.subject);
    }
    runs += 1;
    await systemClock.sleep(3);
    for (const one of work) running.delete(one.subject);
  });
  engine = await startEngineForTests({ jobs: [job] });
  await engine.startLoop();
  for (let round = 0; round < 40; round += 1) {
    await Promise.all([0, 1, 2, 3, 4].map((n) => engine.mark('export', `${n}`)));
    await systemClock.sleep(2);
  }
  await settled();
  expect(overlaps).toBe(0);
  expect(runs).toBeGreaterThan(10);
});

test('a batch takes up to its size, goes on while there is more, and one bad subject does not spoil the others', async () => {
  const sizes: number[] = [];
  const job = defineTestJob(
    'publish',
    async (context, work) => {
      sizes.push(work.length);
      for (const one of work) if (one.subject === '7') context.fail(one, new RejectedError('no such item'));
    },
    { batchMax: 10 },
  );
  engine = await startEngineForTests({ jobs: [job] });
  await engine.ledger.write((tx) =>
    tx.work.mark(
      Array.from({ length: 95 }, (_, n) => ({
        job: 'publish',
        subject: `${n}`,
        connection: 'erp',
        priority: 1,
        cause: 'test',
      })),
    ),
  );
  await settled(1);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(95);
  expect(Math.max(...sizes)).toBe(10);
  expect(await engine.row('publish', '7')).toMatchObject({
    state: 'parked',
    reason: 'RejectedError: no such item',
  });
  // Whoever reads the log sees which one it was and why.
  expect(engine.runs.filter(({ outcome }) => outcome === 'park')).toMatchObject([
    { job: 'publish', subject: '7', reason: 'RejectedError: no such item' },
  ]);
});

test('throttling costs no attempt, a transient failure does, and both end done', async () => {
  const attempts: Record<string, number[]> = { slow: [], flaky: [] };
  const job = defineTestJob('export', async (_context, [work]) => {
    const one = work as LeasedWork;
    const seen = attempts[one.subject] ?? [];
    seen.push(one.attempts);
    if (seen.length < 3)
      throw one.subject === 'slow' ? new ThrottledError('wait', 20) : new TransientError('again');
  });
  engine = await startEngineForTests({ jobs: [job] });
  await engine.mark('export', 'slow');
  await engine.mark('export', 'flaky');
  await settled();
  expect(attempts).toEqual({ slow: [1, 1, 1], flaky: [1, 2, 3] });
});

test('a waiting subject stays dirty until it is due, or until what it waits for happens', async () => {
  let runs = 0;
  const job = defineTestJob('publish', async (context, [work]) => {
    runs += 1;
    if (runs === 1)
      context.wait(work as LeasedWork, {
        dueAt: context.clock.now() + 3_600_000,
        reason: 'second sight',
        waitsFor: 'horizon',
      });
    if (runs === 2) context.wait(work as LeasedWork, { dueAt: context.clock.now() + 50, reason: 'a moment' });
  });
  engine = await startEngineForTests({ jobs: [job] });
  await engine.mark('publish', 'a');
  await eventually(async () => (await engine.row('publish', 'a'))?.waitsFor).toBe('horizon');
  await engine.ledger.write((tx) => tx.work.wakeWaiting('publish', 'erp', 'horizon'));
  await settled();
  expect(runs).toBe(3);
});

test('a refused credential pauses its connection with one alert; when it resumes, all of it runs, and others never stopped', async () => {
  let isRefused = true;
  const done: string[] = [];
  const job = defineTestJob('export', async (context, work) => {
    if (context.connection === 'erp' && isRefused) throw new UnauthorizedError('401');
    done.push(...work.map((one) => `${context.connection}/${one.subject}`));
  });
  engine = await startEngineForTests({ jobs: [job], connections: ['erp', 'shop'] });
  for (let n = 0; n < 20; n += 1) await engine.mark('export', `${n}`);
  await eventually(
    async () =>
      (await engine.ledger.read((tx) => tx.connections.all())).find((state) => state.connection === 'erp')
        ?.paused,
  ).toBe('unauthorized');
  await engine.mark('export', 'other', { connection: 'shop' });
  await eventually(() => done).toEqual(['shop/other']);
  expect(engine.log.lines.filter((line) => line.startsWith('connection paused'))).toHaveLength(1);
  isRefused = false;
  await systemClock.sleep(700);
  expect(done).toHaveLength(1);
  await engine.ledger.write((tx) => tx.connections.resume('erp'));
  await settled();
  expect(done).toHaveLength(21);
});

test('urgent work passes what waits, also when it became urgent while it waited', async () => {
  const order: string[] = [];
  const door = createDoor();
  const job = defineTestJob('export', async (_context, [work]) => {
    order.push((work as LeasedWork).subject);
    if (order.length === 1) await door.opened;
  });
  engine = await startEngineForTests({ jobs: [job], concurrency: 1 });
  await engine.mark('export', 'first');
  await eventually(() => order.length).toBe(1);
  for (let n = 0; n < 20; n += 1) await engine.mark('export', `${n}`, { priority: 8 });
  await eventually(() => engine.queues.of('erp').getPrioritizedCount()).toBe(20);
  await engine.mark('export', 'urgent', { priority: 1 });
  await engine.mark('export', '19', { priority: 1 });
  await eventually(async () =>
    (await engine.queues.of('erp').getPrioritized(0, 1)).map((one) => one.data.subject),
  ).toEqual(['urgent', '19']);
  door.open();
  await settled();
  expect(order.slice(1, 3)).toEqual(['urgent', '19']);
});

test('a connection that stands still does not hold back another', async () => {
  const door = createDoor();
  const done: string[] = [];
  const job = defineTestJob('export', async (context, [work]) => {
    if (context.connection === 'erp') await door.opened;
    done.push(`${context.connection}/${(work as LeasedWork).subject}`);
  });
  engine = await startEngineForTests({ jobs: [job], connections: ['erp', 'shop'], concurrency: 2 });
  for (let n = 0; n < 20; n += 1) await engine.mark('export', `${n}`);
  for (let n = 0; n < 20; n += 1) await engine.mark('export', `${n}`, { connection: 'shop' });
  await eventually(() => done.length).toBe(20);
  expect(done.every((one) => one.startsWith('shop/'))).toBe(true);
  door.open();
  await settled();
});

test('closing tells the runs to end, waits for them and frees what they held', async () => {
  const started = createDoor();
  const job = defineTestJob('sweep', async (context) => {
    started.open();
    await context.clock.sleep(60_000, context.signal);
  });
  engine = await startEngineForTests({ jobs: [job], withLoop: false });
  const loop = await engine.startLoop();
  await engine.mark('sweep', 'all');
  await started.opened;
  const startedAt = performance.now();
  await loop.close();
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  // Still dirty, free, due at once, and the attempt that a stop cut short is not counted.
  expect(await engine.row('sweep', 'all')).toMatchObject({
    wanted: 1,
    done: 0,
    leaseUntil: null,
    attempts: 0,
  });
});
