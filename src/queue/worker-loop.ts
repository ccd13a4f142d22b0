import type { Job } from '#sdk/define-job.ts';
import { createConnectionGate, type ConnectionGate } from './connection-gate.ts';
import { processWakeUp } from './process-wake-up.ts';
import { takeBackHandOvers } from './relay.ts';
import type { RunTools, WorkerConnection } from './run-work.ts';
import type { NoteError } from './sampled-errors.ts';
import { tick } from './schedules.ts';
import type { Consumer, DeliveredWakeUp, WakeUpStore } from './wake-up-store.ts';

export interface WorkerLoopOptions extends RunTools {
  readonly store: WakeUpStore;
  readonly jobs: readonly Job[];
  readonly connections: readonly WorkerConnection[];
  readonly noteError: NoteError;
  /** How often paused connections are looked at; 500 unless told. */
  readonly gateMs?: number | undefined;
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
/** Starts one consumer of wake-ups per connection. */
export async function startWorkerLoop(options: WorkerLoopOptions): Promise<WorkerLoop> {
  const { ledger, clock } = options;
  const stop = new AbortController();
  const workers = new Map<string, Consumer>();
  const gate = await createConnectionGate({
    ...options,
    lookMs: options.gateMs,
    connections: options.connections.map((connection) => connection.name),
    blockedForMs: options.blockedForMs ?? (() => 0),
    credentialsOf: options.credentialsOf ?? (() => undefined),
    onChange: async (name, open) => {
      if (!open) return workers.get(name)?.pause();
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
      await Promise.all(
        [...workers].map(([name, worker]) => closeWorker(name, worker, { drainMs, options })),
      );
    },
  };
}

function startWorker(
  options: WorkerLoopOptions,
  connection: WorkerConnection,
  gate: ConnectionGate,
  stop: AbortSignal,
): Consumer {
  const jobs = new Map(options.jobs.map((job) => [job.name, job]));
  return options.store.consume(connection.name, {
    concurrency: connection.concurrency ?? CONCURRENCY_DEFAULT,
    stop,
    mayResume: () => gate.isOpen(connection.name),
    handle: async (wakeUp) => {
      const job = jobs.get(wakeUp.job);
      // A job that this version no longer has; its rows stay in the ledger and are seen there.
      if (job !== undefined) await handle({ options, connection, gate, stop, job, wakeUp });
    },
  });
}

async function handle(turn: {
  readonly options: WorkerLoopOptions;
  readonly connection: WorkerConnection;
  readonly gate: ConnectionGate;
  readonly stop: AbortSignal;
  readonly job: Job;
  readonly wakeUp: DeliveredWakeUp;
}): Promise<void> {
  const { options, connection, gate, stop, job } = turn;
  const { subject, priority, isTick } = turn.wakeUp;
  if (isTick) {
    if (subject !== null)
      await tick(
        options.ledger,
        options.clock,
        { job: job.name, subject, connection: connection.name },
        job.priority,
      );
    return;
  }
  const wakeUp = { job: job.name, subject, priority };
  const { more } = await processWakeUp({ job, connection, wakeUp, gate, stop, tools: options });
  if (more) await options.store.add(connection.name, [wakeUp]);
}

async function closeWorker(
  connection: string,
  worker: Consumer,
  { drainMs, options }: { readonly drainMs: number; readonly options: WorkerLoopOptions },
): Promise<void> {
  const { clock, log } = options;
  const drained = new AbortController();
  const patience = clock.sleep(drainMs, drained.signal).then(
    () => true,
    () => false,
  );
  const closing = worker.close().finally(() => drained.abort());
  const late = await patience;
  if (!late) return closing;
  log.warn('a run did not end in time; its lease expires by itself', { connection });
  await worker.close(true);
}
