import type { SQL } from 'drizzle-orm';
import { and, eq, sql } from '../drizzle.ts';
import type { Cursor, CursorRepository } from '#sdk/ledger/connections.ts';
import { namesOf, pick, preparedPer } from '../lists.ts';
import type { Session } from '../session.ts';
import { cursors } from '../tables/connections.ts';

const NONE: Cursor = { cursor: null, horizonAt: null, completedAt: null, passStartedAt: null };

export function createCursorRepository(session: Session): CursorRepository {
  const { db } = session;
  const { cursor, horizonAt, completedAt, passStartedAt } = cursors;
  const select = db
    .select({ cursor, horizonAt, completedAt, passStartedAt })
    .from(cursors)
    .where(
      and(
        eq(cursors.connection, sql.placeholder('connection')),
        eq(cursors.resource, sql.placeholder('resource')),
      ),
    )
    .prepare('get_cursor');
  const save = preparedPer((names: string) => prepareSave(session, names));
  return {
    async get(connection, resource) {
      const [row] = await select.execute({ connection, resource });
      return row ?? NONE;
    },

    async save(connection, resource, change) {
      const { horizonAt: horizon, ...rest } = change;
      const fields = {
        ...rest,
        ...(horizon === undefined || horizon === null ? {} : { horizonAt: horizon }),
      };
      await save(namesOf(fields)).execute({ connection, resource, ...fields });
    },
  };
}

/** Saves the fields of these names and leaves the others as they are. */
function prepareSave({ db }: Session, names: string) {
  const { horizonAt } = cursors;
  const isLater = sql`${horizonAt} is null or excluded.horizon_at > ${horizonAt}`;
  const change: Record<string, SQL> = {
    cursor: sql`excluded.cursor`,
    // A horizon never goes back: a pass that began earlier may end later.
    horizonAt: sql`case when ${isLater} then excluded.horizon_at else ${horizonAt} end`,
    completedAt: sql`excluded.completed_at`,
    passStartedAt: sql`excluded.pass_started_at`,
  };
  return db
    .insert(cursors)
    .values({
      connection: sql.placeholder('connection'),
      resource: sql.placeholder('resource'),
      ...pick(names, sql.placeholder),
    })
    .onConflictDoUpdate({
      target: [cursors.connection, cursors.resource],
      set: { connection: sql`excluded.connection`, ...pick(names, (name) => change[name]) },
    })
    .prepare('save_cursor');
}
