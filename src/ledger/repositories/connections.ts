import { and, asc, eq, sql } from '../drizzle.ts';
import type { ConnectionRepository, ConnectionState } from '#sdk/ledger/connections.ts';
import type { Session } from '../session.ts';
import { connections, locations } from '../tables/connections.ts';

export function createConnectionRepository({ db }: Session): ConnectionRepository {
  const insert = db
    .insert(connections)
    .values({
      connection: sql.placeholder('connection'),
      paused: 'no',
      firstStartedAt: sql.placeholder('now'),
    })
    .onConflictDoNothing()
    .prepare('insert_connection');
  const select = db
    .select()
    .from(connections)
    .where(eq(connections.connection, sql.placeholder('connection')))
    .prepare('connection_by_name');
  const selectAll = db
    .select()
    .from(connections)
    .orderBy(asc(connections.connection))
    .prepare('all_connections');

  return {
    async ensure(connection, now) {
      await insert.execute({ connection, now });
      const [row] = await select.execute({ connection });
      if (row === undefined) throw new Error(`connection ${connection} was not stored`);
      return row;
    },

    async all(): Promise<readonly ConnectionState[]> {
      return selectAll.execute();
    },

    async pause(connection, { by, reason, now, credentials }) {
      // What an operator paused stays the operator's: a refused credential must not turn it into something that resumes by itself.
      const isNews =
        by === 'by-operator'
          ? sql`${connections.paused} <> 'by-operator'`
          : sql`${connections.paused} = 'no'`;
      const rows = await db
        .insert(connections)
        .values({
          connection,
          paused: by,
          reason,
          since: now,
          firstStartedAt: now,
          refusedCredentials: credentials ?? null,
        })
        .onConflictDoUpdate({
          target: connections.connection,
          set: { paused: by, reason, since: now, refusedCredentials: credentials ?? null },
          setWhere: isNews,
        })
        .returning({ connection: connections.connection });
      return rows.length > 0;
    },

    async resume(connection) {
      const rows = await db
        .update(connections)
        .set({ paused: 'no', reason: null, since: null, refusedCredentials: null })
        .where(and(eq(connections.connection, connection), sql`${connections.paused} <> 'no'`))
        .returning({ connection: connections.connection });
      return rows.length > 0;
    },

    async saveLocations(connection, found) {
      await db.delete(locations).where(eq(locations.connection, connection));
      if (found.length === 0) return;
      await db
        .insert(locations)
        .values(found.map(({ id, name, active }) => ({ connection, id, name, active })));
    },

    async locations(connection) {
      const { id, name, active } = locations;
      return db
        .select({ id, name, active })
        .from(locations)
        .where(eq(locations.connection, connection))
        .orderBy(asc(id));
    },
  };
}
