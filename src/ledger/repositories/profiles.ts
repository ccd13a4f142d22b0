import { and, eq } from '../drizzle.ts';
import type { ProfileRepository, ProfileState } from '#sdk/ledger/customers.ts';
import { isOneOf } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { profiles } from '../tables/customers.ts';
import { canonicalJson } from './order-content.ts';

export function createProfileRepository({ db, sealer }: Session): ProfileRepository {
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

    async save(connection, reference, { written, batch }, now) {
      const columns = {
        written,
        batch: batch?.id ?? null,
        position: batch?.position ?? null,
        changedAt: now,
      };
      await db
        .insert(profiles)
        .values({ connection, reference, ...columns })
        .onConflictDoUpdate({ target: [profiles.connection, profiles.reference], set: columns });
    },

    fingerprint: (content) => sealer.fingerprint(canonicalJson(content)),
  };
}
