import { min } from '../drizzle.ts';
import type { PersonKeys } from '#sdk/customers.ts';
import { isOneOf, isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { erased } from '../tables/customers.ts';
import { personHashes } from './person-hashes.ts';

/** Who may not come back. */
export function createErasedPeople({ db, sealer }: Session) {
  const hashes = personHashes(sealer);
  const first = preparedPer((size: number) =>
    db
      .select({ at: min(erased.erasedAt) })
      .from(erased)
      .where(isOneOfListed(erased.person, size))
      .prepare('erased_at'),
  );
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
      const [row] = await first(listSize(wanted)).execute(listed(wanted));
      return row?.at ?? null;
    },

    /** Those of them who were erased, by any of their keys. */
    async erasedAmong(people: readonly PersonKeys[]): Promise<ReadonlySet<PersonKeys>> {
      // Mostly nobody ever was, and then nobody's keys need to be worked out.
      if ((await db.select({ at: erased.erasedAt }).from(erased).limit(1)).length === 0) return new Set();
      const keysOf = new Map(people.map((person) => [person, hashes.byAnyKey(person)]));
      const found = new Set<string>();
      for (const chunk of chunksOf([...new Set([...keysOf.values()].flat())])) {
        const rows = await db
          .select({ person: erased.person })
          .from(erased)
          .where(isOneOf(erased.person, chunk));
        for (const row of rows) found.add(row.person);
      }
      return new Set(people.filter((person) => keysOf.get(person)?.some((key) => found.has(key)) === true));
    },
  };
}
