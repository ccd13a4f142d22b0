import { and, asc, eq, gt, sql } from '../drizzle.ts';
import type { RequestRepository } from '#sdk/ledger/fulfillment.ts';
import type { Session } from '../session.ts';
import { fulfillmentRequests as requests } from '../tables/fulfillment.ts';

export function createRequestRepository({ db }: Session): RequestRepository {
  return {
    async save(request) {
      const { connection: _connection, reference: _reference, ...changing } = request;
      await db
        .insert(requests)
        .values(request)
        .onConflictDoUpdate({ target: [requests.connection, requests.reference], set: changing });
    },

    async get(connection, reference) {
      const [row] = await db
        .select()
        .from(requests)
        .where(and(eq(requests.connection, connection), eq(requests.reference, reference)));
      return row ?? null;
    },

    async ofOrder(orderConnection, orderId) {
      return db
        .select()
        .from(requests)
        .where(and(eq(requests.orderConnection, orderConnection), eq(requests.orderId, orderId)))
        .orderBy(asc(requests.connection), asc(requests.number));
    },

    async open(connection, afterReference, limit) {
      const after = afterReference === null ? undefined : gt(requests.reference, afterReference);
      return db
        .select()
        .from(requests)
        .where(
          and(
            eq(requests.connection, connection),
            sql`${requests.state} not in ('shipped', 'canceled', 'refused')`,
            after,
          ),
        )
        .orderBy(asc(requests.reference))
        .limit(limit);
    },
  };
}
