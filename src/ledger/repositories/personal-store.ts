import type { Placeholder } from 'drizzle-orm';
import { and, eq, sql } from '../drizzle.ts';
import type { Order, OrderPersonal } from '#domain/order.ts';
import { customerReference } from '#domain/customer.ts';
import type { Session } from '../session.ts';
import { personal } from '../tables/orders.ts';
import { createErasedPeople } from './erased-people.ts';
import { createErasureHolds } from './erasure-holds.ts';
import { NOBODY } from './order-content.ts';
import { personHashes } from './person-hashes.ts';

/** What is known of the person behind each order, sealed. */
export function createPersonalStore(session: Session) {
  const { db, sealer } = session;
  const hashes = personHashes(sealer);
  const erased = createErasedPeople(session);
  const holds = createErasureHolds(session);
  const isThis = (connection: string | Placeholder, orderId: string | Placeholder) =>
    and(eq(personal.connection, connection), eq(personal.orderId, orderId));
  const place = (connection: string, orderId: string) => ({
    table: 'personal',
    column: 'body',
    row: JSON.stringify([connection, orderId]),
  });
  const upsert = db
    .insert(personal)
    .values({
      connection: sql.placeholder('connection'),
      orderId: sql.placeholder('orderId'),
      person: sql.placeholder('fingerprint'),
      email: sql.placeholder('email'),
      body: sql.placeholder('body'),
    })
    .onConflictDoUpdate({
      target: [personal.connection, personal.orderId],
      set: { person: sql`excluded.person`, email: sql`excluded.email`, body: sql`excluded.body` },
    })
    .prepare('save_personal');
  const select = db
    .select()
    .from(personal)
    .where(isThis(sql.placeholder('connection'), sql.placeholder('orderId')))
    .prepare('personal_of_order');
  /** Whoever orders again after they were erased is a customer again: the goods have to find them. */
  const wasErased = async (
    connection: string,
    { id, createdAt, personal: person }: Pick<Order, 'id' | 'createdAt' | 'personal'>,
  ): Promise<boolean> => {
    const { customerId, email, phone } = person;
    const reference = customerId === null ? null : customerReference(connection, customerId);
    const at = await erased.erasedAt({ reference, email, phone });
    // What has yet to leave is sent to somebody.
    return at !== null && createdAt <= at && !(await holds.isHeld(connection, id));
  };
  return {
    async save(connection: string, order: Pick<Order, 'id' | 'createdAt' | 'personal'>): Promise<void> {
      const { id: orderId, personal: person } = order;
      if (Object.values(person).every((value) => value === null) || (await wasErased(connection, order))) {
        await db.delete(personal).where(isThis(connection, orderId));
        return;
      }
      const body = sealer.seal(JSON.stringify(person), place(connection, orderId));
      const fingerprint =
        person.customerId === null ? null : sealer.fingerprint(personOf(connection, person.customerId));
      const email = hashes.contact('email', person.email);
      await upsert.execute({ connection, orderId, fingerprint, email, body });
    },
    async open(connection: string, orderId: string): Promise<OrderPersonal> {
      const [row] = await select.execute({ connection, orderId });
      if (row === undefined) return NOBODY;
      return JSON.parse(sealer.open(row.body, place(connection, orderId))) as OrderPersonal;
    },
  };
}

/** What the fingerprint of an order's person is made of. */
export function personOf(connection: string, customerId: string): string {
  return `${connection}|${customerId}`;
}
