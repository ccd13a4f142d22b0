import { and, eq, inArray, or, sql } from '../drizzle.ts';
import { normalizeContact } from '#domain/contact.ts';
import { type Customer, customerReference } from '#domain/customer.ts';
import type { OrderPersonal } from '#domain/order.ts';
import type { PersonKeys } from '#sdk/customers.ts';
import type { CustomerRef, PersonToErase } from '#sdk/ledger/customers.ts';
import type { PersonTraces } from '#sdk/ledger/disclosures.ts';
import { isOneOf } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { backfillItems } from '../tables/backfills.ts';
import { consents, customers, profiles } from '../tables/customers.ts';
import { effectMembers, effects } from '../tables/effects.ts';
import { personal } from '../tables/orders.ts';
import { segmentCustomers, segmentMembers, segmentTold } from '../tables/segments.ts';
import { personHashes } from './person-hashes.ts';
import { personOf } from './personal-store.ts';

type StoredPerson = Customer & { readonly connection: string };

export function createPersonTraces({ db, sealer }: Session) {
  const hashes = personHashes(sealer);

  const customersOf = async ({ email, phone, customer }: PersonToErase): Promise<readonly StoredPerson[]> => {
    const wanted = [
      ...(email === null ? [] : [isOneOf(customers.email, hashes.contactByAnyKey('email', email))]),
      ...(phone === null ? [] : [isOneOf(customers.phone, hashes.contactByAnyKey('sms', phone))]),
      ...(customer === null
        ? []
        : [and(eq(customers.connection, customer.connection), eq(customers.customerId, customer.id))]),
    ];
    if (wanted.length === 0) return [];
    const rows = await db
      .select()
      .from(customers)
      .where(or(...wanted));
    return rows.map(({ connection, customerId, body }) => {
      const row = JSON.stringify([connection, customerId]);
      const opened = JSON.parse(sealer.open(body, { table: 'customers', column: 'body', row })) as Customer;
      return { ...opened, connection };
    });
  };

  const ordersOf = async (
    people: readonly PersonKeys[],
    found: readonly CustomerRef[],
    named: readonly CustomerRef[],
  ) => {
    const emails = people.flatMap(({ email }) =>
      email === null ? [] : hashes.contactByAnyKey('email', email),
    );
    const persons = found.flatMap(({ connection, id }) => sealer.fingerprints(personOf(connection, id)));
    const wanted = [
      ...(emails.length === 0 ? [] : [isOneOf(personal.email, emails)]),
      ...(persons.length === 0 ? [] : [isOneOf(personal.person, persons)]),
      ...named.map(({ connection, id }) =>
        and(eq(personal.connection, connection), eq(personal.orderId, id)),
      ),
    ];
    if (wanted.length === 0) return [];
    return db
      .select()
      .from(personal)
      .where(or(...wanted));
  };

  return {
    async find(person: PersonToErase): Promise<PersonTraces> {
      const known = await customersOf(person);
      const refs = uniqueRefs([
        ...(person.customer === null ? [] : [person.customer]),
        ...known.map(({ connection, id }) => ({ connection, id })),
      ]);
      const asked: PersonKeys = {
        reference:
          person.customer === null ? null : customerReference(person.customer.connection, person.customer.id),
        email: person.email,
        phone: person.phone,
      };
      const people = [
        asked,
        ...known.map(({ connection, id, email, phone }) => ({
          reference: customerReference(connection, id),
          email,
          phone,
        })),
      ];
      const rows = await ordersOf(people, refs, person.orders);
      const fromOrders = rows.map(({ connection, orderId, body }): PersonKeys => {
        const row = JSON.stringify([connection, orderId]);
        const opened = JSON.parse(
          sealer.open(body, { table: 'personal', column: 'body', row }),
        ) as OrderPersonal;
        return {
          reference: opened.customerId === null ? null : customerReference(connection, opened.customerId),
          email: opened.email,
          phone: null,
        };
      });
      return {
        people: uniquePeople([...people, ...fromOrders]),
        customers: refs,
        orders: uniqueRefs([
          ...person.orders,
          ...rows.map(({ connection, orderId: id }) => ({ connection, id })),
        ]),
      };
    },

    /** What orders were worth stays, and that something was sent; of whom it was stays nothing. */
    async remove({ people, customers: refs, orders }: PersonTraces): Promise<void> {
      for (const { connection, id } of refs) {
        await db
          .delete(customers)
          .where(and(eq(customers.connection, connection), eq(customers.customerId, id)));
        await db
          .delete(segmentCustomers)
          .where(and(eq(segmentCustomers.connection, connection), eq(segmentCustomers.customerId, id)));
      }
      await removeOrders(orders);
      await forgetHistory(people, refs);
      const contacts = people.flatMap(({ email, phone }) => [
        ...(email === null ? [] : hashes.contactByAnyKey('email', email)),
        ...(phone === null ? [] : hashes.contactByAnyKey('sms', phone)),
      ]);
      if (contacts.length > 0) await db.delete(consents).where(isOneOf(consents.contact, contacts));
      const subjects = refs.map(({ connection, id }) => customerReference(connection, id));
      for (const chunk of chunksOf(subjects)) {
        await db.delete(profiles).where(isOneOf(profiles.reference, chunk));
        await db.delete(segmentMembers).where(isOneOf(segmentMembers.reference, chunk));
        await db.delete(segmentTold).where(isOneOf(segmentTold.reference, chunk));
        await forgetBodies(chunk);
      }
    },

    /** The personal part of orders, and what was sent with it. */
    removeOrders,
  };

  async function removeOrders(orders: readonly CustomerRef[]): Promise<void> {
    for (const { connection, id } of orders) {
      await db.delete(personal).where(and(eq(personal.connection, connection), eq(personal.orderId, id)));
    }
    for (const chunk of chunksOf(orders)) {
      await forgetBodies(chunk.map(({ connection, id }) => customerReference(connection, id)));
    }
  }

  /** What waits to be told of the person's past: nothing is told of it any more. */
  async function forgetHistory(people: readonly PersonKeys[], refs: readonly CustomerRef[]): Promise<void> {
    const of = (channel: 'email' | 'sms', contact: string | null) =>
      contact === null ? [] : hashes.contactByAnyKey(channel, contact);
    const emails = people.flatMap(({ email }) => of('email', email));
    const phones = people.flatMap(({ phone }) => of('sms', phone));
    const persons = refs.flatMap(({ connection, id }) => sealer.fingerprints(personOf(connection, id)));
    for (const chunk of chunksOf(emails))
      await db.delete(backfillItems).where(isOneOf(backfillItems.email, chunk));
    for (const chunk of chunksOf(phones))
      await db.delete(backfillItems).where(isOneOf(backfillItems.phone, chunk));
    for (const chunk of chunksOf(persons))
      await db.delete(backfillItems).where(isOneOf(backfillItems.person, chunk));
  }

  /** The exact requests that were made about the person. One whose outcome is open is still needed, and goes with the retention. */
  async function forgetBodies(subjects: readonly string[]): Promise<void> {
    const touching = db
      .select({ id: effectMembers.effectId })
      .from(effectMembers)
      .where(and(isOneOf(effectMembers.subject, subjects), sql`${effectMembers.open} = 0`));
    await db.update(effects).set({ body: null }).where(inArray(effects.id, touching));
  }
}

function uniqueRefs(refs: readonly CustomerRef[]): readonly CustomerRef[] {
  return [...new Map(refs.map((ref) => [customerReference(ref.connection, ref.id), ref])).values()];
}

function uniquePeople(people: readonly PersonKeys[]): readonly PersonKeys[] {
  const keyOf = ({ reference, email, phone }: PersonKeys): string =>
    JSON.stringify([reference, email === null ? null : normalizeContact('email', email), phone]);
  const named = people.filter(
    ({ reference, email, phone }) => reference !== null || email !== null || phone !== null,
  );
  return [...new Map(named.map((person) => [keyOf(person), person])).values()];
}
