import { pgTable } from '../drizzle.ts';
import type { WorkState } from '#sdk/ledger/work.ts';
import { key, rowId, whole } from './columns.ts';

export const work = pgTable('work', {
  id: rowId(),
  uid: key('uid').notNull(),
  job: key('job').notNull(),
  subject: key('subject').notNull(),
  connection: key('connection').notNull(),
  /** Dirty while `wanted` is greater than `done`. */
  wanted: whole('wanted').notNull(),
  done: whole('done').notNull(),
  state: key('state').$type<WorkState>().notNull(),
  priority: whole('priority').notNull(),
  dueAt: whole('due_at').notNull(),
  attempts: whole('attempts').notNull(),
  cause: key('cause').notNull(),
  reason: key('reason'),
  waitsFor: key('waits_for'),
  leaseToken: key('lease_token'),
  leaseUntil: whole('lease_until'),
  /** When the relay handed it to the queue; null: not yet. */
  handedAt: whole('handed_at'),
  dirtySince: whole('dirty_since'),
  changedAt: whole('changed_at').notNull(),
});
