import { asc, eq, isNull } from '../drizzle.ts';
import type { PersonKeys } from '#sdk/customers.ts';
import type { Erasure, ErasureRepository } from '#sdk/ledger/customers.ts';
import type { Session } from '../session.ts';
import { erasures } from '../tables/customers.ts';
import { createErasedPeople } from './erased-people.ts';
import { createPersonTraces } from './person-traces.ts';

type ErasureRow = typeof erasures.$inferSelect;

export function createErasureRepository(session: Session): ErasureRepository {
  const { db, sealer, random } = session;
  const erasedPeople = createErasedPeople(session);
  const traces = createPersonTraces(session);
  const place = (uid: string) => ({ table: 'erasures', column: 'people', row: uid });
  const toErasure = (row: ErasureRow): Erasure => ({
    id: row.uid,
    requestedAt: row.requestedAt,
    requestedBy: row.requestedBy,
    finishedAt: row.finishedAt,
    customers: row.customers,
    orders: row.orders,
    people:
      row.people === null
        ? []
        : (JSON.parse(sealer.open(row.people, place(row.uid))) as readonly PersonKeys[]),
  });

  return {
    async begin(person, requestedBy, now) {
      const found = await traces.find(person);
      await erasedPeople.note(found.people, now);
      await traces.remove(found);
      const uid = random.id();
      const [row] = await db
        .insert(erasures)
        .values({
          uid,
          requestedAt: now,
          requestedBy,
          customers: found.customers.length,
          orders: found.orders.length,
          people: sealer.seal(JSON.stringify(found.people), place(uid)),
        })
        .returning();
      if (row === undefined) throw new Error('the erasure was not stored');
      return toErasure(row);
    },

    async get(id) {
      const [row] = await db.select().from(erasures).where(eq(erasures.uid, id));
      return row === undefined ? null : toErasure(row);
    },

    async open(limit) {
      const rows = await db
        .select()
        .from(erasures)
        .where(isNull(erasures.finishedAt))
        .orderBy(asc(erasures.id))
        .limit(limit);
      return rows.map(toErasure);
    },

    async finish(id, now) {
      await db.update(erasures).set({ finishedAt: now, people: null }).where(eq(erasures.uid, id));
    },

    erasedAt: (person) => erasedPeople.erasedAt(person),
  };
}
