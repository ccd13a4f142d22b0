import { and, asc, eq } from '../drizzle.ts';
import type { ConsentRepository } from '#sdk/ledger/customers.ts';
import { isOneOf } from '../lists.ts';
import type { Session } from '../session.ts';
import { consents } from '../tables/customers.ts';
import { createErasedPeople } from './erased-people.ts';
import { personHashes } from './person-hashes.ts';

export function createConsentRepository(session: Session): ConsentRepository {
  const { db, sealer } = session;
  const hashes = personHashes(sealer);
  const people = createErasedPeople(session);
  const isOf = (channel: 'email' | 'sms', contact: string) =>
    and(eq(consents.channel, channel), isOneOf(consents.contact, hashes.contactByAnyKey(channel, contact)));

  return {
    async record(connection, channel, contact, { state, at, source }, now) {
      const person = {
        reference: null,
        email: channel === 'email' ? contact : null,
        phone: channel === 'sms' ? contact : null,
      };
      if ((await people.erasedAt(person)) !== null) return false;
      const [known] = await db
        .select()
        .from(consents)
        .where(and(isOf(channel, contact), eq(consents.connection, connection)));
      if (known !== undefined && known.state === state && known.saidAt === at) return false;
      if (known?.saidAt !== null && known?.saidAt !== undefined && at !== null && at < known.saidAt)
        return false;
      const hash = known?.contact ?? hashes.contact(channel, contact) ?? '';
      const since = known?.state === state ? known.since : now;
      await db
        .insert(consents)
        .values({ connection, channel, contact: hash, state, saidAt: at, source, since })
        .onConflictDoUpdate({
          target: [consents.channel, consents.contact, consents.connection],
          set: { state, saidAt: at, source, since },
        });
      return true;
    },

    async of(channel, contact) {
      const rows = await db
        .select()
        .from(consents)
        .where(isOf(channel, contact))
        .orderBy(asc(consents.connection));
      return rows.map(({ connection, state, saidAt: at, source, since }) => ({
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
