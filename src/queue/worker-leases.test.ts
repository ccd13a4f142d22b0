import { afterEach, expect, test } from 'vitest';
import { LeaseLostError } from '#sdk/ledger/ledger.ts';
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

test('what kills its process again and again is parked by our own count', async () => {
  let runs = 0;
  const job = defineTestJob('export', async () => void (runs += 1), { attemptsMax: 3 });
  engine = await startEngineForTests({ jobs: [job], withLoop: false });
  await engine.mark('export', 'bomb');
  // Three processes that died: they leased, and never settled.
  for (let n = 0; n < 3; n += 1) {
    await engine.ledger.write((tx) =>
      tx.work.lease({
        job: 'export',
        connection: 'erp',
        subjects: ['bomb'],
        limit: 1,
        leaseMs: 1,
        token: `dead-${n}`,
        now: systemClock.now(),
      }),
    );
    await systemClock.sleep(5);
  }
  await engine.startLoop();
  await eventually(async () => (await engine.row('export', 'bomb'))?.state).toBe('parked');
  expect((await engine.row('export', 'bomb'))?.reason).toContain('crash loop');
  expect(runs).toBe(0);
});

test('of a batch, what failed before runs alone, so that one bomb does not park its neighbors', async () => {
  const batches: string[][] = [];
  const job = defineTestJob(
    'publish',
    async (_context, work) => void batches.push(work.map((one) => one.subject)),
    { batchMax: 10 },
  );
  engine = await startEngineForTests({ jobs: [job], withLoop: false });
  for (const subject of ['a', 'b', 'bomb']) await engine.mark('publish', subject);
  for (let n = 0; n < 4; n += 1) {
    await engine.ledger.write((tx) =>
      tx.work.lease({
        job: 'publish',
        connection: 'erp',
        subjects: null,
        limit: 10,
        leaseMs: 1,
        token: `dead-${n}`,
        now: systemClock.now(),
      }),
    );
    await systemClock.sleep(5);
  }
  for (const subject of ['c', 'd']) await engine.mark('publish', subject);
  await engine.startLoop();
  await settled();
  expect(batches.filter((batch) => batch.length > 1)).toEqual([['c', 'd']]);
  expect(batches.flat().toSorted()).toEqual(['a', 'b', 'bomb', 'c', 'd']);
});

test("a worker that was paused past its lease cannot settle; the new holder's outcome stays", async () => {
  const door = createDoor();
  const results: string[] = [];
  const lease = (token: string, leaseMs: number) =>
    engine.ledger.write((tx) =>
      tx.work.lease({
        job: 'export',
        connection: 'erp',
        subjects: ['41'],
        limit: 1,
        leaseMs,
        token,
        now: systemClock.now(),
      }),
    );
  const job = defineTestJob(
    'export',
    async (context) => {
      await door.opened;
      results.push(
        await context.prolong().then(
          () => 'held',
          (error: unknown) => (error instanceof LeaseLostError ? 'lost' : 'other'),
        ),
      );
      results.push(context.signal.aborted ? 'aborted' : 'running');
    },
    { leaseMs: 60_000 },
  );
  engine = await startEngineForTests({ jobs: [job] });
  await engine.mark('export', '41');
  await eventually(async () => (await engine.row('export', '41'))?.leaseUntil).not.toBeNull();
  engine.jumpLedgerClock(61_000);
  const [taken] = await lease('other', 60_000);
  expect(taken?.attempts).toBe(2);
  door.open();
  await eventually(() => engine.runs.length).toBe(1);
  expect(results).toEqual(['lost', 'aborted']);
  expect(engine.runs[0]?.outcome).toBe('lost');
  expect(await engine.row('export', '41')).toMatchObject({ wanted: 1, done: 0, attempts: 2 });
  await engine.ledger.write((tx) =>
    tx.work.settle([{ work: taken as LeasedWork, outcome: { kind: 'done' } }], systemClock.now()),
  );
});

test('a long run keeps its lease by itself', async () => {
  let runs = 0;
  const job = defineTestJob(
    'sweep',
    async () => {
      runs += 1;
      await systemClock.sleep(700);
    },
    { leaseMs: 150 },
  );
  engine = await startEngineForTests({ jobs: [job], handOverPatienceMs: 0 });
  await engine.mark('sweep', 'all');
  await settled();
  expect(runs).toBe(1);
  expect(engine.runs[0]?.outcome).toBe('done');
});
