import { and, asc, count, eq, gt, sql } from '../drizzle.ts';
import { customerFromReference } from '#domain/customer.ts';
import type { BackfillItem, BackfillRepository } from '#sdk/ledger/backfills.ts';
import { isOneOf } from '../lists.ts';
import type { Sealer } from '../sealing.ts';
import { chunksOf, type Session } from '../session.ts';
import { backfillItems, backfills } from '../tables/backfills.ts';
import { personHashes } from './person-hashes.ts';
import { personOf } from './personal-store.ts';

type ItemRepository = Pick<
  BackfillRepository,
  'add' | 'waiting' | 'countWaiting' | 'handOver' | 'settle' | 'clear'
>;

/** Rows of one statement; each has a few values. */
const ROWS_MAX = 64;

/** Orders and customers of a backfill. The counts move in the transactions that move the rows. */
export function createBackfillItems({ db, sealer }: Session): ItemRepository {
  const hashes = personHashes(sealer);
  const isIn = (id: string) => eq(backfillItems.backfill, id);
  const waits = eq(backfillItems.state, 'waiting');

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

    async waiting(id, afterReference, limit) {
      const after = afterReference === null ? undefined : gt(backfillItems.reference, afterReference);
      const rows = await db
        .select({ reference: backfillItems.reference, body: backfillItems.body })
        .from(backfillItems)
        .where(and(isIn(id), waits, after))
        .orderBy(asc(backfillItems.reference))
        .limit(limit);
      return rows.map((row) => openItem(sealer, id, row));
    },

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
          .set({ person: null, email: null, phone: null, body: null })
          .where(and(isIn(id), isOneOf(backfillItems.reference, chunk)));
    },

    async settle(id, references, outcome) {
      let settled = 0;
      for (const chunk of chunksOf(references)) {
        const rows = await db
          .update(backfillItems)
          .set({ state: outcome, person: null, email: null, phone: null, body: null })
          .where(and(isIn(id), waits, isOneOf(backfillItems.reference, chunk)))
          .returning({ reference: backfillItems.reference });
        settled += rows.length;
      }
      const counter = outcome === 'done' ? backfills.settled : backfills.refused;
      const name = outcome === 'done' ? 'settled' : 'refused';
      if (settled > 0)
        await db
          .update(backfills)
          .set({ [name]: sql`${counter} + ${settled}` })
          .where(eq(backfills.uid, id));
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
