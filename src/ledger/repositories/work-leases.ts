import { and, asc, eq, inArray, sql } from '../drizzle.ts';
import type { WorkRepository } from '#sdk/ledger/work.ts';
import { isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import type { Session } from '../session.ts';
import { work } from '../tables/work.ts';
import { prepareHolding } from './work-holding.ts';
import { isDirty } from './work-rows.ts';
import { prepareSettlements } from './work-settlements.ts';

type LeaseRepository = Pick<WorkRepository, 'lease' | 'prolong' | 'assertHeld' | 'settle'>;

/** In the place of a number of subjects: whichever there are. */
const ALL = 0;

/** Who may act on a row, by fencing tokens (I13). */
export function createWorkLeaseRepository(session: Session): LeaseRepository {
  const { noteWork } = session;
  const { assertHeld, prolong } = prepareHolding(session);
  const settle = prepareSettlements(session);
  const leaseDue = preparedPer((size: number) => prepareLease(session, size, false));
  const leaseAny = preparedPer((size: number) => prepareLease(session, size, true));

  return {
    async lease({ job, connection, subjects, limit, leaseMs, token, now, includeNotDue = false }) {
      if (subjects !== null && subjects.length === 0) return [];
      const statement = (includeNotDue ? leaseAny : leaseDue)(subjects === null ? ALL : listSize(subjects));
      const listedSubjects = subjects === null ? {} : listed(subjects);
      const rows = await statement.execute({
        job,
        connection,
        limit,
        leaseMs,
        token,
        now,
        ...listedSubjects,
      });
      return rows
        .toSorted(
          (left, right) => left.priority - right.priority || left.dueAt - right.dueAt || left.id - right.id,
        )
        .map((row) => ({
          job: row.job,
          subject: row.subject,
          connection: row.connection,
          generation: row.wanted,
          attempts: row.attempts,
          token,
          cause: row.cause,
          dirtySince: row.dirtySince ?? now,
        }));
    },

    prolong,

    assertHeld,

    async settle(settlements, now) {
      if (settlements.length === 0) return { lost: 0 };
      const settled = await Promise.all(
        settlements.map(({ work: leased, outcome }) =>
          settle[outcome.kind].execute({ ...leased, ...outcome, now }),
        ),
      );
      // Most runs leave nothing to do: then nobody has to look.
      if (settled.some((rows) => rows.some((row) => row.stillDirty === 1))) noteWork();
      return { lost: settled.filter((rows) => rows.length === 0).length };
    },
  };
}

/** Takes what is free among so many subjects. */
function prepareLease({ db, leaseNow }: Session, size: number, includeNotDue: boolean) {
  const given = <Name extends string>(name: Name) => sql.placeholder(name);
  const now = given('now');
  const isFree = and(
    eq(work.job, given('job')),
    eq(work.connection, given('connection')),
    isDirty,
    size === ALL ? undefined : isOneOfListed(work.subject, size),
    includeNotDue ? undefined : sql`${work.dueAt} <= ${now}`,
    sql`(${work.leaseUntil} is null or ${work.leaseUntil} <= ${leaseNow()})`,
  );
  const first = db
    .select({ id: work.id })
    .from(work)
    .where(isFree)
    .orderBy(asc(work.priority), asc(work.dueAt), asc(work.id))
    .limit(given('limit'));
  return (
    db
      .update(work)
      .set({
        leaseToken: sql`${given('token')}`,
        leaseUntil: sql`${leaseNow()} + ${given('leaseMs')}`,
        attempts: sql`${work.attempts} + 1`,
        handedAt: sql`case when ${work.handedAt} is null then ${now} else ${work.handedAt} end`,
        changedAt: sql`${now}`,
      })
      // Of one subject there is one row: choosing among several costs ten times as much.
      .where(size === 1 ? isFree : inArray(work.id, first))
      .returning()
      .prepare('lease_work')
  );
}
