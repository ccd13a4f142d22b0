import type { Job, JobTarget } from '#sdk/define-job.ts';
import type { Clock } from '#sdk/clock.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { WorkRef } from '#sdk/ledger/work.ts';
import type { Queues, WakeUpQueue } from './queues.ts';
import { toWakeUpId } from './wake-ups.ts';

/** Parked work that runs on a clock is tried again after this time: it must not sleep for ever over a passing refusal. */
const PARKED_RETRY_MS = 3_600_000;

interface Wanted {
  readonly job: string;
  readonly subject: string;
  readonly everyMs: number;
}

/** Makes Redis's schedules equal to what the jobs declare. Safe to repeat: what is right is not touched. */
export async function ensureSchedules(options: {
  readonly queues: Queues;
  readonly jobs: readonly Job[];
  readonly targets: readonly JobTarget[];
}): Promise<{ readonly created: number; readonly removed: number }> {
  let created = 0;
  let removed = 0;
  for (const target of options.targets) {
    const wanted = new Map(
      listWanted(options.jobs, target).map((schedule) => [
        toWakeUpId(schedule.job, schedule.subject),
        schedule,
      ]),
    );
    const queue = options.queues.of(target.connection);
    const existing = new Map(
      (await queue.getJobSchedulers(0, -1)).map((scheduler) => [scheduler.key, scheduler]),
    );
    for (const [id, schedule] of wanted) {
      const scheduler = existing.get(id);
      if (scheduler?.every === schedule.everyMs && (await hasNextJob(queue, id, scheduler.next))) continue;
      await createSchedule(queue, id, schedule);
      created += 1;
    }
    for (const id of existing.keys()) {
      if (wanted.has(id)) continue;
      await queue.removeJobScheduler(id);
      removed += 1;
    }
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

function listWanted(jobs: readonly Job[], target: JobTarget): Wanted[] {
  return jobs
    .filter((job) => job.appliesTo(target))
    .flatMap((job) => job.schedules(target).map((schedule) => ({ job: job.name, ...schedule })));
}

async function createSchedule(
  queue: WakeUpQueue,
  id: string,
  { job, subject, everyMs }: Wanted,
): Promise<void> {
  // Removing it first drops an iteration whose job was lost; an upsert alone would wait for that job.
  await queue.removeJobScheduler(id);
  await queue.upsertJobScheduler(
    id,
    { every: everyMs },
    // No priority: a tick only marks a row, so it passes everything; the row has the job's own priority.
    { name: job, data: { job, subject, tick: true }, opts: { removeOnComplete: true, removeOnFail: true } },
  );
}

/** A process that dies between taking a tick and planning the next one leaves a schedule without a job. */
async function hasNextJob(queue: WakeUpQueue, id: string, next: number | undefined): Promise<boolean> {
  if (next === undefined) return false;
  return (await queue.getJobState(`repeat:${id}:${next}`)) !== 'unknown';
}
