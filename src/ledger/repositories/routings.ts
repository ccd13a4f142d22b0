import { and, eq } from '../drizzle.ts';
import type { RoutingRepository } from '#sdk/ledger/fulfillment.ts';
import type { Session } from '../session.ts';
import { routings } from '../tables/fulfillment.ts';

export function createRoutingRepository({ db }: Session): RoutingRepository {
  return {
    async get(connection, orderId) {
      const [row] = await db
        .select({
          decision: routings.decision,
          decidedAt: routings.decidedAt,
          routed: routings.routed,
          unrouted: routings.unrouted,
        })
        .from(routings)
        .where(and(eq(routings.connection, connection), eq(routings.orderId, orderId)));
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
