import { and, eq, sql } from '../drizzle.ts';
import { isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { listings } from '../tables/catalog.ts';

type Column = typeof listings.sku | typeof listings.inventoryItemId;

/** Which of these items a system has and does not count. What it does not have is left out: that is another question. */
export type UntrackedFinder = (connection: string, values: readonly string[]) => Promise<ReadonlySet<string>>;

export function createUntrackedFinder({ db }: Session, column: Column): UntrackedFinder {
  const statement = preparedPer((size: number) =>
    db
      .select({ name: column, tracked: listings.tracked })
      .from(listings)
      .where(
        and(
          eq(listings.connection, sql.placeholder('connection')),
          isOneOfListed(column, size),
          eq(listings.active, true),
        ),
      )
      .prepare('tracked_listings'),
  );
  return async (connection, values) => {
    const untracked = new Set<string>();
    const tracked = new Set<string>();
    for (const chunk of chunksOf([...new Set(values)])) {
      for (const row of await statement(listSize(chunk)).execute({ connection, ...listed(chunk) }))
        (row.tracked ? tracked : untracked).add(row.name ?? '');
    }
    return new Set([...untracked].filter((name) => !tracked.has(name)));
  };
}
