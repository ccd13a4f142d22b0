import { and, asc, count, eq, gt, sql } from '../drizzle.ts';
import { type Customer, customerReference } from '#domain/customer.ts';
import type { CustomerRepository, StoredCustomer } from '#sdk/ledger/customers.ts';
import { isOneOf } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { customers } from '../tables/customers.ts';
import { createErasedPeople } from './erased-people.ts';
import { canonicalJson } from './order-content.ts';
import { personHashes } from './person-hashes.ts';

type CustomerRow = typeof customers.$inferSelect;

export function createCustomerRepository(session: Session): CustomerRepository {
  const { db, sealer } = session;
  const hashes = personHashes(sealer);
  const people = createErasedPeople(session);
  const place = (connection: string, id: string) => ({
    table: 'customers',
    column: 'body',
    row: JSON.stringify([connection, id]),
  });
  const areThese = (connection: string, ids: readonly string[]) =>
    and(eq(customers.connection, connection), isOneOf(customers.customerId, ids));
  const opened = ({ connection, customerId, body, recordedAt }: CustomerRow): StoredCustomer => ({
    connection,
    customer: JSON.parse(sealer.open(body, place(connection, customerId))) as Customer,
    recordedAt,
  });
  const select = db
    .select()
    .from(customers)
    .where(
      and(
        eq(customers.connection, sql.placeholder('connection')),
        eq(customers.customerId, sql.placeholder('id')),
      ),
    )
    .prepare('customer_by_id');
  const upsert = db
    .insert(customers)
    .values({
      connection: sql.placeholder('connection'),
      customerId: sql.placeholder('customerId'),
      updatedAt: sql.placeholder('updatedAt'),
      readBasis: sql.placeholder('readBasis'),
      readSentAt: sql.placeholder('readSentAt'),
      recordedAt: sql.placeholder('recordedAt'),
      contentHash: sql.placeholder('contentHash'),
      email: sql.placeholder('email'),
      phone: sql.placeholder('phone'),
      body: sql.placeholder('body'),
    })
    .onConflictDoUpdate({
      target: [customers.connection, customers.customerId],
      set: {
        updatedAt: sql`excluded.updated_at`,
        readBasis: sql`excluded.read_basis`,
        readSentAt: sql`excluded.read_sent_at`,
        recordedAt: sql`excluded.recorded_at`,
        contentHash: sql`excluded.content_hash`,
        email: sql`excluded.email`,
        phone: sql`excluded.phone`,
        body: sql`excluded.body`,
      },
    })
    .prepare('save_customer');
  const find = async (connection: string, id: string): Promise<CustomerRow | undefined> =>
    (await select.execute({ connection, id }))[0];

  return {
    async record(connection, customer, now, read) {
      const reference = customerReference(connection, customer.id);
      const { email, phone } = customer;
      if ((await people.erasedAt({ reference, email, phone })) !== null) return 'erased';
      const stored = await find(connection, customer.id);
      if (stored !== undefined && isOlder(customer, read, stored)) return 'older';
      const columns = {
        updatedAt: customer.updatedAt,
        readBasis: read.basis,
        readSentAt: read.sentAt,
        contentHash: contentHashOf(customer),
        email: hashes.contact('email', email),
        phone: hashes.contact('sms', phone),
        body: sealer.seal(JSON.stringify(customer), place(connection, customer.id)),
      };
      const isSame = stored?.contentHash === columns.contentHash;
      const recordedAt = isSame ? stored.recordedAt : now;
      await upsert.execute({ connection, customerId: customer.id, recordedAt, ...columns });
      return stored === undefined ? 'new' : isSame ? 'same' : 'changed';
    },

    async get(connection, id) {
      const row = await find(connection, id);
      return row === undefined ? null : opened(row);
    },

    async getAll(connection, ids) {
      const found = new Map<string, StoredCustomer>();
      for (const chunk of chunksOf(ids)) {
        const rows = await db.select().from(customers).where(areThese(connection, chunk));
        for (const row of rows) found.set(row.customerId, opened(row));
      }
      return found;
    },

    async known(connection, ids) {
      const found = new Set<string>();
      for (const chunk of chunksOf(ids)) {
        const rows = await db
          .select({ id: customers.customerId })
          .from(customers)
          .where(areThese(connection, chunk));
        for (const { id } of rows) found.add(id);
      }
      return found;
    },

    async byContact(channel, contact) {
      const column = channel === 'email' ? customers.email : customers.phone;
      return db
        .select({ connection: customers.connection, id: customers.customerId })
        .from(customers)
        .where(isOneOf(column, hashes.contactByAnyKey(channel, contact)))
        .orderBy(asc(customers.connection), asc(customers.customerId));
    },

    async page(connection, afterId, limit) {
      const after = afterId === null ? undefined : gt(customers.customerId, afterId);
      const rows = await db
        .select({ id: customers.customerId })
        .from(customers)
        .where(and(eq(customers.connection, connection), after))
        .orderBy(asc(customers.customerId))
        .limit(limit);
      return rows.map((row) => row.id);
    },

    async count(connections) {
      if (connections.length === 0) return 0;
      const [row] = await db
        .select({ count: count() })
        .from(customers)
        .where(isOneOf(customers.connection, connections));
      return row?.count ?? 0;
    },
  };

  /** Keyed: the fingerprint of a name and an address could be guessed. */
  function contentHashOf({ updatedAt: _version, ...content }: Customer): string {
    return sealer.fingerprint(canonicalJson(content));
  }
}

/** Versions never regress (I5). The store's clock has seconds: of two readings of one version the one that left later counts. */
function isOlder(
  { updatedAt }: Customer,
  read: { readonly basis: number; readonly sentAt: number },
  stored: CustomerRow,
): boolean {
  if (updatedAt !== stored.updatedAt) return updatedAt < stored.updatedAt;
  return (read.basis - stored.readBasis || read.sentAt - stored.readSentAt) < 0;
}
