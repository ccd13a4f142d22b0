import { pgTable } from '../drizzle.ts';
import { flag, key, whole } from './columns.ts';

export const listings = pgTable('listings', {
  connection: key('connection').notNull(),
  id: key('id').notNull(),
  sku: key('sku'),
  inventoryItemId: key('inventory_item_id').notNull(),
  title: key('title').notNull(),
  tracked: flag('tracked').notNull(),
  active: flag('active').notNull(),
  changedAt: whole('changed_at').notNull(),
});
