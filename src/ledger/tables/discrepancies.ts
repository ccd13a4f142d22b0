import { pgTable } from '../drizzle.ts';
import type { Discrepancy } from '#sdk/ledger/discrepancies.ts';
import { key, rowId, whole } from './columns.ts';

export const discrepancies = pgTable('discrepancies', {
  id: rowId(),
  uid: key('uid').notNull(),
  type: key('type').notNull(),
  connection: key('connection').notNull(),
  subject: key('subject').notNull(),
  detail: key('detail').notNull(),
  amount: whole('amount'),
  currency: key('currency'),
  openedAt: whole('opened_at').notNull(),
  closedAt: whole('closed_at'),
  state: key('state').$type<Discrepancy['state']>().notNull(),
  suggestion: key('suggestion').notNull(),
});
