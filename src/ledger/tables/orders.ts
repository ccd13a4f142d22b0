import { pgTable } from '../drizzle.ts';
import type { Order } from '#domain/order.ts';
import { flag, json, key, rowId, whole } from './columns.ts';

/** An order without what is personal. */
export type OrderBody = Omit<Order, 'personal'>;

export const orders = pgTable('orders', {
  id: rowId(),
  connection: key('connection').notNull(),
  orderId: key('order_id').notNull(),
  name: key('name').notNull(),
  updatedAt: whole('updated_at').notNull(),
  canceledAt: whole('canceled_at'),
  recordedAt: whole('recorded_at').notNull(),
  firstRecordedAt: whole('first_recorded_at').notNull(),
  /** The read that it was last seen by: the sequence before its request left, our clock and the channel's then. */
  readBasis: whole('read_basis').notNull(),
  readSentAt: whole('read_sent_at').notNull(),
  readChannelAt: whole('read_channel_at').notNull(),
  /** Fingerprint of the content and of the line positions, without the version. */
  contentHash: key('content_hash').notNull(),
  body: json<OrderBody>('body').notNull(),
});

/** Greater than every sequence and every time, so that "open, or closed since" is one comparison. */
export const STILL_OPEN = Number.MAX_SAFE_INTEGER;

/** The lines as the stock arithmetic sees them: all that decides a reservation, and nothing else. */
export const orderLines = pgTable('order_lines', {
  connection: key('connection').notNull(),
  orderId: key('order_id').notNull(),
  lineId: key('line_id').notNull(),
  orderName: key('order_name').notNull(),
  sku: key('sku'),
  inventoryItemId: key('inventory_item_id'),
  channelLocationId: key('channel_location_id'),
  location: key('location'),
  quantity: whole('quantity').notNull(),
  taken: whole('taken').notNull(),
  reserves: flag('reserves').notNull(),
  channelShipped: whole('channel_shipped').notNull(),
  /** Connections whose word counts; empty: whoever ships it. */
  statedBy: json<readonly string[]>('stated_by').notNull(),
  /** What each connection may still ship by its last word or by an open effect (S2). */
  bookedBy: json<Readonly<Record<string, number>>>('booked_by').notNull(),
  /** The largest of those that count; null: none of them was ever asked to. */
  booked: whole('booked'),
  /** max(quantity, booked). */
  owed: whole('owed').notNull(),
  /** Sequence of the statement that settled it; `STILL_OPEN` while units are owed that nobody stated as shipped. */
  closedSequence: whole('closed_sequence').notNull(),
  /** When that statement was recorded: an authority with a lag may not know of it yet. */
  closedAt: whole('closed_at').notNull(),
});

/** Everything about a person, sealed, apart from the order: erasing a person is deleting rows here. */
export const personal = pgTable('personal', {
  connection: key('connection').notNull(),
  orderId: key('order_id').notNull(),
  /** Keyed fingerprint of the customer's id; finds all orders of a person without naming anybody. */
  person: key('person'),
  /** Keyed fingerprint of the e-mail address. Null in rows of before it was kept, too. */
  email: key('email'),
  body: key('body').notNull(),
});

export const shipments = pgTable('shipments', {
  connection: key('connection').notNull(),
  shipmentId: key('shipment_id').notNull(),
  orderConnection: key('order_connection').notNull(),
  orderId: key('order_id').notNull(),
  location: key('location'),
  recordedAt: whole('recorded_at').notNull(),
  /** Sealed: tracking numbers lead to a person. */
  body: key('body').notNull(),
});

/** Statements "so many more units of this line were shipped", append-only; `source` is the system that says so. */
export const shipmentLines = pgTable('shipment_lines', {
  id: rowId(),
  orderConnection: key('order_connection').notNull(),
  orderId: key('order_id').notNull(),
  lineId: key('line_id').notNull(),
  source: key('source').notNull(),
  /** Null: the channel itself, for an order that nobody else ships. */
  shipmentId: key('shipment_id'),
  /** The connection whose parcel this one repeats; null: it left here. */
  mirrors: key('mirrors'),
  quantity: whole('quantity').notNull(),
  sequence: whole('sequence').notNull(),
  recordedAt: whole('recorded_at').notNull(),
});
