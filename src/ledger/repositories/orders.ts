import { and, asc, count, desc, eq, inArray, or, sql } from '../drizzle.ts';
import type { Order } from '#domain/order.ts';
import type {
  KnownVersion,
  OrderLinePosition,
  OrderRead,
  OrderRepository,
  RecordedOrder,
  StoredOrder,
} from '#sdk/ledger/orders.ts';
import { isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { orders } from '../tables/orders.ts';
import { createAcknowledgmentStore } from './acknowledgments.ts';
import { createCustomerOrders } from './customer-orders.ts';
import { contentHashOf, NOBODY } from './order-content.ts';
import type { OrderLineStore } from './order-lines.ts';
import { createPersonalStore } from './personal-store.ts';

const FOUND_MAX = 50;

type OrderRow = typeof orders.$inferSelect;

export function createOrderRepository(session: Session, lines: OrderLineStore): OrderRepository {
  const { db } = session;
  const isThis = (connection: string, id: string) =>
    and(eq(orders.connection, connection), eq(orders.orderId, id));
  const select = db
    .select()
    .from(orders)
    .where(
      and(eq(orders.connection, sql.placeholder('connection')), eq(orders.orderId, sql.placeholder('id'))),
    )
    .prepare('order_by_id');
  const upsert = db
    .insert(orders)
    .values({
      connection: sql.placeholder('connection'),
      orderId: sql.placeholder('orderId'),
      name: sql.placeholder('name'),
      updatedAt: sql.placeholder('updatedAt'),
      canceledAt: sql.placeholder('canceledAt'),
      recordedAt: sql.placeholder('now'),
      firstRecordedAt: sql.placeholder('now'),
      readBasis: sql.placeholder('readBasis'),
      readSentAt: sql.placeholder('readSentAt'),
      readChannelAt: sql.placeholder('readChannelAt'),
      contentHash: sql.placeholder('contentHash'),
      body: sql.placeholder('body'),
    })
    .onConflictDoUpdate({
      target: [orders.connection, orders.orderId],
      set: {
        name: sql`excluded.name`,
        updatedAt: sql`excluded.updated_at`,
        canceledAt: sql`excluded.canceled_at`,
        recordedAt: sql`excluded.recorded_at`,
        readBasis: sql`excluded.read_basis`,
        readSentAt: sql`excluded.read_sent_at`,
        readChannelAt: sql`excluded.read_channel_at`,
        contentHash: sql`excluded.content_hash`,
        body: sql`excluded.body`,
      },
    })
    .prepare('save_order');
  const selectVersions = preparedPer((size: number) =>
    db
      .select({
        id: orders.orderId,
        updatedAt: orders.updatedAt,
        sentAt: orders.readSentAt,
        channelAt: orders.readChannelAt,
      })
      .from(orders)
      .where(and(eq(orders.connection, sql.placeholder('connection')), isOneOfListed(orders.orderId, size)))
      .prepare('order_versions'),
  );
  const selectPage = preparedPer((part: 'first' | 'later') => {
    const after = part === 'first' ? undefined : sql`${orders.orderId} > ${sql.placeholder('afterId')}`;
    return db
      .select()
      .from(orders)
      .where(and(eq(orders.connection, sql.placeholder('connection')), after))
      .orderBy(asc(orders.orderId))
      .limit(sql.placeholder('limit'))
      .prepare('orders_page');
  });
  const people = createPersonalStore(session);

  return {
    async record(connection, order, positions, now, read) {
      const [stored] = await select.execute({ connection, id: order.id });
      const previous = stored === undefined ? null : orderFrom(stored);
      if (stored !== undefined && isOlder(order, read, stored)) return { outcome: 'older', previous };
      const contentHash = contentHashOf(order, positions);
      if (stored?.contentHash === contentHash) {
        await noteRead(order, read, stored);
        return { outcome: 'same', previous };
      }
      await save(connection, order, { positions, contentHash, now, read });
      const outcome: RecordedOrder['outcome'] = stored === undefined ? 'new' : 'changed';
      return { outcome, previous };
    },

    async get(connection, id, options) {
      const [row] = await select.execute({ connection, id });
      if (row === undefined) return null;
      const stored = toStored(row);
      if (options?.personal !== true) return stored;
      return { ...stored, order: { ...stored.order, personal: await people.open(connection, id) } };
    },

    async search(text) {
      const bare = text.startsWith('#') ? text.slice(1) : text;
      const rows = await db
        .select()
        .from(orders)
        .where(or(inArray(orders.name, [text, bare, `#${bare}`]), eq(orders.orderId, text)))
        .orderBy(desc(orders.id))
        .limit(FOUND_MAX);
      return rows.map(toStored);
    },

    async versions(connection, ids) {
      const found = new Map<string, KnownVersion>();
      for (const chunk of chunksOf(ids)) {
        const rows = await selectVersions(listSize(chunk)).execute({ connection, ...listed(chunk) });
        for (const { id, ...known } of rows) found.set(id, known);
      }
      return found;
    },

    async page(connection, afterId, limit) {
      const page = selectPage(afterId === null ? 'first' : 'later');
      return (await page.execute({ connection, afterId, limit })).map(toStored);
    },

    // A line that the order never had takes nothing from any cell, so there is nothing to note for it.
    async setBooked({ connection, id }, by, booked, mode) {
      return lines.setBooked(connection, id, ({ lineId, bookedBy }) => {
        const given = booked.get(lineId);
        const known = bookedBy[by];
        const units = mode === 'raise' ? Math.max(given ?? 0, known ?? 0) : given;
        return given === undefined || units === undefined || units === known
          ? bookedBy
          : { ...bookedBy, [by]: units };
      });
    },

    booked: (connection, orderId, by) => lines.booked(connection, orderId, by),

    placeLines: (connection, orderId, places) => lines.place(connection, orderId, places),

    acknowledge: createAcknowledgmentStore(session).acknowledge,

    ...createCustomerOrders(session),

    async count(connection) {
      const [row] = await db.select({ count: count() }).from(orders).where(eq(orders.connection, connection));
      return row?.count ?? 0;
    },
  };

  /** The same content under a newer version or in a later reading: the next poll need not read it again. */
  async function noteRead(order: Order, read: OrderRead, stored: OrderRow): Promise<void> {
    const { updatedAt } = order;
    const body = { ...stored.body, updatedAt };
    await db
      .update(orders)
      .set({ ...columnsOf(read), ...(updatedAt === stored.updatedAt ? {} : { updatedAt, body }) })
      .where(isThis(stored.connection, stored.orderId));
  }

  async function save(
    connection: string,
    order: Order,
    { positions, contentHash, now, read }: Content,
  ): Promise<void> {
    const { personal: _person, ...rest } = order;
    // A tracking number leads to a person, and nobody asks the ledger for those that a channel was told.
    const fulfillments = order.fulfillments.map((parcel) => ({ ...parcel, trackingNumbers: [] }));
    const body = { ...rest, fulfillments };
    const { id: orderId, name, updatedAt, canceledAt } = order;
    await upsert.execute({
      ...columnsOf(read),
      connection,
      orderId,
      name,
      updatedAt,
      canceledAt,
      now,
      contentHash,
      body,
    });
    await people.save(connection, order);
    await lines.record({ connection, orderId, orderName: name, positions, now });
  }
}

interface Content {
  readonly positions: readonly OrderLinePosition[];
  readonly contentHash: string;
  readonly now: number;
  readonly read: OrderRead;
}

function columnsOf({ basis, sentAt, channelAt }: OrderRead) {
  return { readBasis: basis, readSentAt: sentAt, readChannelAt: channelAt };
}

/** Versions never regress (I5). The channel's clock has seconds, so two readings of one version may still differ. */
function isOlder(order: Order, read: OrderRead, stored: OrderRow): boolean {
  if (order.updatedAt !== stored.updatedAt) return order.updatedAt < stored.updatedAt;
  return isEarlierReading(order, read, stored);
}

/** Nothing un-cancels an order, so the canceled one is the later; else the one whose request left later is. */
function isEarlierReading(order: Order, read: OrderRead, stored: OrderRow): boolean {
  const [isCanceled, wasCanceled] = [order.canceledAt !== null, stored.canceledAt !== null];
  if (isCanceled !== wasCanceled) return wasCanceled;
  return (read.basis - stored.readBasis || read.sentAt - stored.readSentAt) < 0;
}

function orderFrom(row: OrderRow): Order {
  return { ...row.body, personal: NOBODY };
}

function toStored(row: OrderRow): StoredOrder {
  const { connection, recordedAt, firstRecordedAt } = row;
  return { connection, order: orderFrom(row), recordedAt, firstRecordedAt };
}
