import { asc, eq, isNull, sql } from '../drizzle.ts';
import { customerReference } from '#domain/customer.ts';
import type { PersonKeys } from '#sdk/customers.ts';
import type { Erasure, ErasureRepository } from '#sdk/ledger/customers.ts';
import type { Session } from '../session.ts';
import { erasures } from '../tables/customers.ts';
import { createErasedPeople } from './erased-people.ts';
import { createErasureHolds } from './erasure-holds.ts';
import { createPersonTraces } from './person-traces.ts';
import { createRestoredPeople } from './restored-people.ts';

type ErasureRow = typeof erasures.$inferSelect;

export function createErasureRepository(session: Session): ErasureRepository {
  const { db, sealer, random } = session;
  const erasedPeople = createErasedPeople(session);
  const traces = createPersonTraces(session);
  const holds = createErasureHolds(session);
  const restored = createRestoredPeople(session);
  const place = (uid: string) => ({ table: 'erasures', column: 'people', row: uid });
  const toErasure = async (row: ErasureRow): Promise<Erasure> => {
    const held = await holds.of(row.uid);
    return {
      id: row.uid,
      requestedAt: row.requestedAt,
      requestedBy: row.requestedBy,
      finishedAt: row.finishedAt,
      customers: row.customers,
      orders: row.orders,
      held: held.count,
      heldUntil: held.until,
      people:
        row.people === null
          ? []
          : (JSON.parse(sealer.open(row.people, place(row.uid))) as readonly PersonKeys[]),
    };
  };
  /** Done when all systems have said so, which takes the last clear word away, and all goods have left. */
  const finishIfThrough = async (uid: string, now: number): Promise<void> => {
    const [row] = await db.select().from(erasures).where(eq(erasures.uid, uid));
    if (row === undefined || row.people !== null || row.finishedAt !== null) return;
    if ((await holds.of(uid)).count === 0)
      await db.update(erasures).set({ finishedAt: now }).where(eq(erasures.uid, uid));
  };

  return {
    async begin(person, requestedBy, now, holdUntil = null) {
      const uid = random.id();
      const found = await traces.find(person);
      await erasedPeople.note(found.people, now);
      const held = holdUntil === null ? [] : await holds.hold(uid, found.orders, holdUntil);
      const isHeld = new Set(held.map(({ connection, id }) => customerReference(connection, id)));
      const orders = found.orders.filter(
        ({ connection, id }) => !isHeld.has(customerReference(connection, id)),
      );
      await traces.remove({ ...found, orders });
      const [row] = await db
        .insert(erasures)
        .values({
          uid,
          requestedAt: now,
          requestedBy,
          customers: found.customers.length,
          orders: orders.length,
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
      const found: Erasure[] = [];
      for (const row of rows) found.push(await toErasure(row));
      return found;
    },

    async finish(id, now) {
      await db.update(erasures).set({ people: null }).where(eq(erasures.uid, id));
      await finishIfThrough(id, now);
    },

    async release(now, limit) {
      const due = await holds.takeDue(now, limit);
      await traces.removeOrders(due);
      for (const uid of new Set(due.map(({ erasure }) => erasure))) {
        const count = due.filter(({ erasure }) => erasure === uid).length;
        await db
          .update(erasures)
          .set({ orders: sql`${erasures.orders} + ${count}` })
          .where(eq(erasures.uid, uid));
        await finishIfThrough(uid, now);
      }
      return due.length;
    },

    erasedAt: (person) => erasedPeople.erasedAt(person),
    erasedAmong: (people) => erasedPeople.erasedAmong(people),

    async repeatRestored(requestedBy, holdMs) {
      const missing = await erasedPeople.compareWithList();
      if (missing.size === 0) return [];
      const repeated: Erasure[] = [];
      for await (const { person, erasedAt } of restored.find(missing))
        repeated.push(await this.begin(person, requestedBy, erasedAt, erasedAt + holdMs));
      await restored.removeContacts(missing);
      return repeated;
    },
  };
}
