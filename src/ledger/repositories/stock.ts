import { asc, desc, eq, inArray, lt } from '../drizzle.ts';
import type { StockEntry, StockRepository } from '#sdk/ledger/stock.ts';
import { chunksOf, type Session } from '../session.ts';
import { stockEntries } from '../tables/stock.ts';
import { createCellFactReader } from './cell-facts.ts';
import { createCellRepository } from './cells.ts';
import { createPlaceReader } from './places.ts';
import { createPlaceFactReader } from './place-facts.ts';
import { createRecountReader } from './recounted-places.ts';
import { createReadingRepository } from './stock-readings.ts';

const ENTRIES_PER_STATEMENT = 50;

export function createStockRepository(session: Session): StockRepository {
  const { db } = session;
  return {
    ...createCellRepository(session),
    ...createReadingRepository(session),

    recounted: createRecountReader(session),
    facts: createCellFactReader(session),
    places: createPlaceReader(session),
    placeFacts: createPlaceFactReader(session),

    async append(entries) {
      for (const chunk of chunksOf(entries, ENTRIES_PER_STATEMENT))
        await db.insert(stockEntries).values([...chunk]);
    },

    async entries(sku, limit): Promise<readonly StockEntry[]> {
      const { at, sequence, location, connection, kind, delta, quantity, cause } = stockEntries;
      return db
        .select({ at, sequence, sku: stockEntries.sku, location, connection, kind, delta, quantity, cause })
        .from(stockEntries)
        .where(eq(stockEntries.sku, sku))
        .orderBy(desc(stockEntries.id))
        .limit(limit);
    },

    async prune(before, limit) {
      const old = db
        .select({ id: stockEntries.id })
        .from(stockEntries)
        .where(lt(stockEntries.at, before))
        .orderBy(asc(stockEntries.at))
        .limit(limit);
      return (
        await db.delete(stockEntries).where(inArray(stockEntries.id, old)).returning({ id: stockEntries.id })
      ).length;
    },
  };
}
