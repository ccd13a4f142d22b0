import { pgTable } from '../drizzle.ts';
import type { EffectState } from '#domain/effect-state.ts';
import { flag, key, rowId, whole } from './columns.ts';

export const effects = pgTable('effects', {
  id: rowId(),
  key: key('key').notNull(),
  job: key('job').notNull(),
  connection: key('connection').notNull(),
  operation: key('operation').notNull(),
  cause: key('cause').notNull(),
  /** Sealed; null once pruned. */
  body: key('body'),
  state: key('state').$type<EffectState>().notNull(),
  createdAt: whole('created_at').notNull(),
  firstSentAt: whole('first_sent_at'),
  sentAt: whole('sent_at'),
  settledAt: whole('settled_at'),
  quarantineUntil: whole('quarantine_until'),
  sends: whole('sends').notNull(),
  result: key('result'),
  error: key('error'),
});

export const effectMembers = pgTable('effect_members', {
  effectId: whole('effect_id').notNull(),
  position: whole('position').notNull(),
  connection: key('connection').notNull(),
  subject: key('subject').notNull(),
  from: whole('from_value'),
  to: whole('to_value'),
  /** Not finally settled: kept beside the subject, so that the few open ones are found among many old ones. */
  open: flag('open').notNull(),
});
