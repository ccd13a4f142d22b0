import { and, asc, count, eq, getTableColumns, gt, isNotNull, sql } from '../drizzle.ts';
import type { Listing } from '#domain/stock.ts';
import type { CatalogRepository } from '#sdk/ledger/catalog.ts';
import { isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { listings } from '../tables/catalog.ts';

type Column = typeof listings.id | typeof listings.sku | typeof listings.inventoryItemId;

export function createCatalogRepository({ db }: Session): CatalogRepository {
  const { connection: _connection, changedAt: _changedAt, ...shown } = getTableColumns(listings);
  const finder = (column: Column) => {
    const statement = preparedPer((size: number) =>
      db
        .select(shown)
        .from(listings)
        .where(and(eq(listings.connection, sql.placeholder('connection')), isOneOfListed(column, size)))
        .orderBy(asc(listings.id))
        .prepare('find_listings'),
    );
    return async (connection: string, values: readonly string[]) => {
      const found: Listing[] = [];
      for (const chunk of chunksOf([...new Set(values)])) {
        found.push(...(await statement(listSize(chunk)).execute({ connection, ...listed(chunk) })));
      }
      return found;
    };
  };
  const byId = finder(listings.id);

  return {
    async record(connection, given, now) {
      // A feed may name an item twice; its last word counts.
      const last = [...new Map(given.map((listing) => [listing.id, listing])).values()];
      const before = new Map(
        (
          await byId(
            connection,
            last.map((listing) => listing.id),
          )
        ).map((old) => [old.id, old]),
      );
      const news = last.filter((listing) => !isEqual(before.get(listing.id), listing));
      for (const chunk of chunksOf(news)) {
        await db
          .insert(listings)
          .values(
            chunk.map(({ id, sku, inventoryItemId, title, tracked, active }) => ({
              connection,
              id,
              sku,
              inventoryItemId,
              title,
              tracked,
              active,
              changedAt: now,
            })),
          )
          .onConflictDoUpdate({
            target: [listings.connection, listings.id],
            set: {
              sku: sql`excluded.sku`,
              inventoryItemId: sql`excluded.inventory_item_id`,
              title: sql`excluded.title`,
              tracked: sql`excluded.tracked`,
              active: sql`excluded.active`,
              changedAt: now,
            },
          });
      }
      const moved = news.flatMap((listing) => skusMoved(before.get(listing.id), listing));
      return [...new Set(moved)];
    },

    byId,
    bySku: finder(listings.sku),
    byInventoryItem: finder(listings.inventoryItemId),

    async page(connection, afterId, limit) {
      const after = afterId === null ? undefined : gt(listings.id, afterId);
      return db
        .select(shown)
        .from(listings)
        .where(and(eq(listings.connection, connection), after))
        .orderBy(asc(listings.id))
        .limit(limit);
    },

    async duplicateSkus(connection, limit) {
      const rows = await db
        .select({ sku: listings.sku })
        .from(listings)
        .where(and(eq(listings.connection, connection), eq(listings.active, true), isNotNull(listings.sku)))
        .groupBy(listings.sku)
        .having(sql`count(*) > 1`)
        .orderBy(asc(listings.sku))
        .limit(limit);
      return rows.flatMap(({ sku }) => (sku === null ? [] : [sku]));
    },

    async count(connection) {
      const [row] = await db
        .select({ count: count() })
        .from(listings)
        .where(eq(listings.connection, connection));
      return row?.count ?? 0;
    },
  };
}

function isEqual(before: Listing | undefined, now: Listing): boolean {
  return (
    before !== undefined &&
    before.title === now.title &&
    skusMoved(before, now).length === 0 &&
    before.sku === now.sku
  );
}

/** The SKUs for which a listing appeared, vanished or moved to another id. */
function skusMoved(before: Listing | undefined, now: Listing): readonly string[] {
  const stands =
    before !== undefined &&
    before.sku === now.sku &&
    before.inventoryItemId === now.inventoryItemId &&
    before.active === now.active &&
    before.tracked === now.tracked;
  if (stands) return [];
  return [before?.sku ?? null, now.sku].flatMap((sku) => (sku === null ? [] : [sku]));
}
