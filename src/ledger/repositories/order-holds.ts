import { and, eq } from '../drizzle.ts';
import type { HoldRepository } from '#sdk/ledger/fulfillment.ts';
import type { Session } from '../session.ts';
import { orderHolds } from '../tables/fulfillment.ts';

export function createHoldRepository({ db }: Session): HoldRepository {
  const isThis = (connection: string, orderId: string) =>
    and(eq(orderHolds.connection, connection), eq(orderHolds.orderId, orderId));
  return {
    async get(connection, orderId) {
      const { placedBy, reason, placedAt } = orderHolds;
      const [row] = await db
        .select({ placedBy, reason, placedAt })
        .from(orderHolds)
        .where(isThis(connection, orderId));
      return row ?? null;
    },

    async place(connection, orderId, hold) {
      await db
        .insert(orderHolds)
        .values({ connection, orderId, ...hold })
        .onConflictDoUpdate({ target: [orderHolds.connection, orderHolds.orderId], set: hold });
    },

    async lift(connection, orderId) {
      const gone = await db
        .delete(orderHolds)
        .where(isThis(connection, orderId))
        .returning({ orderId: orderHolds.orderId });
      return gone.length > 0;
    },
  };
}
