import type { Placeholder } from 'drizzle-orm';
import { and, asc, count, desc, eq, lt, sql } from '../drizzle.ts';
import type { Discrepancy, DiscrepancyRepository } from '#sdk/ledger/discrepancies.ts';
import { preparedPer } from '../lists.ts';
import type { Session } from '../session.ts';
import { discrepancies } from '../tables/discrepancies.ts';

const ABOUT_MAX = 200;

type Term = string | Placeholder;
type Told = Pick<Discrepancy, 'type' | 'connection' | 'subject' | 'detail'>;

export function createDiscrepancyRepository({ db, random }: Session): DiscrepancyRepository {
  const isOpen = sql`${discrepancies.state} = 'open'`;
  const isThis = (type: Term, connection: Term, subject: Term) =>
    and(
      eq(discrepancies.type, type),
      eq(discrepancies.connection, connection),
      eq(discrepancies.subject, subject),
      isOpen,
    );
  // Every order that is recorded asks for this, and nearly always in vain.
  const close = db
    .update(discrepancies)
    .set({ state: sql`${sql.placeholder('state')}`, closedAt: sql`${sql.placeholder('now')}` })
    .where(isThis(sql.placeholder('type'), sql.placeholder('connection'), sql.placeholder('subject')))
    .returning({ id: discrepancies.id })
    .prepare('close_discrepancy');
  const hasOpenSubject = db
    .select({ subject: discrepancies.subject })
    .from(discrepancies)
    .where(isThis(sql.placeholder('type'), sql.placeholder('connection'), sql.placeholder('subject')))
    .prepare('open_discrepancy');
  const selectOpen = db
    .select({ id: discrepancies.id })
    .from(discrepancies)
    .where(
      and(
        eq(discrepancies.type, sql.placeholder('type')),
        eq(discrepancies.connection, sql.placeholder('connection')),
        isOpen,
      ),
    )
    .limit(1)
    .prepare('open_discrepancies');
  const closeAll = db
    .update(discrepancies)
    .set({ state: 'repaired', closedAt: sql`${sql.placeholder('now')}` })
    .where(
      and(
        eq(discrepancies.type, sql.placeholder('type')),
        eq(discrepancies.connection, sql.placeholder('connection')),
        isOpen,
      ),
    )
    .prepare('close_discrepancies');
  const selectAbout = db
    .select()
    .from(discrepancies)
    .where(eq(discrepancies.subject, sql.placeholder('subject')))
    .orderBy(desc(discrepancies.id))
    .limit(ABOUT_MAX)
    .prepare('discrepancies_about');
  const selectListed = preparedPer((of: 'one state' | 'all states') =>
    db
      .select()
      .from(discrepancies)
      .where(of === 'one state' ? eq(discrepancies.state, sql.placeholder('state')) : undefined)
      .orderBy(desc(discrepancies.id))
      .limit(sql.placeholder('limit'))
      .prepare('discrepancies'),
  );
  const shown = ({ id: _row, uid, ...rest }: typeof discrepancies.$inferSelect): Discrepancy => ({
    ...rest,
    id: uid,
  });

  /** The last word on it was a person's, and it still says the same. */
  const isAccepted = async ({ type, connection, subject, detail }: Told): Promise<boolean> => {
    const [last] = await db
      .select({ state: discrepancies.state, detail: discrepancies.detail })
      .from(discrepancies)
      .where(
        and(
          eq(discrepancies.subject, subject),
          eq(discrepancies.type, type),
          eq(discrepancies.connection, connection),
        ),
      )
      .orderBy(desc(discrepancies.id))
      .limit(1);
    return last?.state === 'accepted' && last.detail === detail;
  };

  return {
    async open(found, now) {
      const { type, connection, subject, detail, amount, currency, suggestion } = found;
      const renewed = await db
        .update(discrepancies)
        .set({ detail, amount, currency, suggestion })
        .where(isThis(type, connection, subject))
        .returning({ id: discrepancies.id });
      if (renewed.length > 0 || (await isAccepted(found))) return false;
      const opened = await db
        .insert(discrepancies)
        .values({
          uid: random.id(),
          type,
          connection,
          subject,
          detail,
          amount,
          currency,
          suggestion,
          openedAt: now,
          state: 'open',
        })
        .onConflictDoNothing()
        .returning({ id: discrepancies.id });
      return opened.length > 0;
    },

    async close(type, connection, subject, state, now) {
      return (await close.execute({ type, connection, subject, state, now })).length > 0;
    },

    async closeAll(type, connection, now) {
      await closeAll.execute({ type, connection, now });
    },

    async accept(id, now) {
      const [accepted] = await db
        .update(discrepancies)
        .set({ state: 'accepted', closedAt: now })
        .where(and(eq(discrepancies.uid, id), isOpen))
        .returning();
      return accepted === undefined ? null : shown(accepted);
    },

    async notOpen(type, connection, subjects) {
      const open = new Set<string>();
      for (const subject of subjects) {
        for (const one of await hasOpenSubject.execute({ type, connection, subject })) open.add(one.subject);
      }
      return subjects.filter((subject) => !open.has(subject));
    },

    async hasOpen(type, connection) {
      return (await selectOpen.execute({ type, connection })).length > 0;
    },

    async list({ state, limit }) {
      const statement = selectListed(state === undefined ? 'all states' : 'one state');
      return (await statement.execute({ state, limit })).map(shown);
    },

    async about(subject) {
      return (await selectAbout.execute({ subject })).map(shown);
    },

    async counts() {
      return db
        .select({ type: discrepancies.type, state: discrepancies.state, count: count() })
        .from(discrepancies)
        .groupBy(discrepancies.type, discrepancies.state);
    },

    async prune(before, limit) {
      const old = db
        .select({ id: discrepancies.id })
        .from(discrepancies)
        .where(lt(discrepancies.closedAt, before))
        .orderBy(asc(discrepancies.closedAt))
        .limit(limit);
      return (
        await db
          .delete(discrepancies)
          .where(sql`${discrepancies.id} in ${old}`)
          .returning({ id: discrepancies.id })
      ).length;
    },
  };
}
