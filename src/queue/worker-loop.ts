import type { Job } from '#sdk/define-job.ts';
import { createConnectionGate, type ConnectionGate } from './connection-gate.ts';
import { type Lane, laneOf, lanes } from './lanes.ts';
import { processWakeUp } from './process-wake-up.ts';
import { takeBackHandOvers } from './relay.ts';
import type { RunTools, WorkerConnection } from './run-work.ts';
import type { NoteError } from './sampled-errors.ts';
import { tick } from './schedules.ts';
import { createStandingBack, type Pressure, type StandingBack } from './standing-back.ts';
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
  /** How full the process's event loop was since it was last asked, 0 to 1; absent: nothing stands back. */
  readonly busySince?: (() => number) | undefined;
  readonly onPressure?: ((pressure: Pressure) => void) | undefined;
  /** Fingerprint of the credentials in use, noted when they are refused. */
  readonly credentialsOf?: ((connection: string) => string | undefined) | undefined;
}

export interface WorkerLoop {
  /** Takes nothing more, tells the runs to end, waits for them up to `drainMs`; their leases are free when they end. */
  close(drainMs?: number): Promise<void>;
}

const CONCURRENCY_DEFAULT = 8;
const DRAIN_DEFAULT_MS = 25_000;
/** Starts one consumer of wake-ups per connection and lane. */
export async function startWorkerLoop(options: WorkerLoopOptions): Promise<WorkerLoop> {
  const { ledger, clock } = options;
  const stop = new AbortController();
  const workers = new Map<string, readonly Consumer[]>();
  const gate = await createConnectionGate({
    ...options,
    lookMs: options.gateMs,
    connections: options.connections.map((connection) => connection.name),
    blockedForMs: options.blockedForMs ?? (() => 0),
    credentialsOf: options.credentialsOf ?? (() => undefined),
    onChange: async (name, open) => {
      const ofConnection = workers.get(name) ?? [];
      await Promise.all(ofConnection.map((worker) => (open ? worker.resume() : worker.pause())));
      if (!open) return;
      // Wake-ups that came while it was closed were used up without a run.
      await takeBackHandOvers(ledger, clock);
    },
  });
  const standingBack = startStandingBack(options);
  const turn = { options, gate, stop: stop.signal, standingBack };
  for (const connection of options.connections) {
    workers.set(
      connection.name,
      lanes.map((lane) => startWorker(turn, connection, lane)),
    );
  }
  return {
    close: async (drainMs = DRAIN_DEFAULT_MS) => {
      stop.abort(new Error('the process was asked to stop'));
      await gate.close();
      await Promise.all(
        [...workers].flatMap(([name, ofConnection]) =>
          ofConnection.map((worker) => closeWorker(name, worker, { drainMs, options })),
        ),
      );
      await standingBack?.close();
    },
  };
}

/** What all wake-ups are handled with. */
interface Handling {
  readonly options: WorkerLoopOptions;
  readonly gate: ConnectionGate;
  readonly stop: AbortSignal;
  /** Null: nothing stands back. */
  readonly standingBack: StandingBack | null;
}

function startStandingBack(options: WorkerLoopOptions): StandingBack | null {
  const { busySince, connections } = options;
  if (busySince === undefined) return null;
  const most = Math.max(...connections.map(({ concurrency = CONCURRENCY_DEFAULT }) => concurrency));
  return createStandingBack({ ...options, busySince, most, onLook: options.onPressure });
}

function startWorker(handling: Handling, connection: WorkerConnection, lane: Lane): Consumer {
  const { options, gate, stop, standingBack } = handling;
  const jobs = new Map(options.jobs.map((job) => [job.name, job]));
  return options.store.consume(
    { connection: connection.name, lane },
    {
      concurrency: connection.concurrency ?? CONCURRENCY_DEFAULT,
      stop,
      mayResume: () => gate.isOpen(connection.name),
      handle: async (wakeUp) => {
        const job = jobs.get(wakeUp.job);
        // A job that this version no longer has; its rows stay in the ledger and are seen there.
        if (job === undefined) return;
        if (wakeUp.isTick || standingBack === null || laneOf(job) === 'ahead')
          return handle(handling, { connection, job, wakeUp });
        const leave = await standingBack.enter(connection.name, stop);
        try {
          await handle(handling, { connection, job, wakeUp });
        } finally {
          leave();
        }
      },
    },
  );
}

async function handle(
  { options, gate, stop }: Handling,
  turn: { readonly connection: WorkerConnection; readonly job: Job; readonly wakeUp: DeliveredWakeUp },
): Promise<void> {
  const { connection, job } = turn;
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
  if (more) await options.store.add({ connection: connection.name, lane: laneOf(job) }, [wakeUp]);
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
