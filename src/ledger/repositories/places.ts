import { and, eq, sql } from '../drizzle.ts';
import { cellSubject } from '#domain/stock.ts';
import type { PlaceState } from '#domain/shown-places.ts';
import type { StockRepository } from '#sdk/ledger/stock.ts';
import { isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { listings } from '../tables/catalog.ts';
import { locations } from '../tables/connections.ts';
import { cells } from '../tables/stock.ts';
import { createUntrackedFinder } from './tracked-items.ts';

type CellRow = typeof cells.$inferSelect;

/** Whether a cell is shown at all, by what both systems last said. What a system does not know is no reason not to. */
export function createPlaceReader(session: Session): StockRepository['places'] {
  const { db } = session;
  const connectionIs = (column: typeof cells.connection | typeof locations.connection) =>
    eq(column, sql.placeholder('connection'));
  const select = preparedPer((size: number) =>
    db
      .select()
      .from(cells)
      .where(and(connectionIs(cells.connection), isOneOfListed(cells.subject, size)))
      .prepare('cells_for_places'),
  );
  const selectClosed = db
    .select({ id: locations.id })
    .from(locations)
    .where(and(connectionIs(locations.connection), eq(locations.active, false)))
    .prepare('closed_locations');
  const untrackedItems = createUntrackedFinder(session, listings.inventoryItemId);
  const untrackedSkus = createUntrackedFinder(session, listings.sku);
  const closedOf = async (connection: string): Promise<ReadonlySet<string>> =>
    new Set((await selectClosed.execute({ connection })).map(({ id }) => id));

  return async (connection, addresses, { bundles, authorities }) => {
    const found: CellRow[] = [];
    for (const chunk of chunksOf([...new Set(addresses.map(cellSubject))]))
      found.push(...(await select(listSize(chunk)).execute({ connection, ...listed(chunk) })));
    if (found.length === 0) return new Map();
    const items = await untrackedItems(
      connection,
      found.map((cell) => cell.inventoryItemId),
    );
    const closedHere = await closedOf(connection);
    const places = new Map<string, PlaceState>();
    for (const [authority, counted] of byAuthority(found, authorities)) {
      const closed = authority === null ? new Set<string>() : await closedOf(authority);
      // A bundle that is made when it is sold need not be known to who counts its parts.
      const skus = counted.map(({ sku }) => sku).filter((sku) => bundles.get(sku)?.stocked !== false);
      const untracked =
        authority === null || skus.length === 0 ? new Set<string>() : await untrackedSkus(authority, skus);
      for (const cell of counted) {
        const countedAs = authorities.get(cell.location)?.locationId ?? '';
        places.set(cell.subject, {
          tracked: !items.has(cell.inventoryItemId) && !untracked.has(cell.sku),
          locationActive: !closedHere.has(cell.locationId) && !closed.has(countedAs),
          stocked: true,
        });
      }
    }
    return places;
  };
}

function byAuthority(
  found: readonly CellRow[],
  authorities: Parameters<StockRepository['places']>[2]['authorities'],
): ReadonlyMap<string | null, readonly CellRow[]> {
  return Map.groupBy(found, (cell) => authorities.get(cell.location)?.connection ?? null);
}
