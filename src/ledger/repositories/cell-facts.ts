import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { cellSubject } from '#domain/stock.ts';
import type { AuthorityReading, CellFacts, OpenWrite, StockRepository } from '#sdk/ledger/stock.ts';
import { isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { effectMembers, effects } from '../tables/effects.ts';
import { STILL_OPEN } from '../tables/orders.ts';
import { cells, stockLevels } from '../tables/stock.ts';
import { toCell } from './cells.ts';
import { findOpenLines, type SkuHorizon } from './open-lines.ts';
import { readingsOf } from './stock-readings.ts';

/**
 * All that plans of these cells are made from. Four statements for any number of cells; their order makes an error
 * understate what may be sold, should a snapshot ever not hold: open writes first, lines last.
 */
export function createCellFactReader(session: Session): StockRepository['facts'] {
  const statements = prepareFactStatements(session);
  return async (connection, addresses) => {
    const facts: CellFacts[] = [];
    for (const chunk of chunksOf([...new Set(addresses.map(cellSubject))])) {
      facts.push(...(await readChunk(session, statements, { connection, subjects: chunk })));
    }
    return facts;
  };
}

type FactStatements = ReturnType<typeof prepareFactStatements>;

interface Wanted {
  readonly connection: string;
  readonly subjects: readonly string[];
}

async function readChunk(
  session: Session,
  statements: FactStatements,
  wanted: Wanted,
): Promise<readonly CellFacts[]> {
  const { connection, subjects } = wanted;
  const openWrites = await findOpenWrites(statements, wanted);
  const found = await statements.cells(listSize(subjects)).execute({ connection, ...listed(subjects) });
  if (found.length === 0) return [];
  const skus = [...new Set(found.map((cell) => cell.sku))];
  const readings = await findReadings(statements, skus);
  const lines = await findOpenLines(
    session,
    skus.map((sku) => horizonOf(sku, readings.get(sku))),
  );
  return found.map((row) => ({
    cell: toCell(row),
    readings: readings.get(row.sku)?.get(row.location) ?? [],
    // S3: a line without a location counts at every one where the item is shown.
    openLines: (lines.get(row.sku) ?? []).filter(
      (line) => line.location === null || line.location === row.location,
    ),
    openWrites: openWrites.get(row.subject) ?? [],
  }));
}

async function findOpenWrites(
  statements: FactStatements,
  { connection, subjects }: Wanted,
): Promise<ReadonlyMap<string, readonly OpenWrite[]>> {
  const rows = await statements.openWrites(listSize(subjects)).execute({ connection, ...listed(subjects) });
  const found = new Map<string, OpenWrite[]>();
  for (const { subject, from, to, effectKey, quarantineUntil } of rows) {
    const write = { effectKey, from: from ?? 0, to: to ?? 0, quarantineUntil: quarantineUntil ?? 0 };
    found.set(subject, [...(found.get(subject) ?? []), write]);
  }
  return found;
}

type Readings = ReadonlyMap<string, readonly AuthorityReading[]>;

/** Readings by SKU and location. Of several listings that carry one SKU the one that was read last speaks. */
async function findReadings(
  statements: FactStatements,
  skus: readonly string[],
): Promise<ReadonlyMap<string, Readings>> {
  const found = new Map<string, Map<string, readonly AuthorityReading[]>>();
  for (const row of await statements.readings(listSize(skus)).execute(listed(skus))) {
    const places = found.get(row.sku) ?? new Map<string, readonly AuthorityReading[]>();
    found.set(row.sku, places);
    const known = places.get(row.location)?.[0];
    if (known === undefined || known.basis < row.basis) places.set(row.location, readingsOf(row));
  }
  return found;
}

function prepareFactStatements({ db }: Session) {
  const connection = sql.placeholder('connection');
  return {
    openWrites: preparedPer((size: number) =>
      db
        .select({
          subject: effectMembers.subject,
          from: effectMembers.from,
          to: effectMembers.to,
          effectKey: effects.key,
          quarantineUntil: effects.quarantineUntil,
        })
        .from(effectMembers)
        .innerJoin(effects, eq(effects.id, effectMembers.effectId))
        .where(
          and(
            eq(effectMembers.connection, connection),
            isOneOfListed(effectMembers.subject, size),
            sql`${effectMembers.open} = 1`,
            sql`${effects.state} in ('sending', 'unknown')`,
            isNotNull(effectMembers.to),
          ),
        )
        .prepare('open_writes'),
    ),

    cells: preparedPer((size: number) =>
      db
        .select()
        .from(cells)
        .where(and(eq(cells.connection, connection), isOneOfListed(cells.subject, size)))
        .prepare('cells_by_subject'),
    ),

    readings: preparedPer((size: number) =>
      db.select().from(stockLevels).where(isOneOfListed(stockLevels.sku, size)).prepare('readings_of_skus'),
    ),
  };
}

/** What the oldest reading that may be used for this item already knows; without one, only what is still open matters. */
function horizonOf(sku: string, readings: Readings | undefined): SkuHorizon {
  const used = [...(readings?.values() ?? [])].flat();
  return {
    sku,
    basis: Math.min(STILL_OPEN - 1, ...used.map((reading) => reading.basis)),
    sentAt: Math.min(STILL_OPEN - 1, ...used.map((reading) => reading.sentAt)),
  };
}
