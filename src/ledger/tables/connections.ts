import { pgTable } from '../drizzle.ts';
import type { ConnectionState } from '#sdk/ledger/connections.ts';
import { flag, key, whole } from './columns.ts';

export const cursors = pgTable('cursors', {
  connection: key('connection').notNull(),
  resource: key('resource').notNull(),
  cursor: key('cursor'),
  horizonAt: whole('horizon_at'),
  completedAt: whole('completed_at'),
  passStartedAt: whole('pass_started_at'),
});

export const connections = pgTable('connections', {
  connection: key('connection').notNull(),
  paused: key('paused').$type<ConnectionState['paused']>().notNull(),
  reason: key('reason'),
  since: whole('since'),
  firstStartedAt: whole('first_started_at').notNull(),
  refusedCredentials: key('refused_credentials'),
});

export const locations = pgTable('locations', {
  connection: key('connection').notNull(),
  id: key('id').notNull(),
  name: key('name').notNull(),
  active: flag('active').notNull(),
});

export const leases = pgTable('leases', {
  name: key('name').notNull(),
  holder: key('holder').notNull(),
  leaseUntil: whole('lease_until').notNull(),
});

export const links = pgTable('links', {
  kind: key('kind').notNull(),
  connection: key('connection').notNull(),
  ours: key('ours').notNull(),
  theirs: key('theirs').notNull(),
  label: key('label'),
});
