import type { SQL } from 'drizzle-orm';
import { and, asc, count, eq, gt, inArray, isNotNull, isNull, sql } from '../drizzle.ts';
import { customerFromReference } from '#domain/customer.ts';
import type { BackfillItem, BackfillRepository } from '#sdk/ledger/backfills.ts';
import { isOneOf } from '../lists.ts';
import type { Sealer } from '../sealing.ts';
import { chunksOf, type Session } from '../session.ts';
import { backfillItems, backfills } from '../tables/backfills.ts';
import { work } from '../tables/work.ts';
import { personHashes } from './person-hashes.ts';
import { personOf } from './personal-store.ts';
import { isDirty } from './work-rows.ts';

type ItemRepository = Pick<
  BackfillRepository,
  'add' | 'missing' | 'waiting' | 'toTell' | 'countWaiting' | 'handOver' | 'settle' | 'settleTold' | 'clear'
>;

const NO_WORDS = { person: null, email: null, phone: null, body: null } as const;
/** Rows of one statement; each has a few values. */
const ROWS_MAX = 64;

/** Orders and customers of a backfill. The counts move in the transactions that move the rows. */
export function createBackfillItems({ db, sealer }: Session): ItemRepository {
  const hashes = personHashes(sealer);
  const isIn = (id: string) => eq(backfillItems.backfill, id);
  // As the index of those that wait says it: SQLite does not look into a parameter to find that it may use it.
  const waits = sql`${backfillItems.state} = 'waiting'`;

  const rowOf = (id: string, { reference, person, events }: BackfillItem) => {
    const customer = person?.reference == null ? null : customerFromReference(person.reference);
    return {
      backfill: id,
      reference,
      state: 'waiting' as const,
      person:
        customer === null ? null : sealer.fingerprint(personOf(customer.connection, customer.customerId)),
      email: hashes.contact('email', person?.email ?? null),
      phone: hashes.contact('sms', person?.phone ?? null),
      body: events === null ? null : sealer.seal(JSON.stringify({ person, events }), place(id, reference)),
    };
  };

  const page = async (
    id: string,
    {
      afterReference,
      limit,
      also,
    }: { readonly afterReference: string | null; readonly limit: number; readonly also?: SQL | undefined },
  ): Promise<readonly BackfillItem[]> => {
    const after = afterReference === null ? undefined : gt(backfillItems.reference, afterReference);
    const rows = await db
      .select({ reference: backfillItems.reference, body: backfillItems.body })
      .from(backfillItems)
      .where(and(isIn(id), waits, after, also))
      .orderBy(asc(backfillItems.reference))
      .limit(limit);
    return rows.map((row) => openItem(sealer, id, row));
  };
  const countSettled = async (
    id: string,
    { done = 0, refused = 0 }: { readonly done?: number; readonly refused?: number },
  ): Promise<void> => {
    if (done + refused === 0) return;
    await db
      .update(backfills)
      .set({ settled: sql`${backfills.settled} + ${done}`, refused: sql`${backfills.refused} + ${refused}` })
      .where(eq(backfills.uid, id));
  };

  return {
    async add(id, items) {
      let added = 0;
      for (const chunk of chunksOf(items, ROWS_MAX)) {
        const rows = await db
          .insert(backfillItems)
          .values(chunk.map((item) => rowOf(id, item)))
          .onConflictDoNothing()
          .returning({ reference: backfillItems.reference });
        added += rows.length;
      }
      if (added > 0)
        await db
          .update(backfills)
          .set({ found: sql`${backfills.found} + ${added}` })
          .where(eq(backfills.uid, id));
      return added;
    },

    async missing(id, references) {
      const known = new Set<string>();
      for (const chunk of chunksOf(references)) {
        const rows = await db
          .select({ reference: backfillItems.reference })
          .from(backfillItems)
          .where(and(isIn(id), isOneOf(backfillItems.reference, chunk)));
        for (const { reference } of rows) known.add(reference);
      }
      return references.filter((reference) => !known.has(reference));
    },

    waiting: (id, afterReference, limit) => page(id, { afterReference, limit }),
    toTell: (id, afterReference, limit) =>
      page(id, { afterReference, limit, also: isNotNull(backfillItems.body) }),

    async countWaiting(id) {
      const [row] = await db
        .select({ count: count() })
        .from(backfillItems)
        .where(and(isIn(id), waits));
      return row?.count ?? 0;
    },

    async handOver(id, references) {
      for (const chunk of chunksOf(references))
        await db
          .update(backfillItems)
          .set(NO_WORDS)
          .where(and(isIn(id), isOneOf(backfillItems.reference, chunk)));
    },

    async settle(id, references, outcome) {
      let settled = 0;
      for (const chunk of chunksOf(references)) {
        const rows = await db
          .update(backfillItems)
          .set({ ...NO_WORDS, state: outcome })
          .where(and(isIn(id), waits, isOneOf(backfillItems.reference, chunk)))
          .returning({ reference: backfillItems.reference });
        settled += rows.length;
      }
      await countSettled(id, { [outcome]: settled });
    },

    async settleTold(id, { job, connection }, limit) {
      const isAbout = and(
        eq(work.job, job),
        eq(work.connection, connection),
        eq(work.subject, backfillItems.reference),
      );
      const thatIs = (state: SQL) =>
        sql`exists ${db.select({ id: work.id }).from(work).where(and(isAbout, state))}`;
      const waitsForIt = and(isIn(id), waits, isNull(backfillItems.body));
      const through = db
        .select({ reference: backfillItems.reference })
        .from(backfillItems)
        .where(and(waitsForIt, sql`not ${thatIs(isDirty)}`))
        .limit(limit);
      const isParked = thatIs(sql`${work.state} = 'parked'`);
      const rows = await db
        .update(backfillItems)
        .set({ ...NO_WORDS, state: sql`case when ${isParked} then 'refused' else 'done' end` })
        .where(and(isIn(id), waits, inArray(backfillItems.reference, through)))
        .returning({ state: backfillItems.state });
      const refused = rows.filter(({ state }) => state === 'refused').length;
      await countSettled(id, { done: rows.length - refused, refused });
      const left = await db
        .select({ reference: backfillItems.reference })
        .from(backfillItems)
        .where(waitsForIt)
        .limit(1);
      return { settled: rows.length, isLeft: left.length > 0 };
    },

    async clear(id, limit) {
      const rows = await db
        .select({ reference: backfillItems.reference })
        .from(backfillItems)
        .where(isIn(id))
        .limit(limit);
      if (rows.length > 0)
        for (const chunk of chunksOf(rows.map(({ reference }) => reference)))
          await db.delete(backfillItems).where(and(isIn(id), isOneOf(backfillItems.reference, chunk)));
      return rows.length;
    },
  };
}

const place = (id: string, reference: string) => ({
  table: 'backfill_items',
  column: 'body',
  row: JSON.stringify([id, reference]),
});

/** A stored item, opened. */
export function openItem(
  sealer: Sealer,
  id: string,
  { reference, body }: { readonly reference: string; readonly body: string | null },
): BackfillItem {
  if (body === null) return { reference, person: null, events: null };
  const opened = JSON.parse(sealer.open(body, place(id, reference))) as Omit<BackfillItem, 'reference'>;
  return { reference, ...opened };
}
