import { or } from '../drizzle.ts';
import type { BackfillItem } from '#sdk/ledger/backfills.ts';
import type { DisclosureRepository } from '#sdk/ledger/disclosures.ts';
import { isOneOf } from '../lists.ts';
import type { Session } from '../session.ts';
import { backfillItems } from '../tables/backfills.ts';
import { disclosures } from '../tables/customers.ts';
import { openItem } from './backfill-items.ts';
import { personHashes } from './person-hashes.ts';
import { createPersonTraces } from './person-traces.ts';
import { personOf } from './personal-store.ts';

export function createDisclosureRepository(session: Session): DisclosureRepository {
  const { db, sealer, random } = session;
  const hashes = personHashes(sealer);
  return {
    find: (person) => createPersonTraces(session).find(person),

    async waiting({ people, customers }) {
      const of = (channel: 'email' | 'sms', contact: string | null) =>
        contact === null ? [] : hashes.contactByAnyKey(channel, contact);
      const wanted = [
        { column: backfillItems.email, values: people.flatMap(({ email }) => of('email', email)) },
        { column: backfillItems.phone, values: people.flatMap(({ phone }) => of('sms', phone)) },
        {
          column: backfillItems.person,
          values: customers.flatMap(({ connection, id }) => sealer.fingerprints(personOf(connection, id))),
        },
      ].flatMap(({ column, values }) => (values.length === 0 ? [] : [isOneOf(column, values)]));
      if (wanted.length === 0) return [];
      const rows = await db
        .select()
        .from(backfillItems)
        .where(or(...wanted));
      return rows.map(({ backfill, reference, body }): BackfillItem =>
        openItem(sealer, backfill, { reference, body }),
      );
    },

    async note({ at, by, customers, orders }) {
      const id = random.id();
      await db.insert(disclosures).values({ uid: id, toldAt: at, requestedBy: by, customers, orders });
      return { id, at, by, customers, orders };
    },
  };
}
