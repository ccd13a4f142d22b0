import { pgTable } from '../drizzle.ts';
import type { RequestState, StoredRequest, StoredRouting } from '#sdk/ledger/fulfillment.ts';
import type { ReturnReceipt } from '#sdk/returns.ts';
import { flag, json, key, whole } from './columns.ts';

/** What warehouses were asked to ship. Nothing of a person: the exact request is in its effect, sealed. */
export const fulfillmentRequests = pgTable('fulfillment_requests', {
  connection: key('connection').notNull(),
  reference: key('reference').notNull(),
  orderConnection: key('order_connection').notNull(),
  orderId: key('order_id').notNull(),
  number: whole('number').notNull(),
  location: key('location').notNull(),
  state: key('state').$type<RequestState>().notNull(),
  theirs: key('theirs'),
  label: key('label'),
  reason: key('reason'),
  withdrawn: flag('withdrawn').notNull(),
  lines: json<StoredRequest['lines']>('lines').notNull(),
  askedAt: whole('asked_at').notNull(),
  changedAt: whole('changed_at').notNull(),
});

/** Which location ships which units of an order. */
export const routings = pgTable('routings', {
  connection: key('connection').notNull(),
  orderId: key('order_id').notNull(),
  decision: whole('decision').notNull(),
  decidedAt: whole('decided_at').notNull(),
  routed: json<StoredRouting['routed']>('routed').notNull(),
  unrouted: json<StoredRouting['unrouted']>('unrouted').notNull(),
});

export const orderHolds = pgTable('order_holds', {
  connection: key('connection').notNull(),
  orderId: key('order_id').notNull(),
  placedBy: key('placed_by').notNull(),
  reason: key('reason').notNull(),
  placedAt: whole('placed_at').notNull(),
});

export const returns = pgTable('returns', {
  connection: key('connection').notNull(),
  returnId: key('return_id').notNull(),
  orderConnection: key('order_connection'),
  orderId: key('order_id'),
  recordedAt: whole('recorded_at').notNull(),
  changedAt: whole('changed_at').notNull(),
  body: json<ReturnReceipt>('body').notNull(),
});
