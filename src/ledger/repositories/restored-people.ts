import { and, asc, eq, gt, or } from '../drizzle.ts';
import { type Customer, customerReference } from '#domain/customer.ts';
import type { OrderPersonal } from '#domain/order.ts';
import type { PersonKeys } from '#sdk/customers.ts';
import type { CustomerRef, PersonToErase } from '#sdk/ledger/customers.ts';
import { isOneOf } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { backfillItems } from '../tables/backfills.ts';
import { consents, customers } from '../tables/customers.ts';
import { personal } from '../tables/orders.ts';
import { createErasureHolds } from './erasure-holds.ts';
import { personHashes } from './person-hashes.ts';

const PAGE = 500;

export interface RestoredPerson {
  readonly person: PersonToErase;
  readonly erasedAt: number;
}

/** People whom a backup brought back. Every sealed row is opened for it, which happens after a restore only. */
export function createRestoredPeople(session: Session) {
  const { db, sealer } = session;
  const hashes = personHashes(sealer);
  const holds = createErasureHolds(session);
  const erasedAtOf = (person: PersonKeys, erased: ReadonlyMap<string, number>): number | null => {
    const times = hashes.byAnyKey(person).flatMap((hash) => erased.get(hash) ?? []);
    return times.length === 0 ? null : Math.max(...times);
  };

  return {
    /** Whoever erases them in between is not found by their orders, too. @param erased Fingerprints with the time of the erasure. */
    async *find(erased: ReadonlyMap<string, number>): AsyncGenerator<RestoredPerson> {
      for await (const { connection, id, email, phone } of storedCustomers()) {
        const erasedAt = erasedAtOf({ reference: customerReference(connection, id), email, phone }, erased);
        if (erasedAt !== null)
          yield { person: { email, phone, customer: { connection, id }, orders: [] }, erasedAt };
      }
      for await (const { connection, id, customerId, email, phone } of storedOrders()) {
        const reference = customerId === null ? null : customerReference(connection, customerId);
        const erasedAt = erasedAtOf({ reference, email, phone }, erased);
        // What has yet to leave keeps its address until then.
        if (erasedAt === null || (await holds.isHeld(connection, id))) continue;
        const customer = customerId === null ? null : { connection, id: customerId };
        yield { person: { email, phone, customer, orders: [{ connection, id }] }, erasedAt };
      }
    },

    /** What was said of addresses that no customer and no order has. */
    async removeContacts(erased: ReadonlyMap<string, number>): Promise<void> {
      for (const chunk of chunksOf([...erased.keys()])) {
        await db.delete(consents).where(isOneOf(consents.contact, chunk));
        await db
          .delete(backfillItems)
          .where(or(isOneOf(backfillItems.email, chunk), isOneOf(backfillItems.phone, chunk)));
      }
    },
  };

  async function* storedCustomers(): AsyncGenerator<CustomerRef & Pick<Customer, 'email' | 'phone'>> {
    let after: CustomerRef = { connection: '', id: '' };
    for (;;) {
      const rows = await db
        .select()
        .from(customers)
        .where(
          or(
            gt(customers.connection, after.connection),
            and(eq(customers.connection, after.connection), gt(customers.customerId, after.id)),
          ),
        )
        .orderBy(asc(customers.connection), asc(customers.customerId))
        .limit(PAGE);
      for (const { connection, customerId, body } of rows) {
        const row = JSON.stringify([connection, customerId]);
        const { email, phone } = JSON.parse(
          sealer.open(body, { table: 'customers', column: 'body', row }),
        ) as Customer;
        yield { connection, id: customerId, email, phone };
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      after = { connection: last.connection, id: last.customerId };
    }
  }

  async function* storedOrders(): AsyncGenerator<
    CustomerRef & Pick<OrderPersonal, 'customerId' | 'email' | 'phone'>
  > {
    let after: CustomerRef = { connection: '', id: '' };
    for (;;) {
      const rows = await db
        .select()
        .from(personal)
        .where(
          or(
            gt(personal.connection, after.connection),
            and(eq(personal.connection, after.connection), gt(personal.orderId, after.id)),
          ),
        )
        .orderBy(asc(personal.connection), asc(personal.orderId))
        .limit(PAGE);
      for (const { connection, orderId, body } of rows) {
        const row = JSON.stringify([connection, orderId]);
        const { customerId, email, phone } = JSON.parse(
          sealer.open(body, { table: 'personal', column: 'body', row }),
        ) as OrderPersonal;
        yield { connection, id: orderId, customerId, email, phone };
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      after = { connection: last.connection, id: last.orderId };
    }
  }
}
