import { and, asc, count, desc, eq, gt, min, sql } from '../drizzle.ts';
import type { WorkCounts, WorkRepository } from '#sdk/ledger/work.ts';
import { isOneOf } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { work } from '../tables/work.ts';
import { createWorkLeaseRepository } from './work-leases.ts';
import { createMarkRepository } from './work-marks.ts';
import { isDirty, toNamedRow, toWorkRow } from './work-rows.ts';

const ABOUT_MAX = 200;

const isParked = sql`${work.state} = 'parked'`;

export function createWorkRepository(session: Session): WorkRepository {
  const { db, clock, noteWork } = session;
  const select = db
    .select()
    .from(work)
    .where(
      and(
        eq(work.job, sql.placeholder('job')),
        eq(work.connection, sql.placeholder('connection')),
        eq(work.subject, sql.placeholder('subject')),
      ),
    )
    .prepare('work_by_subject');
  const selectAbout = db
    .select()
    .from(work)
    .where(eq(work.subject, sql.placeholder('subject')))
    .orderBy(asc(work.id))
    .limit(ABOUT_MAX)
    .prepare('work_about');
  const selectParked = db
    .select()
    .from(work)
    .where(isParked)
    .orderBy(desc(work.id))
    .limit(sql.placeholder('limit'))
    .prepare('parked_work');
  const countWork = prepareCounts(session);

  return {
    ...createMarkRepository(session),
    ...createWorkLeaseRepository(session),

    async get({ job, connection, subject }) {
      const [row] = await select.execute({ job, connection, subject });
      return row === undefined ? null : toWorkRow(row);
    },

    async about(subject) {
      return (await selectAbout.execute({ subject })).map(toWorkRow);
    },

    async parked(limit) {
      return (await selectParked.execute({ limit })).map(toNamedRow);
    },

    async byId(id) {
      const [row] = await db.select().from(work).where(eq(work.uid, id));
      return row === undefined ? null : toNamedRow(row);
    },

    async retry(ids) {
      const now = clock.now();
      let retried = 0;
      for (const chunk of chunksOf(ids)) {
        const rows = await db
          .update(work)
          .set({ state: 'open', attempts: 0, dueAt: now, handedAt: null, dirtySince: now, changedAt: now })
          .where(and(isOneOf(work.uid, chunk), isParked))
          .returning({ id: work.id });
        retried += rows.length;
      }
      if (retried > 0) noteWork();
      return retried;
    },

    async drop(id) {
      const rows = await db
        .update(work)
        .set({
          state: 'open',
          done: sql`${work.wanted}`,
          dirtySince: null,
          attempts: 0,
          changedAt: clock.now(),
        })
        .where(and(eq(work.uid, id), isParked))
        .returning({ id: work.id });
      return rows.length > 0;
    },

    async counts() {
      const dirty = await countWork.dirty.execute();
      const parked = await countWork.parked.execute();
      const found = new Map<string, WorkCounts>();
      for (const row of dirty) {
        const counted = { dirty: row.count, parked: 0, oldestDirtyAt: row.oldest };
        found.set(`${row.connection} ${row.job}`, { connection: row.connection, job: row.job, ...counted });
      }
      for (const row of parked) {
        const known = found.get(`${row.connection} ${row.job}`) ?? { dirty: 0, oldestDirtyAt: null };
        found.set(`${row.connection} ${row.job}`, {
          ...known,
          connection: row.connection,
          job: row.job,
          parked: row.count,
        });
      }
      return [...found.values()];
    },

    async countDirty(job, connection, max) {
      const some = db
        .select({ id: work.id })
        .from(work)
        .where(and(eq(work.job, job), eq(work.connection, connection), isDirty))
        .limit(max)
        .as('some');
      const [row] = await db.select({ count: count() }).from(some);
      return row?.count ?? 0;
    },

    async dirtySubjects(job, connection, afterSubject, limit) {
      const after = afterSubject === null ? undefined : gt(work.subject, afterSubject);
      const rows = await db
        .select({ subject: work.subject })
        .from(work)
        .where(and(eq(work.job, job), eq(work.connection, connection), isDirty, after))
        .orderBy(asc(work.subject))
        .limit(limit);
      return rows.map((row) => row.subject);
    },
  };
}

/** How much there is per connection and job. */
function prepareCounts({ db }: Session) {
  const { connection, job } = work;
  return {
    dirty: db
      .select({ connection, job, count: count(), oldest: min(work.dirtySince) })
      .from(work)
      .where(isDirty)
      .groupBy(connection, job)
      .prepare('count_dirty_work'),
    parked: db
      .select({ connection, job, count: count() })
      .from(work)
      .where(isParked)
      .groupBy(connection, job)
      .prepare('count_parked_work'),
  };
}
