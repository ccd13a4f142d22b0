import { openLedger } from '#ledger/open-ledger.ts';
import { defineJob, type Job } from '#sdk/define-job.ts';
import type { Effects } from '#sdk/effects.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { Mark, WorkRow } from '#sdk/ledger/work.ts';
import { testSettings } from '#tests/support/test-settings.ts';
import { createNotedLog, type NotedLog, systemClock, systemRandom } from '#tests/support/system-time.ts';
import { startJanitor } from '#queue/janitor.ts';
import { createBullStore } from '#queue/bull-store.ts';
import { createQueues, type Queues } from '#queue/queues.ts';
import { connectRedis, type RedisLinks } from '#queue/redis.ts';
import { startRelay } from '#queue/relay.ts';
import type { RunReport } from '#queue/run-work.ts';
import { startWorkerLoop, type WorkerLoop, type WorkerLoopOptions } from '#queue/worker-loop.ts';
import { type RedisForTests, startRedisForTests } from './redis-for-tests.ts';

export interface EngineForTests {
  readonly ledger: Ledger;
  readonly redis: RedisForTests;
  readonly links: RedisLinks;
  readonly queues: Queues;
  readonly log: NotedLog;
  readonly runs: readonly RunReport[];
  /** Lets the ledger's clock jump, as if this process had stood still for so long: leases end. */
  jumpLedgerClock(ms: number): void;
  mark(job: string, subject: string, change?: Partial<Mark>): Promise<void>;
  row(job: string, subject: string, connection?: string): Promise<WorkRow | null>;
  /** Rows that are dirty or parked. */
  countOpen(): Promise<number>;
  /** One more worker loop, as another process would have. */
  startLoop(change?: Partial<WorkerLoopOptions>): Promise<WorkerLoop>;
  close(): Promise<void>;
}

const noEffects: Effects = { perform: () => Promise.reject(new Error('This test has no effects.')) };
const settings = testSettings({ locations: [], channels: {} });
const account = { check: () => Promise.resolve([]) };

/** A job with short patience that runs what the test says, in the lane `ahead` unless its priority says otherwise. */
export function defineTestJob(
  name: string,
  run: Job['run'],
  change: Partial<Parameters<typeof defineJob>[0]> = {},
): Job {
  return defineJob({ name, title: name, priority: 'reading', appliesTo: () => true, run, ...change });
}

/** The whole room at work: a real Redis, a real ledger in memory, relay, janitor and one worker loop. */
export async function startEngineForTests(options: {
  readonly jobs: readonly Job[];
  readonly connections?: readonly string[];
  readonly concurrency?: number;
  readonly handOverPatienceMs?: number;
  readonly withLoop?: boolean;
}): Promise<EngineForTests> {
  const {
    jobs,
    connections = ['erp'],
    concurrency = 8,
    handOverPatienceMs = 60_000,
    withLoop = true,
  } = options;
  const log = createNotedLog();
  const clock = systemClock;
  let jumpMs = 0;
  const ledgerClock = { ...clock, now: () => clock.now() + jumpMs };
  const random = systemRandom;
  const noteError = () => undefined;
  const redis = await startRedisForTests();
  const links = await connectRedis({ socketPath: redis.socketPath }, { clock, log });
  const ledger = await openLedger({
    url: 'sqlite::memory:',
    sealingKey: Buffer.alloc(32, 7),
    clock: ledgerClock,
    random,
  });
  await ledger.write(async (tx) => {
    for (const connection of connections) await tx.connections.ensure(connection, clock.now());
  });
  const queues = createQueues({ redis: links.producers, prefix: 'test', connections, noteError });
  const store = createBullStore({ queues, workers: links.workers, clock, random, noteError });
  const shared = { ledger, store, jobs, clock, random, log, noteError, holder: 'test' };
  const targets = () => connections.map((connection) => ({ connection, account, settings }));
  const relay = startRelay(shared);
  const janitor = startJanitor({ ...shared, targets, handOverPatienceMs });
  const runs: RunReport[] = [];
  const loops: WorkerLoop[] = [];
  const startLoop: EngineForTests['startLoop'] = async (change = {}) => {
    const loop = await startWorkerLoop({
      ...shared,
      connections: connections.map((name) => ({ name, account, concurrency })),
      effects: noEffects,
      settings: () => settings,
      onRun: (report) => void runs.push(report),
      ...change,
    });
    loops.push(loop);
    return loop;
  };
  if (withLoop) await startLoop();
  return {
    ledger,
    redis,
    links,
    queues,
    log,
    runs,
    startLoop,
    jumpLedgerClock: (ms) => void (jumpMs += ms),
    mark: (job, subject, change = {}) =>
      ledger.write((tx) =>
        tx.work.mark([{ job, subject, connection: 'erp', priority: 2, cause: 'test', ...change }]),
      ),
    row: (job, subject, connection = 'erp') => ledger.read((tx) => tx.work.get({ job, subject, connection })),
    countOpen: async () =>
      (await ledger.read((tx) => tx.work.counts())).reduce((sum, one) => sum + one.dirty + one.parked, 0),
    close: async () => {
      await Promise.all(loops.map((loop) => loop.close(2_000)));
      await janitor.close();
      await relay.close();
      await queues.close();
      await links.close();
      await ledger.close();
      await redis.remove();
    },
  };
}

/** A promise that the test resolves. */
export function createDoor(): { readonly opened: Promise<void>; open(): void } {
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
