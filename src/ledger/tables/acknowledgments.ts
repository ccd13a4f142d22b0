import { pgTable } from '../drizzle.ts';
import { key, rowId, whole } from './columns.ts';

/** Statements "so many more units of this line were accepted", append-only; `source` is the system that accepted them. */
export const acknowledgmentLines = pgTable('acknowledgment_lines', {
  id: rowId(),
  orderConnection: key('order_connection').notNull(),
  orderId: key('order_id').notNull(),
  lineId: key('line_id').notNull(),
  source: key('source').notNull(),
  /** Negative when it gave units up. */
  quantity: whole('quantity').notNull(),
  sequence: whole('sequence').notNull(),
  recordedAt: whole('recorded_at').notNull(),
});
