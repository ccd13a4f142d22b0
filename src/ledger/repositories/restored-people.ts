import type { PgColumn } from 'drizzle-orm/pg-core';
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
    const pages = everyPage(({ connection, id }) =>
      db
        .select({ connection: customers.connection, id: customers.customerId, body: customers.body })
        .from(customers)
        .where(isAfter(customers.connection, connection, customers.customerId, id))
        .orderBy(asc(customers.connection), asc(customers.customerId))
        .limit(PAGE),
    );
    for await (const { connection, id, body } of pages) {
      const row = JSON.stringify([connection, id]);
      const place = { table: 'customers', column: 'body', row };
      const { email, phone } = JSON.parse(sealer.open(body, place)) as Customer;
      yield { connection, id, email, phone };
    }
  }

  async function* storedOrders(): AsyncGenerator<
    CustomerRef & Pick<OrderPersonal, 'customerId' | 'email' | 'phone'>
  > {
    const pages = everyPage(({ connection, id }) =>
      db
        .select({ connection: personal.connection, id: personal.orderId, body: personal.body })
        .from(personal)
        .where(isAfter(personal.connection, connection, personal.orderId, id))
        .orderBy(asc(personal.connection), asc(personal.orderId))
        .limit(PAGE),
    );
    for await (const { connection, id, body } of pages) {
      const row = JSON.stringify([connection, id]);
      const place = { table: 'personal', column: 'body', row };
      const { customerId, email, phone } = JSON.parse(sealer.open(body, place)) as OrderPersonal;
      yield { connection, id, customerId, email, phone };
    }
  }
}

function isAfter(connectionColumn: PgColumn, connection: string, idColumn: PgColumn, id: string) {
  return or(gt(connectionColumn, connection), and(eq(connectionColumn, connection), gt(idColumn, id)));
}

/** All rows, in the order of their keys; what was read may be deleted meanwhile. */
async function* everyPage<Row extends CustomerRef>(
  read: (after: CustomerRef) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  let after: CustomerRef = { connection: '', id: '' };
  for (;;) {
    const rows = await read(after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last;
  }
}
