import { min } from '../drizzle.ts';
import type { PersonKeys } from '#sdk/customers.ts';
import { isOneOf } from '../lists.ts';
import type { Session } from '../session.ts';
import { erased } from '../tables/customers.ts';
import { personHashes } from './person-hashes.ts';

/** Who may not come back. */
export function createErasedPeople({ db, sealer }: Session) {
  const hashes = personHashes(sealer);
  return {
    async note(people: readonly PersonKeys[], now: number): Promise<void> {
      for (const person of new Set(people.flatMap(hashes.current))) {
        await db
          .insert(erased)
          .values({ person, erasedAt: now })
          .onConflictDoUpdate({ target: erased.person, set: { erasedAt: now } });
      }
    },

    /** The first time that somebody with one of these keys was erased; null: never. */
    async erasedAt(person: PersonKeys): Promise<number | null> {
      const wanted = hashes.byAnyKey(person);
      if (wanted.length === 0) return null;
      const [row] = await db
        .select({ at: min(erased.erasedAt) })
        .from(erased)
        .where(isOneOf(erased.person, wanted));
      return row?.at ?? null;
    },
  };
}
