import type { Random } from '#sdk/clock.ts';
import type { WakeUpQueue } from './queues.ts';

/** "This job has something to do." `subject` is null for a batch: the worker leases what is dirty. */
export interface WakeUp {
  readonly job: string;
  readonly subject: string | null;
  readonly priority: number;
}

const BULK_MAX = 500;

/**
 * Adds wake-ups to a connection's queue. One that is already waiting is not added again, but takes over a more urgent
 * priority; one that comes while its twin runs is kept and runs after it.
 */
export async function addWakeUps(
  queue: WakeUpQueue,
  wakeUps: readonly WakeUp[],
  random: Random,
): Promise<void> {
  for (let start = 0; start < wakeUps.length; start += BULK_MAX) {
    const part = wakeUps.slice(start, start + BULK_MAX).map((wakeUp) => ({ ...wakeUp, id: random.id() }));
    const added = await queue.addBulk(
      part.map(({ id, job, subject, priority }) => ({
        name: job,
        data: { job, subject },
        opts: {
          jobId: id,
          priority,
          // Without keepLastIfActive a wake-up that comes during the run is lost.
          deduplication: { id: toWakeUpId(job, subject), keepLastIfActive: true },
        },
      })),
    );
    // BullMQ answers with the id of the job that was there already.
    const twins = part.flatMap(({ id, priority }, index) => {
      const twinId = added[index]?.id;
      return twinId === undefined || twinId === id ? [] : [{ twinId, priority }];
    });
    await Promise.all(twins.map(({ twinId, priority }) => raisePriority(queue, twinId, priority)));
  }
}

export function toWakeUpId(job: string, subject: string | null): string {
  return subject === null ? job : `${job}/${subject}`;
}

async function raisePriority(queue: WakeUpQueue, jobId: string, priority: number): Promise<void> {
  const waiting = await queue.getJob(jobId);
  if (waiting === undefined || waiting.priority <= priority) return;
  // It may have ended between the two calls; then its follow-up carries the new priority.
  await waiting.changePriority({ priority }).catch(async (error: unknown) => {
    if ((await queue.getJob(jobId)) !== undefined) throw error;
  });
}
