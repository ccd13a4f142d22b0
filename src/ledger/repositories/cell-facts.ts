import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { type CellAddress, cellSubject } from '#domain/stock.ts';
import type { AuthorityReading, CellFacts, OpenWrite } from '#sdk/ledger/stock.ts';
import { chunksOf, isOneOf, type Session } from '../session.ts';
import { effectMembers, effects } from '../tables/effects.ts';
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
    skus.map((sku) => horizonOf(sku, readings)),
  );
  return found.map((row) => ({
    cell: toCell(row),
    readings: readings.get(placeKey(row.sku, row.location)) ?? [],
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

/** Readings by place. Of several listings that carry one SKU the one that was read last speaks. */
async function findReadings(
  { db }: Session,
  skus: readonly string[],
): Promise<ReadonlyMap<string, readonly AuthorityReading[]>> {
  const found = new Map<string, readonly AuthorityReading[]>();
  for (const row of await db.select().from(stockLevels).where(isOneOf(stockLevels.sku, skus))) {
    const place = placeKey(row.sku, row.location);
    const known = found.get(place)?.[0];
    if (known === undefined || known.basis < row.basis) found.set(place, readingsOf(row));
  }
  return found;
}

/** What the oldest reading that may be used for this item already knows. */
function horizonOf(sku: string, readings: ReadonlyMap<string, readonly AuthorityReading[]>): SkuHorizon {
  const used = [...readings]
    .filter(([place]) => place.startsWith(placeKey(sku, '')))
    .flatMap(([, both]) => both);
  return {
    sku,
    basis: Math.min(Number.MAX_SAFE_INTEGER - 1, ...used.map((reading) => reading.basis)),
    sentAt: Math.min(Number.MAX_SAFE_INTEGER - 1, ...used.map((reading) => reading.sentAt)),
  };
}

/** The length in front keeps one SKU from being the beginning of another. */
function placeKey(sku: string, location: string): string {
  return `${sku.length}:${sku}@${location}`;
}
