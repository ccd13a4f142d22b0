import type { Clock } from '#sdk/clock.ts';
import type { Job } from '#sdk/define-job.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { WorkRow } from '#sdk/ledger/work.ts';
import { laneOf, lanes, queueName } from './lanes.ts';
import { createLeadership } from './leadership.ts';
import { type Repeating, repeat } from './repeat.ts';
import type { NoteError } from './sampled-errors.ts';
import type { QueueAddress, WakeUpStore } from './wake-up-store.ts';
import { toWakeUpId, type WakeUp } from './wake-ups.ts';

export interface RelayOptions {
  readonly ledger: Ledger;
  readonly store: WakeUpStore;
  readonly jobs: readonly Job[];
  readonly clock: Clock;
  /** Unique per process. */
  readonly holder: string;
  readonly noteError: NoteError;
  /** How often it looks for what other processes marked; 200 unless told. */
  readonly pollMs?: number | undefined;
}

const TAKE_MAX = 500;
/** Other processes mark rows too, and the ledger tells only the own process. */
const POLL_MS = 200;
const NOT_LEADER_POLL_MS = 1_000;
/** Hand-overs of these milliseconds to come are taken back too: another process's clock may be ahead. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Turns dirty, due rows of the ledger into wake-ups in Redis. It runs in every process and works in the one that holds
 * the lease. While Redis is away rows stay with the ledger.
 */
export function startRelay(options: RelayOptions): Repeating {
  const { ledger, store, clock, noteError, pollMs = POLL_MS } = options;
  const leadership = createLeadership({ ledger, clock, name: 'relay', holder: options.holder });
  let marked = true;
  /** While the ledger or Redis was away wake-ups were handed out to workers that could not even lease their rows. */
  let hasFailed = false;
  const round = async (): Promise<number> => {
    if (!(await leadership.hold())) return NOT_LEADER_POLL_MS;
    if (!store.isReady()) return pollMs;
    if (hasFailed) {
      await takeBackHandOvers(ledger, clock);
      hasFailed = false;
      marked = true;
    }
    if (marked) {
      marked = false;
      return (await relayOnce(options)) === 0 ? 1 : 0;
    }
    const now = clock.now();
    const dueAt = await ledger.read((tx) => tx.work.nextDueAt(now));
    if (dueAt === null || dueAt > now)
      return Math.min(pollMs, dueAt === null ? pollMs : Math.max(1, dueAt - now));
    await relayOnce(options);
    return 0;
  };
  const noteFailure: NoteError = (error) => {
    hasFailed = true;
    noteError(error);
  };
  const repeating = repeat(round, { clock, noteError: noteFailure });
  ledger.onWork(() => {
    marked = true;
    repeating.kick();
  });
  return {
    kick: () => repeating.kick(),
    close: async () => {
      await repeating.close();
      await leadership.release().catch(noteError);
    },
  };
}

/** Takes what is due and hands it to Redis; when Redis fails, the rows go back. Returns how many rows it took. */
export async function relayOnce(options: RelayOptions): Promise<number> {
  const { ledger, store, clock } = options;
  const rows = await ledger.write((tx) => tx.work.takeForRelay(clock.now(), TAKE_MAX));
  try {
    const jobs = new Map(options.jobs.map((job) => [job.name, job]));
    for (const { to, wakeUps } of groupWakeUps(rows, jobs)) await store.add(to, [...wakeUps.values()]);
  } catch (error) {
    // Which of them arrived is not known. All go back: a second wake-up is harmless, a lost one costs a minute.
    await takeBackHandOvers(ledger, clock);
    throw error;
  }
  return rows.length;
}

/** Everything that was handed to Redis is handed over again. */
export function takeBackHandOvers(ledger: Ledger, clock: Clock): Promise<number> {
  return ledger.write((tx) => tx.work.resetRelay(clock.now() + CLOCK_SKEW_MS));
}

interface Group {
  readonly to: QueueAddress;
  readonly wakeUps: Map<string, WakeUp>;
}

/** What goes ahead comes first. */
function groupWakeUps(rows: readonly WorkRow[], jobs: ReadonlyMap<string, Job>): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const job = jobs.get(row.job);
    const subject = (job?.batchMax ?? 1) > 1 ? null : row.subject;
    const to = { connection: row.connection, lane: laneOf(job) };
    const name = queueName(to.connection, to.lane);
    const { wakeUps } = groups.get(name) ?? { wakeUps: new Map<string, WakeUp>() };
    groups.set(name, { to, wakeUps });
    const id = toWakeUpId(row.job, subject);
    const priority = Math.min(row.priority, wakeUps.get(id)?.priority ?? row.priority);
    wakeUps.set(id, { job: row.job, subject, priority });
  }
  return [...groups.values()].toSorted(
    (one, other) => lanes.indexOf(one.to.lane) - lanes.indexOf(other.to.lane),
  );
}
