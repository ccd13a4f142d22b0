import { createEffects } from '#effects/perform-effect.ts';
import type { Clock } from '#sdk/clock.ts';
import type { Connection } from '#sdk/define-connector.ts';
import type { Job, JobContext } from '#sdk/define-job.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { LeasedWork, WorkOutcome } from '#sdk/ledger/work.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { createCountingRandom } from './open-test-ledger.ts';

export interface JobBench {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly settings: SyncSettings;
  readonly account: Connection;
  readonly connection: string;
}

/**
 * Leases what is dirty of one job and runs it once, as the worker loop does but without a queue. Returns what the run said
 * about each subject; a thrown error is the test's.
 */
export async function runJobOnce(
  bench: JobBench,
  job: Job,
  signal: AbortSignal = new AbortController().signal,
): Promise<ReadonlyMap<string, WorkOutcome>> {
  const { ledger, clock, settings, account, connection } = bench;
  const work = await ledger.write((tx) =>
    tx.work.lease({
      job: job.name,
      connection,
      subjects: null,
      limit: job.batchMax,
      leaseMs: job.leaseMs,
      token: 'bench',
      now: clock.now(),
      includeNotDue: true,
    }),
  );
  const outcomes = new Map<LeasedWork, WorkOutcome>(work.map((row) => [row, { kind: 'done' }]));
  const context: JobContext = {
    connection,
    account,
    ledger,
    settings,
    clock,
    effects: createEffects({ ledger, clock }),
    random: createCountingRandom(),
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    signal,
    wait: (row, { dueAt, reason, waitsFor }) => {
      outcomes.set(row, { kind: 'wait', dueAt, reason, waitsFor: waitsFor ?? null });
    },
    park: (row, reason) => {
      outcomes.set(row, { kind: 'park', reason });
    },
    fail: (row, error) => {
      outcomes.set(row, {
        kind: 'retry',
        dueAt: clock.now(),
        reason: error instanceof Error ? error.message : String(error),
      });
    },
    prolong: () => Promise.resolve(),
  };
  let thrown: Error | null = null;
  try {
    if (work.length > 0) await job.run(context, work);
  } catch (error) {
    thrown = error instanceof Error ? error : new Error(String(error));
    for (const row of work) {
      if (error instanceof RejectedError) context.park(row, error.message);
      else context.fail(row, error);
    }
  }
  await ledger.write((tx) =>
    tx.work.settle(
      [...outcomes].map(([row, outcome]) => ({ work: row, outcome })),
      clock.now(),
    ),
  );
  if (thrown !== null) throw thrown;
  return new Map([...outcomes].map(([row, outcome]) => [row.subject, outcome]));
}

function ignore(): void {
  // A job's log is not what these tests look at.
}
