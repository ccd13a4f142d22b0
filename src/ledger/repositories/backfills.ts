import { and, asc, eq, ne, sql } from '../drizzle.ts';
import type { Backfill, BackfillRepository } from '#sdk/ledger/backfills.ts';
import type { Session } from '../session.ts';
import { backfills } from '../tables/backfills.ts';
import { createBackfillItems } from './backfill-items.ts';

type BackfillRow = typeof backfills.$inferSelect;

const NOTHING_YET = {
  state: 'reading' as const,
  cursor: null,
  firstAt: null,
  reachedAt: null,
  found: 0,
  settled: 0,
  refused: 0,
  events: 0,
  finishedAt: null,
};

export function createBackfillRepository(session: Session): BackfillRepository {
  const { db, random } = session;
  return {
    ...createBackfillItems(session),

    async begin({ connection, store, resource, from, to }, { requestedBy, now, again }) {
      const name = { connection, store, resource, fromAt: from, toAt: to };
      const isThis = and(
        eq(backfills.connection, connection),
        eq(backfills.store, store),
        eq(backfills.resource, resource),
        eq(backfills.fromAt, from),
        eq(backfills.toAt, to),
      );
      await db
        .insert(backfills)
        .values({ uid: random.id(), ...name, ...NOTHING_YET, requestedBy, requestedAt: now })
        .onConflictDoNothing();
      if (again)
        await db
          .update(backfills)
          .set({ ...NOTHING_YET, requestedBy, requestedAt: now })
          .where(and(isThis, eq(backfills.state, 'done')));
      const [row] = await db.select().from(backfills).where(isThis);
      if (row === undefined) throw new Error('the backfill was not stored');
      return toBackfill(row);
    },

    async get(id) {
      const [row] = await db.select().from(backfills).where(eq(backfills.uid, id));
      return row === undefined ? null : toBackfill(row);
    },

    async open(of) {
      const isAbout = 'store' in of ? eq(backfills.store, of.store) : eq(backfills.connection, of.connection);
      const rows = await db
        .select()
        .from(backfills)
        .where(and(ne(backfills.state, 'done'), isAbout))
        .orderBy(asc(backfills.id));
      return rows.map(toBackfill);
    },

    async note(id, change) {
      await db.update(backfills).set(change).where(eq(backfills.uid, id));
    },

    async countEvents(id, sent) {
      await db
        .update(backfills)
        .set({ events: sql`${backfills.events} + ${sent}` })
        .where(eq(backfills.uid, id));
    },
  };
}

function toBackfill({ id: _id, uid, fromAt, toAt, ...row }: BackfillRow): Backfill {
  return { ...row, id: uid, from: fromAt, to: toAt };
}
