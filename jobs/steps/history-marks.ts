import { priorities } from '#domain/priority.ts';
import type { Mark } from '#sdk/ledger/work.ts';
import { jobNames } from '#jobs/job-names.ts';

/** The one subject of the two jobs of a backfill: whatever of it is open at a connection. */
export const HISTORY = 'history';
/** What a store's reader waits for when it is far enough ahead. */
export const ROOM = 'room';
/** So many orders or customers of one backfill wait at most: what is read ahead is bounded. */
export const WAITING_MAX = 10_000;
/** All of a connection is one subject: what a process that died held of it is free again soon. */
export const LEASE_MS = 10_000;
/** How often both look for what is open besides being woken. */
export const LOOK_EVERY_MS = 6 * 3_600_000;

/** "There may be history for this system to be told of." */
export function sendHistoryTo(connection: string, cause: string): Mark {
  return { job: jobNames.sendHistory, subject: HISTORY, connection, cause, priority: priorities.backfill };
}
