import { asc, desc, eq, inArray, lt, sql } from '../drizzle.ts';
import type { StockEntry, StockRepository } from '#sdk/ledger/stock.ts';
import { preparedPer } from '../lists.ts';
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
  const insertEntries = preparedPer((size: number) => prepareEntries(session, size));
  return {
    ...createCellRepository(session),
    ...createReadingRepository(session),

    recounted: createRecountReader(session),
    facts: createCellFactReader(session),
    places: createPlaceReader(session),
    placeFacts: createPlaceFactReader(session),

    async append(entries) {
      for (const chunk of chunksOf(entries, ENTRIES_PER_STATEMENT))
        await insertEntries(chunk.length).execute(numbered(chunk));
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

const ENTRY_FIELDS = [
  'at',
  'sequence',
  'sku',
  'location',
  'connection',
  'kind',
  'delta',
  'quantity',
  'cause',
] as const satisfies readonly (keyof StockEntry)[];

/** Writes so many entries. */
function prepareEntries({ db }: Session, size: number) {
  const rows = Array.from({ length: size }, (_, nth) => ({
    at: sql.placeholder(`at${nth}`),
    sequence: sql.placeholder(`sequence${nth}`),
    sku: sql.placeholder(`sku${nth}`),
    location: sql.placeholder(`location${nth}`),
    connection: sql.placeholder(`connection${nth}`),
    kind: sql.placeholder(`kind${nth}`),
    delta: sql.placeholder(`delta${nth}`),
    quantity: sql.placeholder(`quantity${nth}`),
    cause: sql.placeholder(`cause${nth}`),
  }));
  return db.insert(stockEntries).values(rows).prepare('append_entries');
}

/** The values of all entries, each under its field's name and its entry's number. */
function numbered(entries: readonly StockEntry[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    entries.flatMap((entry, nth) => ENTRY_FIELDS.map((field) => [`${field}${nth}`, entry[field]])),
  );
}
