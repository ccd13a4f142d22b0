import { and, eq, sql } from '../drizzle.ts';
import type { RoutingRepository } from '#sdk/ledger/fulfillment.ts';
import type { Session } from '../session.ts';
import { routings } from '../tables/fulfillment.ts';

export function createRoutingRepository({ db }: Session): RoutingRepository {
  const select = db
    .select({
      decision: routings.decision,
      decidedAt: routings.decidedAt,
      routed: routings.routed,
      unrouted: routings.unrouted,
    })
    .from(routings)
    .where(
      and(
        eq(routings.connection, sql.placeholder('connection')),
        eq(routings.orderId, sql.placeholder('orderId')),
      ),
    )
    .prepare('routing_of_order');
  return {
    async get(connection, orderId) {
      const [row] = await select.execute({ connection, orderId });
      return row ?? null;
    },

    async save(connection, orderId, routing) {
      const saved = await db
        .insert(routings)
        .values({ connection, orderId, ...routing })
        .onConflictDoUpdate({
          target: [routings.connection, routings.orderId],
          set: routing,
          setWhere: eq(routings.decision, routing.decision - 1),
        })
        .returning({ decision: routings.decision });
      return saved.length > 0;
    },
  };
}
