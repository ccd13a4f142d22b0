import { min } from '../drizzle.ts';
import type { PersonKeys } from '#sdk/customers.ts';
import { isOneOf, isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { erased } from '../tables/customers.ts';
import { personHashes } from './person-hashes.ts';

/** Who may not come back. */
export function createErasedPeople({ db, sealer, erasedList }: Session) {
  const hashes = personHashes(sealer);
  const store = (person: string, erasedAt: number) =>
    db
      .insert(erased)
      .values({ person, erasedAt })
      .onConflictDoUpdate({ target: erased.person, set: { erasedAt } });
  const first = preparedPer((size: number) =>
    db
      .select({ at: min(erased.erasedAt) })
      .from(erased)
      .where(isOneOfListed(erased.person, size))
      .prepare('erased_at'),
  );
  return {
    async note(people: readonly PersonKeys[], now: number): Promise<void> {
      const noted = [...new Set(people.flatMap(hashes.current))];
      // Before the commit: a list that says too much makes somebody forgotten who asked for it anyway.
      erasedList?.add(new Map(noted.map((person) => [person, now])));
      for (const person of noted) await store(person, now);
    },

    /** Everybody whom the list names and the ledger does not, or not as newly; notes them, and the list learns the others. */
    async compareWithList(): Promise<ReadonlyMap<string, number>> {
      if (erasedList === null) return new Map();
      const stored = new Map((await db.select().from(erased)).map((row) => [row.person, row.erasedAt]));
      erasedList.add(stored);
      const missing = [...erasedList.entries()].filter(([person, at]) => (stored.get(person) ?? -1) < at);
      for (const [person, at] of missing) await store(person, at);
      return new Map(missing);
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
