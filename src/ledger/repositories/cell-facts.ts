import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { type CellAddress, cellSubject } from '#domain/stock.ts';
import type { AuthorityReading, CellFacts, OpenWrite } from '#sdk/ledger/stock.ts';
import { isOneOf } from '../lists.ts';
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
export async function readCellFacts(
  session: Session,
  connection: string,
  addresses: readonly CellAddress[],
): Promise<readonly CellFacts[]> {
  const facts: CellFacts[] = [];
  for (const chunk of chunksOf([...new Set(addresses.map(cellSubject))])) {
    facts.push(...(await readChunk(session, connection, chunk)));
  }
  return facts;
}

async function readChunk(
  session: Session,
  connection: string,
  subjects: readonly string[],
): Promise<readonly CellFacts[]> {
  const { db } = session;
  const openWrites = await findOpenWrites(session, connection, subjects);
  const found = await db
    .select()
    .from(cells)
    .where(and(eq(cells.connection, connection), isOneOf(cells.subject, subjects)));
  if (found.length === 0) return [];
  const skus = [...new Set(found.map((cell) => cell.sku))];
  const readings = await findReadings(session, skus);
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
  { db }: Session,
  connection: string,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, readonly OpenWrite[]>> {
  const rows = await db
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
        isOneOf(effectMembers.subject, subjects),
        sql`${effectMembers.open} = 1`,
        sql`${effects.state} in ('sending', 'unknown')`,
        isNotNull(effectMembers.to),
      ),
    );
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
  { db }: Session,
  skus: readonly string[],
): Promise<ReadonlyMap<string, Readings>> {
  const found = new Map<string, Map<string, readonly AuthorityReading[]>>();
  for (const row of await db.select().from(stockLevels).where(isOneOf(stockLevels.sku, skus))) {
    const places = found.get(row.sku) ?? new Map<string, readonly AuthorityReading[]>();
    found.set(row.sku, places);
    const known = places.get(row.location)?.[0];
    if (known === undefined || known.basis < row.basis) places.set(row.location, readingsOf(row));
  }
  return found;
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
