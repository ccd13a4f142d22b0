import type { WakeUpQueue } from './queues.ts';
import type { WantedSchedule } from './wake-up-store.ts';
import { toWakeUpId } from './wake-ups.ts';

/** Makes Redis's schedules of one connection equal to these. */
export async function ensureBullSchedules(
  queue: WakeUpQueue,
  schedules: readonly WantedSchedule[],
): Promise<{ readonly created: number; readonly removed: number }> {
  let created = 0;
  let removed = 0;
  const wanted = new Map(schedules.map((schedule) => [toWakeUpId(schedule.job, schedule.subject), schedule]));
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
  return { created, removed };
}

async function createSchedule(
  queue: WakeUpQueue,
  id: string,
  { job, subject, everyMs }: WantedSchedule,
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
