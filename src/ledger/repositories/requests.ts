import { and, asc, eq, sql } from '../drizzle.ts';
import type { RequestRepository } from '#sdk/ledger/fulfillment.ts';
import { preparedPer } from '../lists.ts';
import type { Session } from '../session.ts';
import { fulfillmentRequests as requests } from '../tables/fulfillment.ts';

export function createRequestRepository({ db }: Session): RequestRepository {
  const selectOfOrder = db
    .select()
    .from(requests)
    .where(
      and(
        eq(requests.orderConnection, sql.placeholder('orderConnection')),
        eq(requests.orderId, sql.placeholder('orderId')),
      ),
    )
    .orderBy(asc(requests.connection), asc(requests.number))
    .prepare('requests_of_order');
  const selectOpen = preparedPer((part: 'first' | 'later') => {
    const after =
      part === 'first' ? undefined : sql`${requests.reference} > ${sql.placeholder('afterReference')}`;
    return db
      .select()
      .from(requests)
      .where(
        and(
          eq(requests.connection, sql.placeholder('connection')),
          sql`${requests.state} not in ('shipped', 'canceled', 'refused')`,
          after,
        ),
      )
      .orderBy(asc(requests.reference))
      .limit(sql.placeholder('limit'))
      .prepare('open_requests');
  });
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

    ofOrder: (orderConnection, orderId) => selectOfOrder.execute({ orderConnection, orderId }),

    async open(connection, afterReference, limit) {
      const statement = selectOpen(afterReference === null ? 'first' : 'later');
      return statement.execute({ connection, afterReference, limit });
    },
  };
}
