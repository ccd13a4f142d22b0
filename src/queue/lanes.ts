import { priorities } from '#domain/priority.ts';
import type { Job } from '#sdk/define-job.ts';

/**
 * Two queues of each connection. `ahead`: what a channel's number depends on, from a webhook to the write of the number, and
 * the word of who wants no more letters. `rest`: everything else; it stands back while the process is busy.
 */
export const lanes = ['ahead', 'rest'] as const;
export type Lane = (typeof lanes)[number];

/** By the job's own priority, not by a row's: the wake-ups of one job stay in one queue, so that they are twins there. */
export function laneOf(job: Pick<Job, 'priority'> | undefined): Lane {
  return job !== undefined && job.priority <= priorities.reading ? 'ahead' : 'rest';
}

/** No name of a connection has a dot. */
export function queueName(connection: string, lane: Lane): string {
  return lane === 'ahead' ? connection : `${connection}.${lane}`;
}
