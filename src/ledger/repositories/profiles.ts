import { and, eq, sql } from '../drizzle.ts';
import type { ProfileRepository, ProfileState } from '#sdk/ledger/customers.ts';
import { isOneOf } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { profiles } from '../tables/customers.ts';
import { canonicalJson } from './order-content.ts';

export function createProfileRepository({ db, sealer }: Session): ProfileRepository {
  const given = <Name extends string>(name: Name) => sql.placeholder(name);
  const upsert = db
    .insert(profiles)
    .values({
      connection: given('connection'),
      reference: given('reference'),
      written: given('written'),
      batch: given('batch'),
      position: given('position'),
      changedAt: given('changedAt'),
    })
    .onConflictDoUpdate({
      target: [profiles.connection, profiles.reference],
      set: {
        written: sql`excluded.written`,
        batch: sql`excluded.batch`,
        position: sql`excluded.position`,
        changedAt: sql`excluded.changed_at`,
      },
    })
    .prepare('save_profile');
  return {
    async get(connection, references) {
      const found = new Map<string, ProfileState>();
      for (const chunk of chunksOf(references)) {
        const rows = await db
          .select()
          .from(profiles)
          .where(and(eq(profiles.connection, connection), isOneOf(profiles.reference, chunk)));
        for (const { reference, written, batch, position } of rows) {
          const place = batch === null || position === null ? null : { id: batch, position };
          found.set(reference, { written, batch: place });
        }
      }
      return found;
    },

    async save(connection, states, now) {
      await Promise.all(
        [...states].map(([reference, { written, batch }]) =>
          upsert.execute({
            connection,
            reference,
            written,
            batch: batch?.id ?? null,
            position: batch?.position ?? null,
            changedAt: now,
          }),
        ),
      );
    },

    fingerprint: (content) => sealer.fingerprint(canonicalJson(content)),
  };
}
