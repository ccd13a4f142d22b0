import { and, asc, eq, gt } from '../drizzle.ts';
import type { OrderRepository } from '#sdk/ledger/orders.ts';
import { isOneOf } from '../lists.ts';
import type { Session } from '../session.ts';
import { orders, personal } from '../tables/orders.ts';
import { NOBODY } from './order-content.ts';
import { personOf } from './personal-store.ts';

/** Orders by who placed them; those of who was erased are nobody's. */
export function createCustomerOrders({ db, sealer }: Session): Pick<OrderRepository, 'ofCustomer'> {
  return {
    async ofCustomer({ connection, id }, afterOrderId, limit) {
      const after = afterOrderId === null ? undefined : gt(personal.orderId, afterOrderId);
      const rows = await db
        .select({ body: orders.body, recordedAt: orders.recordedAt, firstRecordedAt: orders.firstRecordedAt })
        .from(personal)
        .innerJoin(
          orders,
          and(eq(orders.connection, personal.connection), eq(orders.orderId, personal.orderId)),
        )
        .where(
          and(
            eq(personal.connection, connection),
            isOneOf(personal.person, sealer.fingerprints(personOf(connection, id))),
            after,
          ),
        )
        .orderBy(asc(personal.orderId))
        .limit(limit);
      return rows.map(({ body, ...times }) => ({
        connection,
        order: { ...body, personal: NOBODY },
        ...times,
      }));
    },
  };
}
