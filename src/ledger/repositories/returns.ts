import { and, asc, eq, ne, sql } from '../drizzle.ts';
import type { ReturnRepository, StoredReturn } from '#sdk/ledger/fulfillment.ts';
import type { Session } from '../session.ts';
import { returns } from '../tables/fulfillment.ts';

export function createReturnRepository({ db }: Session): ReturnRepository {
  return {
    async record({ connection, receipt, order }, now) {
      // Once known, the order stays known.
      const origin = order === null ? {} : { orderConnection: order.connection, orderId: order.id };
      const changing = { ...origin, body: receipt, changedAt: now };
      const isNews = ne(returns.body, receipt);
      const changed = await db
        .insert(returns)
        .values({ connection, returnId: receipt.id, recordedAt: now, ...changing })
        .onConflictDoUpdate({
          target: [returns.connection, returns.returnId],
          set: changing,
          setWhere: order === null ? isNews : sql`(${isNews} or ${returns.orderId} is null)`,
        })
        .returning({ returnId: returns.returnId });
      return changed.length > 0;
    },

    async get(connection, id) {
      const [row] = await db
        .select()
        .from(returns)
        .where(and(eq(returns.connection, connection), eq(returns.returnId, id)));
      return row === undefined ? null : toStored(row);
    },

    async ofOrder(orderConnection, orderId) {
      const rows = await db
        .select()
        .from(returns)
        .where(and(eq(returns.orderConnection, orderConnection), eq(returns.orderId, orderId)))
        .orderBy(asc(returns.recordedAt), asc(returns.returnId));
      return rows.map(toStored);
    },
  };
}

function toStored(row: typeof returns.$inferSelect): StoredReturn {
  const { connection, body: receipt, orderConnection, orderId, recordedAt } = row;
  const order =
    orderConnection === null || orderId === null ? null : { connection: orderConnection, id: orderId };
  return { connection, receipt, order, recordedAt };
}
