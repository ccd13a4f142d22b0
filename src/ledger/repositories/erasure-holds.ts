import { and, count, eq, lte, or, sql } from '../drizzle.ts';
import type { CustomerRef } from '#sdk/ledger/customers.ts';
import type { Session } from '../session.ts';
import { erasureHolds } from '../tables/customers.ts';
import { orderLines, STILL_OPEN } from '../tables/orders.ts';

/** Orders of erased people that keep their address until the goods have left, or until a term is over. */
export function createErasureHolds({ db }: Session) {
  const isThis = ({ connection, id }: CustomerRef) =>
    and(eq(erasureHolds.connection, connection), eq(erasureHolds.orderId, id));

  return {
    /** @returns those of the orders that have yet to leave. A term that runs already is not prolonged. */
    async hold(
      erasure: string,
      orders: readonly CustomerRef[],
      holdUntil: number,
    ): Promise<readonly CustomerRef[]> {
      const held: CustomerRef[] = [];
      for (const { connection, id } of orders) {
        const [open] = await db
          .select({ lineId: orderLines.lineId })
          .from(orderLines)
          .where(
            and(
              eq(orderLines.connection, connection),
              eq(orderLines.orderId, id),
              eq(orderLines.reserves, true),
              eq(orderLines.closedSequence, STILL_OPEN),
            ),
          )
          .limit(1);
        if (open === undefined) continue;
        held.push({ connection, id });
        await db
          .insert(erasureHolds)
          .values({ connection, orderId: id, erasure, holdUntil })
          .onConflictDoNothing();
      }
      return held;
    },

    async isHeld(connection: string, orderId: string): Promise<boolean> {
      const [row] = await db
        .select({ erasure: erasureHolds.erasure })
        .from(erasureHolds)
        .where(isThis({ connection, id: orderId }));
      return row !== undefined;
    },

    /** How many orders of an erasure are held, and until when at the latest. */
    async of(erasure: string): Promise<{ readonly count: number; readonly until: number | null }> {
      const [row] = await db
        .select({ count: count(), until: sql<number | string | null>`max(${erasureHolds.holdUntil})` })
        .from(erasureHolds)
        .where(eq(erasureHolds.erasure, erasure));
      return { count: row?.count ?? 0, until: row?.until == null ? null : Number(row.until) };
    },

    /** Takes up to `limit` of those off that have left, or whose term is over. */
    async takeDue(
      now: number,
      limit: number,
    ): Promise<readonly (CustomerRef & { readonly erasure: string })[]> {
      const isOpen = sql`exists (select 1 from order_lines l where l.connection = ${erasureHolds.connection}
        and l.order_id = ${erasureHolds.orderId} and l.reserves = 1 and l.closed_sequence = ${STILL_OPEN})`;
      const rows = await db
        .select()
        .from(erasureHolds)
        .where(or(lte(erasureHolds.holdUntil, now), sql`not ${isOpen}`))
        .limit(limit);
      const due = rows.map(({ connection, orderId: id, erasure }) => ({ connection, id, erasure }));
      for (const ref of due) await db.delete(erasureHolds).where(isThis(ref));
      return due;
    },
  };
}
