import type { SQL } from 'drizzle-orm';
import { and, eq, sql } from '../drizzle.ts';
import type { Session } from '../session.ts';
import { work } from '../tables/work.ts';
import { isDirty } from './work-rows.ts';

/**
 * How each outcome of a run frees its row, prepared. All of them ask for the token: a row that somebody else holds by now
 * is left alone. `wanted > generation` says that a fact came in during the run. A row that is still dirty afterwards is the relay's business again.
 */
export function prepareSettlements({ db }: Session) {
  const given = <Name extends string>(name: Name) => sql.placeholder(name);
  const isFresh = sql`${work.wanted} > ${given('generation')}`;
  const settle = (name: string, change: Record<string, SQL | number | null>) =>
    db
      .update(work)
      .set({ leaseToken: null, leaseUntil: null, handedAt: null, changedAt: sql`${given('now')}`, ...change })
      .where(
        and(
          eq(work.job, given('job')),
          eq(work.connection, given('connection')),
          eq(work.subject, given('subject')),
          eq(work.leaseToken, given('token')),
        ),
      )
      .returning({ stillDirty: sql<number>`case when ${isDirty} then 1 else 0 end` })
      .prepare(name);
  return {
    done: settle('settle_done', {
      done: sql`case when ${work.done} < ${given('generation')} then ${given('generation')} else ${work.done} end`,
      attempts: 0,
      reason: null,
      waitsFor: null,
      dirtySince: sql`case when ${isFresh} then cast(${given('now')} as bigint) else null end`,
    }),

    wait: settle('settle_wait', {
      attempts: sql`case when ${work.attempts} > 0 then ${work.attempts} - 1 else 0 end`,
      reason: sql`${given('reason')}`,
      waitsFor: sql`case when ${isFresh} then null else ${given('waitsFor')} end`,
      // What came in during the run is not waited for.
      dueAt: sql`case when ${isFresh} and ${work.dueAt} < ${given('dueAt')} then ${work.dueAt} else ${given('dueAt')} end`,
    }),

    retry: settle('settle_retry', {
      reason: sql`${given('reason')}`,
      waitsFor: null,
      dueAt: sql`${given('dueAt')}`,
    }),

    park: settle('settle_park', {
      reason: sql`${given('reason')}`,
      waitsFor: null,
      // A fact that came in during the run un-parks at once, as it would a moment later: with half of the attempts (W7).
      state: sql`case when ${isFresh} then 'open' else 'parked' end`,
      attempts: sql`case when ${isFresh} then ${work.attempts} / 2 else ${work.attempts} end`,
    }),
  };
}
