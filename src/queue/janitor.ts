import type { Clock } from '#sdk/clock.ts';
import type { Job, JobTarget } from '#sdk/define-job.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { Log } from '#sdk/log.ts';
import { createLeadership } from './leadership.ts';
import { takeBackHandOvers } from './relay.ts';
import { type Repeating, repeat } from './repeat.ts';
import type { NoteError } from './sampled-errors.ts';
import { ensureSchedules } from './schedules.ts';
import type { WakeUpStore } from './wake-up-store.ts';

export interface JanitorOptions {
  readonly ledger: Ledger;
  readonly store: WakeUpStore;
  readonly jobs: readonly Job[];
  /** All connections with their accounts, as configured now. */
  readonly targets: () => readonly JobTarget[];
  readonly clock: Clock;
  readonly log: Log;
  /** Unique per process. */
  readonly holder: string;
  readonly noteError: NoteError;
  /** How long a hand-over may stay without an outcome before it is made again. */
  readonly handOverPatienceMs?: number;
  /** How often it looks after Redis; 500 unless told. */
  readonly lookMs?: number | undefined;
}

const EPOCH_EVERY_MS = 500;
const HAND_OVER_EVERY_MS = 2_000;
/** What a dead process held is looked for; that reads all that is handed over. */
const ABANDONED_EVERY_MS = 5_000;
const SCHEDULES_EVERY_MS = 60_000;
/** A backlog waits in Redis for longer than this, and then is handed over again in vain: de-duplication makes that harmless. */
const HAND_OVER_PATIENCE_MS = 60_000;

/**
 * Repairs what Redis forgot: after a flush, a roll-back or a restart at once, single lost wake-ups within a minute,
 * schedules too. It runs in every process and works in the one that holds the lease.
 */
export function startJanitor(options: JanitorOptions): Repeating {
  const {
    ledger,
    store,
    clock,
    log,
    noteError,
    handOverPatienceMs = HAND_OVER_PATIENCE_MS,
    lookMs = EPOCH_EVERY_MS,
  } = options;
  const leadership = createLeadership({ ledger, clock, name: 'janitor', holder: options.holder });
  let handOversAt = 0;
  let abandonedAt = 0;
  let schedulesAt = 0;
  const round = async (): Promise<number> => {
    if (!(await leadership.hold())) return lookMs;
    if (!store.isReady()) return lookMs;
    if (!(await store.isTheSame())) {
      const rows = await takeBackHandOvers(ledger, clock);
      schedulesAt = 0;
      log.info('redis is new to us: all wake-ups and schedules are made again', { rows });
    }
    const now = clock.monotonicMs();
    if (now >= schedulesAt) {
      const { created, removed } = await ensureSchedules({
        store,
        jobs: options.jobs,
        targets: options.targets(),
      });
      if (created + removed > 0) log.info('schedules', { created, removed });
      schedulesAt = now + SCHEDULES_EVERY_MS;
    }
    if (now >= handOversAt) {
      const rows = await ledger.write((tx) => tx.work.resetRelay(clock.now() - handOverPatienceMs));
      if (rows > 0) log.info('work without an outcome is handed over again', { rows });
      handOversAt = now + HAND_OVER_EVERY_MS;
    }
    if (now >= abandonedAt) {
      const rows = await ledger.write((tx) => tx.work.resetAbandoned());
      if (rows > 0) log.info('work of a process that is gone is handed over again', { rows });
      abandonedAt = now + ABANDONED_EVERY_MS;
    }
    return lookMs;
  };
  const repeating = repeat(round, { clock, noteError });
  return {
    kick: () => repeating.kick(),
    close: async () => {
      await repeating.close();
      await leadership.release().catch(noteError);
    },
  };
}
