import { and, eq, sql } from '../drizzle.ts';
import type { OrderPersonal } from '#domain/order.ts';
import type { Session } from '../session.ts';
import { personal } from '../tables/orders.ts';
import { NOBODY } from './order-content.ts';

/** What is known of the person behind each order, sealed. */
export function createPersonalStore({ db, sealer }: Session) {
  const isThis = (connection: string, orderId: string) =>
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
      body: sql.placeholder('body'),
    })
    .onConflictDoUpdate({
      target: [personal.connection, personal.orderId],
      set: { person: sql`excluded.person`, body: sql`excluded.body` },
    })
    .prepare('save_personal');
  return {
    async save(connection: string, orderId: string, person: OrderPersonal): Promise<void> {
      if (Object.values(person).every((value) => value === null)) {
        await db.delete(personal).where(isThis(connection, orderId));
        return;
      }
      const body = sealer.seal(JSON.stringify(person), place(connection, orderId));
      const fingerprint =
        person.customerId === null ? null : sealer.fingerprint(`${connection}|${person.customerId}`);
      await upsert.execute({ connection, orderId, fingerprint, body });
    },
    async open(connection: string, orderId: string): Promise<OrderPersonal> {
      const [row] = await db.select().from(personal).where(isThis(connection, orderId));
      if (row === undefined) return NOBODY;
      return JSON.parse(sealer.open(row.body, place(connection, orderId))) as OrderPersonal;
    },
  };
}
