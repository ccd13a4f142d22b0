import { pgTable } from '../drizzle.ts';
import type { ToldState } from '#sdk/ledger/segments.ts';
import { key, whole } from './columns.ts';

/** Customers whose segments were worked out, and when time alone may change them. */
export const segmentCustomers = pgTable('segment_customers', {
  connection: key('connection').notNull(),
  customerId: key('customer_id').notNull(),
  changesAt: whole('changes_at'),
});

export const segmentMembers = pgTable('segment_members', {
  segment: key('segment').notNull(),
  /** The customer's, `<store>:<customer id>`. */
  reference: key('reference').notNull(),
  /** The store. */
  connection: key('connection').notNull(),
  since: whole('since').notNull(),
});

/** What a tool shows of a member, as far as it was told. */
export const segmentTold = pgTable('segment_told', {
  connection: key('connection').notNull(),
  /** The segment, and its list there. */
  place: key('place').notNull(),
  reference: key('reference').notNull(),
  state: key('state').$type<ToldState>().notNull(),
  changedAt: whole('changed_at').notNull(),
});

/** The number that a tool was last told of an item. */
export const stockSignals = pgTable('stock_signals', {
  connection: key('connection').notNull(),
  sku: key('sku').notNull(),
  /** Null while it is not known. */
  told: whole('told'),
  /** What the batch says that is under way. */
  sent: whole('sent'),
  batch: key('batch'),
  position: whole('position'),
  changedAt: whole('changed_at').notNull(),
});
