import { sql } from '../drizzle.ts';
import type { Mark, WorkRepository } from '#sdk/ledger/work.ts';
import { listed, listSize } from '../lists.ts';
import type { Session } from '../session.ts';
import { work } from '../tables/work.ts';
import { prepareRelayStatements } from './work-relay.ts';
import { isDirty, refKey, toWorkRow } from './work-rows.ts';

type MarkRepository = Pick<
  WorkRepository,
  'mark' | 'wakeWaiting' | 'takeForRelay' | 'nextDueAt' | 'resetRelay' | 'resetAbandoned'
>;

/** How work becomes dirty, and how the relay learns of it. */
export function createMarkRepository(session: Session): MarkRepository {
  const { db, clock, random, noteWork } = session;
  const isUrgentEnough = sql`(${work.leaseToken} is not null or ${work.priority} <= excluded.priority)`;
  const upsert = db
    .insert(work)
    .values({
      uid: sql.placeholder('uid'),
      job: sql.placeholder('job'),
      subject: sql.placeholder('subject'),
      connection: sql.placeholder('connection'),
      wanted: 1,
      done: 0,
      state: 'open',
      priority: sql.placeholder('priority'),
      dueAt: sql.placeholder('dueAt'),
      attempts: 0,
      cause: sql.placeholder('cause'),
      dirtySince: sql.placeholder('dirtySince'),
      changedAt: sql.placeholder('changedAt'),
    })
    .onConflictDoUpdate({
      target: [work.job, work.connection, work.subject],
      set: {
        wanted: sql`${work.wanted} + 1`,
        state: 'open',
        priority: sql`case when ${isDirty} and ${work.priority} < excluded.priority then ${work.priority} else excluded.priority end`,
        dueAt: sql`case when ${isDirty} and ${work.dueAt} < excluded.due_at then ${work.dueAt} else excluded.due_at end`,
        // Half of them survive un-parking: new facts deserve new tries, and a crash loop is met again soon (W7).
        attempts: sql`case when ${work.state} = 'parked' then ${work.attempts} / 2 else ${work.attempts} end`,
        cause: sql`excluded.cause`,
        reason: sql`case when ${isDirty} then ${work.reason} else null end`,
        waitsFor: null,
        // What waits in the queue or runs needs no second wake-up, unless it became more urgent; a run that ends
        // frees it for the next.
        handedAt: sql`case when ${isDirty} and ${isUrgentEnough} then ${work.handedAt} else null end`,
        dirtySince: sql`case when ${isDirty} then ${work.dirtySince} else excluded.dirty_since end`,
        changedAt: sql`excluded.changed_at`,
      },
    })
    .prepare('mark_work');
  const { wake, due, take, nextDue, reset, resetAbandoned } = prepareRelayStatements(session);

  return {
    async mark(marks) {
      if (marks.length === 0) return;
      const now = clock.now();
      noteWork();
      await Promise.all(
        mergeMarks(marks, now).map((mark) =>
          upsert.execute({ ...mark, uid: random.id(), dirtySince: now, changedAt: now }),
        ),
      );
    },

    async wakeWaiting(job, connection, waitsFor) {
      const woken = await wake.execute({ job, connection, waitsFor, now: clock.now() });
      if (woken.length > 0) noteWork();
      return woken.length;
    },

    async takeForRelay(now, limit) {
      const ids = (await due.execute({ now, limit })).map(({ id }) => id);
      if (ids.length === 0) return [];
      const taken = await take(listSize(ids)).execute({ now, ...listed(ids) });
      return taken
        .toSorted(
          (left, right) => left.priority - right.priority || left.dueAt - right.dueAt || left.id - right.id,
        )
        .map(toWorkRow);
    },

    async nextDueAt() {
      const [row] = await nextDue.execute();
      return row?.dueAt ?? null;
    },

    async resetRelay(handedBefore) {
      const freed = await reset.execute({ handedBefore });
      if (freed.length > 0) noteWork();
      return freed.length;
    },

    async resetAbandoned() {
      const freed = await resetAbandoned.execute();
      if (freed.length > 0) noteWork();
      return freed.length;
    },
  };
}

type DueMark = Omit<Mark, 'dueAt'> & { readonly dueAt: number };

/** One mark per row, in one order for all writers, so that two of them never wait for each other crosswise. */
function mergeMarks(marks: readonly Mark[], now: number): readonly DueMark[] {
  const merged = new Map<string, DueMark>();
  for (const { job, subject, connection, priority, cause, dueAt = now } of marks) {
    const key = refKey({ job, subject, connection });
    const known = merged.get(key);
    merged.set(key, {
      job,
      subject,
      connection,
      cause,
      priority: Math.min(priority, known?.priority ?? priority),
      dueAt: Math.min(dueAt, known?.dueAt ?? dueAt),
    });
  }
  return [...merged].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, mark]) => mark);
}
