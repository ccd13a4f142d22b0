import { and, asc, eq, sql } from '../drizzle.ts';
import type { ConsentRepository } from '#sdk/ledger/customers.ts';
import { isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import type { Session } from '../session.ts';
import { consents } from '../tables/customers.ts';
import { createErasedPeople } from './erased-people.ts';
import { personHashes } from './person-hashes.ts';

export function createConsentRepository(session: Session): ConsentRepository {
  const { db, sealer } = session;
  const hashes = personHashes(sealer);
  const people = createErasedPeople(session);
  const select = preparedPer((size: number) =>
    db
      .select()
      .from(consents)
      .where(and(eq(consents.channel, sql.placeholder('channel')), isOneOfListed(consents.contact, size)))
      .orderBy(asc(consents.connection))
      .prepare('consents_of_contact'),
  );
  const upsert = db
    .insert(consents)
    .values({
      connection: sql.placeholder('connection'),
      channel: sql.placeholder('channel'),
      contact: sql.placeholder('contact'),
      state: sql.placeholder('state'),
      saidAt: sql.placeholder('saidAt'),
      source: sql.placeholder('source'),
      since: sql.placeholder('since'),
    })
    .onConflictDoUpdate({
      target: [consents.channel, consents.contact, consents.connection],
      set: {
        state: sql`excluded.state`,
        saidAt: sql`excluded.said_at`,
        source: sql`excluded.source`,
        since: sql`excluded.since`,
      },
    })
    .prepare('save_consent');
  const rowsOf = async (channel: 'email' | 'sms', contact: string) => {
    const wanted = hashes.contactByAnyKey(channel, contact);
    return select(listSize(wanted)).execute({ channel, ...listed(wanted) });
  };

  return {
    async record(connection, channel, contact, { state, at, source }, now) {
      const person = {
        reference: null,
        email: channel === 'email' ? contact : null,
        phone: channel === 'sms' ? contact : null,
      };
      if ((await people.erasedAt(person)) !== null) return false;
      const known = (await rowsOf(channel, contact)).find((row) => row.connection === connection);
      if (known !== undefined && known.state === state && known.saidAt === at) return false;
      if (known?.saidAt !== null && known?.saidAt !== undefined && at !== null && at < known.saidAt)
        return false;
      const hash = known?.contact ?? hashes.contact(channel, contact) ?? '';
      const since = known?.state === state ? known.since : now;
      await upsert.execute({ connection, channel, contact: hash, state, saidAt: at, source, since });
      return true;
    },

    async of(channel, contact) {
      return (await rowsOf(channel, contact)).map(({ connection, state, saidAt: at, source, since }) => ({
        connection,
        channel,
        state,
        at,
        source,
        since,
      }));
    },
  };
}
