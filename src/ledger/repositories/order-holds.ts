import type { Placeholder } from 'drizzle-orm';
import { and, eq, sql } from '../drizzle.ts';
import type { HoldRepository } from '#sdk/ledger/fulfillment.ts';
import type { Session } from '../session.ts';
import { orderHolds } from '../tables/fulfillment.ts';

export function createHoldRepository({ db }: Session): HoldRepository {
  const isThis = (connection: string | Placeholder, orderId: string | Placeholder) =>
    and(eq(orderHolds.connection, connection), eq(orderHolds.orderId, orderId));
  const { placedBy, reason, placedAt } = orderHolds;
  const select = db
    .select({ placedBy, reason, placedAt })
    .from(orderHolds)
    .where(isThis(sql.placeholder('connection'), sql.placeholder('orderId')))
    .prepare('hold_of_order');
  return {
    async get(connection, orderId) {
      const [row] = await select.execute({ connection, orderId });
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
