import { and, asc, count, desc, eq, gt, inArray, or, sql } from 'drizzle-orm';
import type { Order, OrderPersonal } from '#domain/order.ts';
import type { OrderLinePosition, OrderRepository, RecordedOrder, StoredOrder } from '#sdk/ledger/orders.ts';
import { chunksOf, isOneOf, type Session } from '../session.ts';
import { orders, personal } from '../tables/orders.ts';
import { contentHashOf, NOBODY } from './order-content.ts';
import type { OrderLineStore } from './order-lines.ts';

const FOUND_MAX = 50;

type OrderRow = typeof orders.$inferSelect;

export function createOrderRepository(session: Session, lines: OrderLineStore): OrderRepository {
  const { db } = session;
  const isThis = (connection: string, id: string) => and(eq(orders.connection, connection), eq(orders.orderId, id));
  const select = db
    .select()
    .from(orders)
    .where(and(eq(orders.connection, sql.placeholder('connection')), eq(orders.orderId, sql.placeholder('id'))))
    .prepare('order_by_id');
  const people = createPersonalStore(session);

  return {
    async record(connection, order, positions, now) {
      const [stored] = await select.execute({ connection, id: order.id });
      const previous = stored === undefined ? null : orderFrom(stored);
      if (stored !== undefined && isOlder(order, stored)) return { outcome: 'older', previous };
      const contentHash = contentHashOf(order, positions);
      if (stored?.contentHash === contentHash) {
        await noteVersion(order, stored);
        return { outcome: 'same', previous };
      }
      await save(connection, order, { positions, contentHash, now });
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
      const found = new Map<string, number>();
      for (const chunk of chunksOf(ids)) {
        const rows = await db
          .select({ id: orders.orderId, updatedAt: orders.updatedAt })
          .from(orders)
          .where(and(eq(orders.connection, connection), isOneOf(orders.orderId, chunk)));
        for (const row of rows) found.set(row.id, row.updatedAt);
      }
      return found;
    },

    async page(connection, afterId, limit) {
      const after = afterId === null ? undefined : gt(orders.orderId, afterId);
      const rows = await db
        .select()
        .from(orders)
        .where(and(eq(orders.connection, connection), after))
        .orderBy(asc(orders.orderId))
        .limit(limit);
      return rows.map(toStored);
    },

    // A line that the order never had takes nothing from any cell, so there is nothing to note for it.
    async setBooked(connection, orderId, booked, mode) {
      await lines.setBooked(connection, orderId, (line) => {
        const given = booked.get(line.lineId);
        if (given === undefined) return line.booked;
        return mode === 'exact' ? given : Math.max(given, line.booked ?? 0);
      });
    },

    async count(connection) {
      const [row] = await db.select({ count: count() }).from(orders).where(eq(orders.connection, connection));
      return row?.count ?? 0;
    },
  };

  /** The same content under a newer version: the next poll need not read it again. */
  async function noteVersion(order: Order, stored: OrderRow): Promise<void> {
    if (order.updatedAt === stored.updatedAt) return;
    const body = { ...stored.body, updatedAt: order.updatedAt };
    await db.update(orders).set({ updatedAt: order.updatedAt, body }).where(isThis(stored.connection, stored.orderId));
  }

  async function save(connection: string, order: Order, { positions, contentHash, now }: Content): Promise<void> {
    const { personal: person, ...body } = order;
    const { id: orderId, name, updatedAt, canceledAt } = order;
    const changing = { name, updatedAt, canceledAt, recordedAt: now, contentHash, body };
    await db
      .insert(orders)
      .values({ connection, orderId, firstRecordedAt: now, ...changing })
      .onConflictDoUpdate({ target: [orders.connection, orders.orderId], set: changing });
    await people.save(connection, orderId, person);
    await lines.record({ connection, orderId, orderName: name, positions, now });
  }
}

interface Content {
  readonly positions: readonly OrderLinePosition[];
  readonly contentHash: string;
  readonly now: number;
}

/**
 * Versions never regress (I5). The channel's clock has seconds: of two readings with one version the canceled one is the
 * later, because nothing un-cancels an order.
 */
function isOlder(order: Order, stored: OrderRow): boolean {
  if (order.updatedAt !== stored.updatedAt) return order.updatedAt < stored.updatedAt;
  return stored.canceledAt !== null && order.canceledAt === null;
}

function orderFrom(row: OrderRow): Order {
  return { ...row.body, personal: NOBODY };
}

function toStored(row: OrderRow): StoredOrder {
  const { connection, recordedAt, firstRecordedAt } = row;
  return { connection, order: orderFrom(row), recordedAt, firstRecordedAt };
}

function createPersonalStore({ db, sealer }: Session) {
  const isThis = (connection: string, orderId: string) =>
    and(eq(personal.connection, connection), eq(personal.orderId, orderId));
  const place = (connection: string, orderId: string) => ({
    table: 'personal',
    column: 'body',
    row: JSON.stringify([connection, orderId]),
  });
  return {
    async save(connection: string, orderId: string, person: OrderPersonal): Promise<void> {
      if (Object.values(person).every((value) => value === null)) {
        await db.delete(personal).where(isThis(connection, orderId));
        return;
      }
      const body = sealer.seal(JSON.stringify(person), place(connection, orderId));
      const fingerprint = person.customerId === null ? null : sealer.fingerprint(`${connection}|${person.customerId}`);
      await db
        .insert(personal)
        .values({ connection, orderId, person: fingerprint, body })
        .onConflictDoUpdate({ target: [personal.connection, personal.orderId], set: { person: fingerprint, body } });
    },
    async open(connection: string, orderId: string): Promise<OrderPersonal> {
      const [row] = await db.select().from(personal).where(isThis(connection, orderId));
      if (row === undefined) return NOBODY;
      return JSON.parse(sealer.open(row.body, place(connection, orderId))) as OrderPersonal;
    },
  };
}
