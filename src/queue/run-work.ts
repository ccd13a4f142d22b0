import type { Clock, Random } from '#sdk/clock.ts';
import type { Connection } from '#sdk/define-connector.ts';
import type { Job } from '#sdk/define-job.ts';
import type { Effects } from '#sdk/effects.ts';
import { LedgerBusyError, type Ledger } from '#sdk/ledger/ledger.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import type { Log } from '#sdk/log.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import type { ConnectionGate } from './connection-gate.ts';
import { decideFate } from './fate.ts';
import { holdLeases } from './leases.ts';
import { withPriority } from './run-priority.ts';
import { createSettlements, type Settlement, summarize } from './settlements.ts';

/** One connection as the worker needs it. */
export interface WorkerConnection {
  readonly name: string;
  readonly account: Connection;
  /** How many runs at once, in each lane; 8 unless told. */
  readonly concurrency?: number | undefined;
}

export interface RunReport {
  readonly job: string;
  readonly connection: string;
  readonly count: number;
  /** The worst of the run's subjects. `lost`: the lease was lost, nothing was settled. */
  readonly outcome: 'done' | 'wait' | 'retry' | 'park' | 'lost';
  /** Where not all was done: the first subject that has this outcome, and why. */
  readonly subject?: string;
  readonly reason?: string;
  readonly ms: number;
}

export interface RunTools {
  readonly ledger: Ledger;
  readonly effects: Effects;
  /** Read at the start of each run, so that a reload takes effect. */
  readonly settings: () => SyncSettings;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly onRun?: ((report: RunReport) => void) | undefined;
}

const SETTLE_TRIES_MAX = 5;
const SETTLE_RETRY_MS = 100;

/** Runs a job on what was leased and settles every row: done unless the run said or threw something else. */
export async function runWork(run: {
  readonly job: Job;
  readonly connection: WorkerConnection;
  readonly work: readonly LeasedWork[];
  readonly priority: number;
  readonly gate: ConnectionGate;
  /** Aborted when the process is asked to stop. */
  readonly stop: AbortSignal;
  readonly tools: RunTools;
}): Promise<void> {
  const { job, connection, work, gate, stop, tools } = run;
  const { ledger, clock, random, log } = tools;
  const startedAt = clock.monotonicMs();
  const leases = holdLeases({ ledger, clock, work, leaseMs: job.leaseMs });
  const signal = AbortSignal.any([stop, leases.lost]);
  const settlements = createSettlements(work, (one, error) => {
    const now = clock.now();
    // What a stop or a lost lease cut short has not failed.
    if (leases.lost.aborted) return { kind: 'leave' };
    if (stop.aborted && isAbort(error, stop)) {
      return {
        kind: 'settle',
        outcome: { kind: 'wait', dueAt: now, reason: 'the process was asked to stop', waitsFor: null },
      };
    }
    return decideFate({
      error,
      attempts: one.attempts,
      attemptsMax: job.attemptsMax,
      dirtySince: one.dirtySince,
      now,
      random: random.next(),
    });
  });
  let settled: readonly Settlement[];
  try {
    const context = {
      connection: connection.name,
      account: connection.account,
      ledger,
      effects: tools.effects,
      settings: tools.settings(),
      clock,
      random,
      log,
      signal,
      wait: settlements.wait,
      park: settlements.park,
      fail: settlements.fail,
      prolong: () => leases.prolong(),
    };
    await withPriority(run.priority, () => job.run(context, work));
    settled = settlements.finish();
  } catch (error) {
    settled = settlements.finish({ error });
  }
  await leases.release();
  if (leases.lost.aborted) settled = [];
  const pauseReason = settlements.pauseReason();
  if (pauseReason !== undefined) await gate.pause(connection.name, pauseReason);
  const { lost } = await settleSurely(ledger, clock, settled);
  if (lost > 0)
    log.warn('a lease was lost before the end of the run', {
      job: job.name,
      connection: connection.name,
      count: lost,
    });
  const outcome = summarize(settled);
  const report = {
    job: job.name,
    connection: connection.name,
    count: work.length,
    outcome,
    ms: Math.round(clock.monotonicMs() - startedAt),
    ...explain(settled, outcome),
  };
  log.info('run', report);
  tools.onRun?.(report);
}

/** Reasons are written to be read by people: they hold nothing that is personal or secret. */
function explain(
  settled: readonly Settlement[],
  worst: RunReport['outcome'],
): Pick<RunReport, 'subject' | 'reason'> {
  const first = settled.find(({ outcome }) => outcome.kind === worst);
  if (first === undefined || first.outcome.kind === 'done') return {};
  return { subject: first.work.subject, reason: first.outcome.reason };
}

/** A busy ledger is asked again: an outcome that is not noted costs the whole run once more. */
export async function settleSurely(
  ledger: Ledger,
  clock: Clock,
  settlements: readonly Settlement[],
): Promise<{ readonly lost: number }> {
  if (settlements.length === 0) return { lost: 0 };
  for (let tries = 1; ; tries += 1) {
    try {
      return await ledger.write((tx) => tx.work.settle(settlements, clock.now()));
    } catch (error) {
      if (!(error instanceof LedgerBusyError) || tries >= SETTLE_TRIES_MAX) throw error;
      await clock.sleep(SETTLE_RETRY_MS * tries);
    }
  }
}

function isAbort(error: unknown, stop: AbortSignal): boolean {
  return (
    error === stop.reason ||
    (error instanceof Error && (error.name === 'AbortError' || error.cause === stop.reason))
  );
}
