import { pgTable } from '../drizzle.ts';
import type { Brake, BrakedChange } from '#sdk/ledger/brakes.ts';
import { json, key, rowId, whole } from './columns.ts';

export const brakes = pgTable('brakes', {
  id: rowId(),
  hash: key('hash').notNull(),
  connection: key('connection').notNull(),
  state: key('state').$type<Brake['state']>().notNull(),
  trippedAt: whole('tripped_at').notNull(),
  decidedAt: whole('decided_at'),
  decidedBy: key('decided_by'),
  changes: json<readonly BrakedChange[]>('changes').notNull(),
  cellCount: whole('cell_count').notNull(),
  reason: key('reason').notNull(),
});

/** Targets that a person approved and that were not yet published. */
export const approvedTargets = pgTable('approved_targets', {
  connection: key('connection').notNull(),
  subject: key('subject').notNull(),
  target: whole('target').notNull(),
});

/** The last drastic change of each cell, for the rolling window. */
export const drasticChanges = pgTable('drastic_changes', {
  connection: key('connection').notNull(),
  subject: key('subject').notNull(),
  at: whole('at').notNull(),
});
