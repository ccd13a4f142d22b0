import { and, asc, eq, sql } from '../drizzle.ts';
import { isOneOfListed, preparedPer } from '../lists.ts';
import type { Session } from '../session.ts';
import { work } from '../tables/work.ts';
import { isDirty, isHanded, isNotHanded } from './work-rows.ts';

/** What the relay asks for round after round, and what facts wake, prepared. */
export function prepareRelayStatements({ db, leaseNow }: Session) {
  const given = <Name extends string>(name: Name) => sql.placeholder(name);
  const now = given('now');
  const handedBefore = given('handedBefore');
  const isFree = sql`(${work.leaseUntil} is null or ${work.leaseUntil} <= ${leaseNow()})`;
  return {
    wake: db
      .update(work)
      .set({
        wanted: sql`${work.wanted} + 1`,
        dueAt: sql`case when ${work.dueAt} < ${now} then ${work.dueAt} else ${now} end`,
        waitsFor: null,
        changedAt: sql`${now}`,
      })
      .where(
        and(
          eq(work.job, given('job')),
          eq(work.connection, given('connection')),
          isDirty,
          eq(work.waitsFor, given('waitsFor')),
        ),
      )
      .returning({ id: work.id })
      .prepare('wake_waiting'),

    /** Asked first, and mostly nothing: an update that selects for itself costs ten times as much. */
    due: db
      .select({ id: work.id })
      .from(work)
      .where(and(isDirty, isNotHanded, sql`${work.dueAt} <= ${now}`))
      .orderBy(asc(work.priority), asc(work.dueAt), asc(work.id))
      .limit(given('limit'))
      .prepare('due_for_relay'),

    take: preparedPer((size: number) =>
      db
        .update(work)
        .set({ handedAt: sql`${now}` })
        .where(and(isOneOfListed(work.id, size), isNotHanded))
        .returning()
        .prepare(`take_for_relay_${size}`),
    ),

    nextDue: db
      .select({ dueAt: work.dueAt })
      .from(work)
      .where(and(isDirty, isNotHanded))
      .orderBy(asc(work.dueAt))
      .limit(1)
      .prepare('next_due'),

    reset: db
      .update(work)
      .set({ handedAt: null })
      .where(and(isDirty, isHanded, sql`${work.handedAt} < ${handedBefore}`, isFree))
      .returning({ id: work.id })
      .prepare('reset_relay'),

    /** Its holder ran out of time without an outcome, and no wake-up of then brings it back. The token stays: it may yet settle. */
    resetAbandoned: db
      .update(work)
      .set({ handedAt: null, leaseUntil: null })
      .where(and(isDirty, isHanded, sql`${work.leaseUntil} <= ${leaseNow()}`))
      .returning({ id: work.id })
      .prepare('reset_abandoned'),
  };
}
