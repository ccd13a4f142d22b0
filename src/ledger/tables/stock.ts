import { pgTable } from '../drizzle.ts';
import type { ChannelReading } from '#sdk/ledger/stock.ts';
import { json, key, rowId, whole } from './columns.ts';

/** What an authority counted: its newest reading and the one before, by basis (S7). */
export const stockLevels = pgTable('stock_levels', {
  connection: key('connection').notNull(),
  listingId: key('listing_id').notNull(),
  location: key('location').notNull(),
  sku: key('sku').notNull(),
  quantity: whole('quantity').notNull(),
  reserved: whole('reserved'),
  basis: whole('basis').notNull(),
  sentAt: whole('sent_at').notNull(),
  answeredAt: whole('answered_at').notNull(),
  beforeQuantity: whole('before_quantity'),
  beforeReserved: whole('before_reserved'),
  beforeBasis: whole('before_basis'),
  beforeSentAt: whole('before_sent_at'),
  beforeAnsweredAt: whole('before_answered_at'),
});

export const cells = pgTable('cells', {
  connection: key('connection').notNull(),
  subject: key('subject').notNull(),
  inventoryItemId: key('inventory_item_id').notNull(),
  locationId: key('location_id').notNull(),
  sku: key('sku').notNull(),
  location: key('location').notNull(),
  expected: whole('expected'),
  anchorAt: whole('anchor_at'),
  reading: json<ChannelReading>('reading'),
  factSequence: whole('fact_sequence').notNull(),
  planNumber: whole('plan_number').notNull(),
  lastWriteAt: whole('last_write_at'),
});

export const stockEntries = pgTable('stock_entries', {
  id: rowId(),
  at: whole('at').notNull(),
  sequence: whole('sequence').notNull(),
  sku: key('sku').notNull(),
  location: key('location').notNull(),
  connection: key('connection').notNull(),
  kind: key('kind').notNull(),
  delta: whole('delta'),
  quantity: whole('quantity'),
  cause: key('cause').notNull(),
});
