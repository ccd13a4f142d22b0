import { pgTable } from '../drizzle.ts';
import type { Backfill, HistoryResource } from '#sdk/ledger/backfills.ts';
import { key, rowId, whole } from './columns.ts';

/** Which history is told to which system, and how far that has got. */
export const backfills = pgTable('backfills', {
  id: rowId(),
  uid: key('uid').notNull(),
  connection: key('connection').notNull(),
  store: key('store').notNull(),
  resource: key('resource').$type<HistoryResource>().notNull(),
  fromAt: whole('from_at').notNull(),
  toAt: whole('to_at').notNull(),
  state: key('state').$type<Backfill['state']>().notNull(),
  cursor: key('cursor'),
  /** The store's stamps of the first and the last record that was read. */
  firstAt: whole('first_at'),
  reachedAt: whole('reached_at'),
  found: whole('found').notNull(),
  settled: whole('settled').notNull(),
  refused: whole('refused').notNull(),
  events: whole('events').notNull(),
  requestedBy: key('requested_by').notNull(),
  requestedAt: whole('requested_at').notNull(),
  finishedAt: whole('finished_at'),
});

/** Its orders and customers. `body` is sealed and gone once it was told; the three before it are keyed fingerprints. */
export const backfillItems = pgTable('backfill_items', {
  backfill: key('backfill').notNull(),
  reference: key('reference').notNull(),
  state: key('state').$type<'waiting' | 'done' | 'refused'>().notNull(),
  person: key('person'),
  email: key('email'),
  phone: key('phone'),
  body: key('body'),
});
