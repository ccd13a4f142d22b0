import { and, count, desc, eq, gte, sql } from '../drizzle.ts';
import type { Brake, BrakeRepository } from '#sdk/ledger/brakes.ts';
import { isOneOf } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { approvedTargets, brakes, drasticChanges } from '../tables/brakes.ts';

const LISTED_MAX = 200;

export function createBrakeRepository({ db, noteWork }: Session): BrakeRepository {
  const isHeld = sql`${brakes.state} = 'held'`;
  const shown = ({ id: _row, ...rest }: typeof brakes.$inferSelect): Brake => rest;
  const first = (rows: readonly (typeof brakes.$inferSelect)[]) =>
    rows[0] === undefined ? null : shown(rows[0]);

  const selectHeld = db
    .select()
    .from(brakes)
    .where(and(eq(brakes.connection, sql.placeholder('connection')), isHeld))
    .orderBy(desc(brakes.id))
    .limit(1)
    .prepare('held_brake');
  const selectAll = db
    .select()
    .from(brakes)
    .orderBy(desc(brakes.trippedAt))
    .limit(LISTED_MAX)
    .prepare('brakes');

  return {
    async hold({ hash, connection, trippedAt, changes, cellCount, reason }) {
      await db
        .update(brakes)
        .set({ state: 'replaced' })
        .where(and(eq(brakes.connection, connection), isHeld, sql`${brakes.hash} <> ${hash}`));
      const values = {
        connection,
        state: 'held',
        trippedAt,
        changes,
        cellCount,
        reason,
        decidedAt: null,
        decidedBy: null,
      } as const;
      // The same set again keeps the time of its first trip; one that was decided before is asked about anew.
      await db
        .insert(brakes)
        .values({ hash, ...values })
        .onConflictDoUpdate({ target: brakes.hash, set: values, setWhere: sql`${brakes.state} <> 'held'` });
    },

    async held(connection) {
      return first(await selectHeld.execute({ connection }));
    },

    async all() {
      return (await selectAll.execute()).map(shown);
    },

    async get(hash) {
      return first(await db.select().from(brakes).where(eq(brakes.hash, hash)));
    },

    async approve(hash, by, now) {
      const [brake] = await db
        .update(brakes)
        .set({ state: 'approved', decidedAt: now, decidedBy: by })
        .where(and(eq(brakes.hash, hash), isHeld))
        .returning();
      if (brake === undefined) return false;
      for (const chunk of chunksOf(brake.changes)) {
        await db
          .insert(approvedTargets)
          .values(chunk.map(({ subject, to }) => ({ connection: brake.connection, subject, target: to })))
          .onConflictDoUpdate({
            target: [approvedTargets.connection, approvedTargets.subject],
            set: { target: sql`excluded.target` },
          });
      }
      noteWork();
      return true;
    },

    async approvedTargets(connection) {
      const rows = await db.select().from(approvedTargets).where(eq(approvedTargets.connection, connection));
      return new Map(rows.map((row) => [row.subject, row.target]));
    },

    async spend(connection, subjects) {
      for (const chunk of chunksOf(subjects)) {
        await db
          .delete(approvedTargets)
          .where(and(eq(approvedTargets.connection, connection), isOneOf(approvedTargets.subject, chunk)));
      }
    },

    async noteDrastic(connection, subjects, now) {
      for (const chunk of chunksOf([...new Set(subjects)])) {
        await db
          .insert(drasticChanges)
          .values(chunk.map((subject) => ({ connection, subject, at: now })))
          .onConflictDoUpdate({
            target: [drasticChanges.connection, drasticChanges.subject],
            set: { at: now },
          });
      }
    },

    async countDrastic(connection, since) {
      const [row] = await db
        .select({ count: count() })
        .from(drasticChanges)
        .where(and(eq(drasticChanges.connection, connection), gte(drasticChanges.at, since)));
      return row?.count ?? 0;
    },
  };
}
