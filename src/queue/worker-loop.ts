import { type Job as QueueJob, Worker } from 'bullmq';
import type { Job } from '#sdk/define-job.ts';
import { createConnectionGate, type ConnectionGate } from './connection-gate.ts';
import { processWakeUp } from './process-wake-up.ts';
import { describeFailure } from './fate.ts';
import { KEEP_FINISHED, type Queues, toKeyPrefix, type WakeUpData } from './queues.ts';
import { takeBackHandOvers } from './relay.ts';
import type { RedisClient } from './redis.ts';
import type { RunTools, WorkerConnection } from './run-work.ts';
import type { NoteError } from './sampled-errors.ts';
import { tick } from './schedules.ts';
import { guardErrorStorm } from './storm-guard.ts';
import { addWakeUps } from './wake-ups.ts';

export interface WorkerLoopOptions extends RunTools {
  readonly queues: Queues;
  /** The client that waits while Redis is away. */
  readonly redis: RedisClient;
  readonly jobs: readonly Job[];
  readonly connections: readonly WorkerConnection[];
  readonly noteError: NoteError;
  /** Milliseconds until the connection's breaker lets a call pass; 0 when it is closed. */
  readonly blockedForMs?: ((connection: string) => number) | undefined;
  /** Fingerprint of the credentials in use, noted when they are refused. */
  readonly credentialsOf?: ((connection: string) => string | undefined) | undefined;
}

export interface WorkerLoop {
  /** Takes nothing more, tells the runs to end, waits for them up to `drainMs`; their leases are free when they end. */
  close(drainMs?: number): Promise<void>;
}

const CONCURRENCY_DEFAULT = 8;
const DRAIN_DEFAULT_MS = 25_000;
/**
 * A wake-up whose process died, or whose end Redis did not hear, is seen again after two checks, and until then holds
 * back its twins. Short, because it may be wrong: our own lease, not BullMQ's lock, decides who may work.
 */
const LOCK_MS = 5_000;
const STALLED_CHECK_MS = 2_500;
/** Our count of attempts parks a crash loop; BullMQ's must never come first. */
const STALLED_MAX = 1_000_000;

/** Starts one BullMQ worker per connection. */
export async function startWorkerLoop(options: WorkerLoopOptions): Promise<WorkerLoop> {
  const { ledger, clock } = options;
  const stop = new AbortController();
  const workers = new Map<string, Worker<WakeUpData, void>>();
  const gate = await createConnectionGate({
    ...options,
    connections: options.connections.map((connection) => connection.name),
    blockedForMs: options.blockedForMs ?? (() => 0),
    credentialsOf: options.credentialsOf ?? (() => undefined),
    onChange: async (name, open) => {
      if (!open) return workers.get(name)?.pause(true);
      await workers.get(name)?.resume();
      // Wake-ups that came while it was closed were used up without a run.
      await takeBackHandOvers(ledger, clock);
    },
  });
  for (const connection of options.connections) {
    workers.set(connection.name, startWorker(options, connection, gate, stop.signal));
  }
  return {
    close: async (drainMs = DRAIN_DEFAULT_MS) => {
      stop.abort(new Error('the process was asked to stop'));
      await gate.close();
      await Promise.all([...workers.values()].map((worker) => closeWorker(worker, drainMs, options)));
    },
  };
}

function startWorker(
  options: WorkerLoopOptions,
  connection: WorkerConnection,
  gate: ConnectionGate,
  stop: AbortSignal,
): Worker<WakeUpData, void> {
  const jobs = new Map(options.jobs.map((job) => [job.name, job]));
  const worker = new Worker<WakeUpData, void>(
    connection.name,
    async (wakeUp) => {
      const job = jobs.get(wakeUp.data.job);
      // A job that this version no longer has; its rows stay in the ledger and are seen there.
      if (job === undefined) return;
      try {
        await handle({ options, connection, gate, stop, job, wakeUp });
      } catch (error) {
        options.noteError(error);
        // BullMQ keeps the text of a failure in Redis, not its cause: no personal data may go there.
        throw new Error(describeFailure(error), { cause: error });
      }
    },
    {
      connection: options.redis,
      prefix: toKeyPrefix(options.queues.prefix, connection.name),
      concurrency: connection.concurrency ?? CONCURRENCY_DEFAULT,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_CHECK_MS,
      maxStalledCount: STALLED_MAX,
      removeOnComplete: KEEP_FINISHED,
      removeOnFail: KEEP_FINISHED,
      skipVersionCheck: true,
    },
  );
  worker.on('error', options.noteError);
  guardErrorStorm(worker, { clock: options.clock, stop, mayResume: () => gate.isOpen(connection.name) });
  return worker;
}

async function handle(turn: {
  readonly options: WorkerLoopOptions;
  readonly connection: WorkerConnection;
  readonly gate: ConnectionGate;
  readonly stop: AbortSignal;
  readonly job: Job;
  readonly wakeUp: QueueJob<WakeUpData, void>;
}): Promise<void> {
  const { options, connection, gate, stop, job } = turn;
  const { subject } = turn.wakeUp.data;
  if (turn.wakeUp.data.tick === true) {
    if (subject !== null)
      await tick(
        options.ledger,
        options.clock,
        { job: job.name, subject, connection: connection.name },
        job.priority,
      );
    return;
  }
  const wakeUp = { job: job.name, subject, priority: turn.wakeUp.priority };
  const { more } = await processWakeUp({ job, connection, wakeUp, gate, stop, tools: options });
  if (more) await addWakeUps(options.queues.of(connection.name), [wakeUp], options.random);
}

async function closeWorker(
  worker: Worker<WakeUpData, void>,
  drainMs: number,
  { clock, log }: WorkerLoopOptions,
): Promise<void> {
  const drained = new AbortController();
  const patience = clock.sleep(drainMs, drained.signal).then(
    () => true,
    () => false,
  );
  const closing = worker.close().finally(() => drained.abort());
  const late = await patience;
  if (!late) return closing;
  log.warn('a run did not end in time; its lease expires by itself', { connection: worker.name });
  await worker.close(true);
}
