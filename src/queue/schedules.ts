import type { Clock } from '#sdk/clock.ts';
import type { Job, JobTarget } from '#sdk/define-job.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { WorkRef } from '#sdk/ledger/work.ts';
import type { WakeUpStore, WantedSchedule } from './wake-up-store.ts';

/** Parked work that runs on a clock is tried again after this time: it must not sleep for ever over a passing refusal. */
const PARKED_RETRY_MS = 3_600_000;

/** Makes the schedules of all connections equal to what the jobs declare. */
export async function ensureSchedules(options: {
  readonly store: WakeUpStore;
  readonly jobs: readonly Job[];
  readonly targets: readonly JobTarget[];
}): Promise<{ readonly created: number; readonly removed: number }> {
  let created = 0;
  let removed = 0;
  for (const target of options.targets) {
    const changed = await options.store.ensureSchedules(target.connection, listWanted(options.jobs, target));
    created += changed.created;
    removed += changed.removed;
  }
  return { created, removed };
}

/**
 * What a schedule's job does: it marks the work dirty, and then that is run like any other. Work that is still dirty is
 * left alone, so that ticks do not pile up behind a slow run.
 *
 * @returns whether it marked.
 */
export async function tick(ledger: Ledger, clock: Clock, ref: WorkRef, priority: number): Promise<boolean> {
  return ledger.write(async (tx) => {
    const row = await tx.work.get(ref);
    const now = clock.now();
    if (row !== null && row.wanted > row.done) {
      const restAgain = row.state === 'parked' && row.changedAt + PARKED_RETRY_MS <= now;
      if (!restAgain) return false;
    }
    await tx.work.mark([{ ...ref, priority, cause: 'schedule' }]);
    return true;
  });
}

function listWanted(jobs: readonly Job[], target: JobTarget): WantedSchedule[] {
  return jobs
    .filter((job) => job.appliesTo(target))
    .flatMap((job) => job.schedules(target).map((schedule) => ({ job: job.name, ...schedule })));
}
