import { pgTable } from '../drizzle.ts';
import type { EventState } from '#sdk/ledger/events.ts';
import { key, rowId, whole } from './columns.ts';

export const events = pgTable('events', {
  id: rowId(),
  uid: key('uid').notNull(),
  connection: key('connection').notNull(),
  deliveryId: key('delivery_id').notNull(),
  topic: key('topic').notNull(),
  triggeredAt: whole('triggered_at'),
  receivedAt: whole('received_at').notNull(),
  state: key('state').$type<EventState>().notNull(),
  reason: key('reason'),
  /** Sealed. */
  body: key('body').notNull(),
});
