import { and, eq, sql } from 'drizzle-orm';
import type { Cursor, CursorRepository } from '#sdk/ledger/connections.ts';
import type { Session } from '../session.ts';
import { cursors } from '../tables/connections.ts';

const NONE: Cursor = { cursor: null, horizonAt: null, completedAt: null, passStartedAt: null };

export function createCursorRepository({ db }: Session): CursorRepository {
  const { cursor, horizonAt, completedAt, passStartedAt } = cursors;
  return {
    async get(connection, resource) {
      const [row] = await db
        .select({ cursor, horizonAt, completedAt, passStartedAt })
        .from(cursors)
        .where(and(eq(cursors.connection, connection), eq(cursors.resource, resource)));
      return row ?? NONE;
    },

    async save(connection, resource, change) {
      const { horizonAt: horizon, ...rest } = change;
      const isLater = sql`${horizonAt} is null or excluded.horizon_at > ${horizonAt}`;
      await db
        .insert(cursors)
        .values({ connection, resource, ...change })
        .onConflictDoUpdate({
          target: [cursors.connection, cursors.resource],
          set: {
            connection,
            ...rest,
            // A horizon never goes back: a pass that began earlier may end later.
            ...(horizon === undefined || horizon === null
              ? {}
              : { horizonAt: sql`case when ${isLater} then excluded.horizon_at else ${horizonAt} end` }),
          },
        });
    },
  };
}
