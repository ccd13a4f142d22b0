import { and, eq, sql } from '../drizzle.ts';
import { LeaseLostError } from '#sdk/ledger/ledger.ts';
import type { LeasedWork, WorkRepository } from '#sdk/ledger/work.ts';
import { isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { work } from '../tables/work.ts';

const HELD_PER_STATEMENT = 100;

type Holding = Pick<WorkRepository, 'prolong' | 'assertHeld'>;
type Given = Readonly<Record<string, string | number>>;
type Touch = (size: number) => { execute(given: Given): Promise<readonly unknown[]> };

/** What a run does with rows that it holds: every effect asks for it, so its statements stay prepared. */
export function prepareHolding({ db, leaseNow, readOnly }: Session): Holding {
  const areThese = (size: number) =>
    and(
      eq(work.job, sql.placeholder('job')),
      eq(work.connection, sql.placeholder('connection')),
      eq(work.leaseToken, sql.placeholder('token')),
      isOneOfListed(work.subject, size),
    );
  const prolong = preparedPer((size: number) =>
    db
      .update(work)
      .set({ leaseUntil: sql`${leaseNow()} + ${sql.placeholder('leaseMs')}` })
      .where(areThese(size))
      .returning({ id: work.id })
      .prepare('prolong_leases'),
  );
  /** In a transaction that writes, the rows are touched: a take-over at the same moment conflicts with it (W6). */
  const touch: Touch = preparedPer((size: number) => {
    const held = and(areThese(size), sql`${work.leaseUntil} > ${leaseNow()}`);
    if (readOnly) return db.select({ id: work.id }).from(work).where(held).prepare('held_leases');
    return db
      .update(work)
      .set({ leaseToken: sql`${work.leaseToken}` })
      .where(held)
      .returning({ id: work.id })
      .prepare('touch_leases');
  });
  return {
    prolong: (leased, leaseMs) => assertAll(leased, prolong, { leaseMs }),
    /** Throws unless all of these leases are ours and have time left. */
    assertHeld: (leased) => assertAll(leased, touch, {}),
  };
}

async function assertAll(leased: readonly LeasedWork[], statement: Touch, given: Given): Promise<void> {
  for (const holder of byHolder(leased)) {
    for (const chunk of chunksOf(holder, HELD_PER_STATEMENT)) {
      const [first] = chunk;
      if (first === undefined) continue;
      const { job, connection, token } = first;
      const subjects = listed(chunk.map(({ subject }) => subject));
      const rows = await statement(listSize(chunk)).execute({
        job,
        connection,
        token,
        ...given,
        ...subjects,
      });
      const lost = chunk.length - rows.length;
      if (lost > 0)
        throw new LeaseLostError(`the lease of ${lost} of ${chunk.length} subjects of ${job} was lost`);
    }
  }
}

/** One list per holder and job; a batch has one. */
function byHolder(leased: readonly LeasedWork[]): readonly (readonly LeasedWork[])[] {
  const [first] = leased;
  if (first === undefined) return [];
  const isHis = ({ job, connection, token }: LeasedWork): boolean =>
    job === first.job && connection === first.connection && token === first.token;
  if (leased.every(isHis)) return [leased];
  return [leased.filter(isHis), ...byHolder(leased.filter((one) => !isHis(one)))];
}
