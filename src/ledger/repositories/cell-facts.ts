import { and, eq, isNotNull, sql } from '../drizzle.ts';
import { linesOnPart } from '#domain/part-lines.ts';
import { cellSubject } from '#domain/stock.ts';
import type {
  AuthorityReading,
  CellFacts,
  FactScheme,
  OpenLine,
  OpenWrite,
  StockRepository,
} from '#sdk/ledger/stock.ts';
import { isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { listings } from '../tables/catalog.ts';
import { effectMembers, effects } from '../tables/effects.ts';
import { STILL_OPEN } from '../tables/orders.ts';
import { cells, stockLevels } from '../tables/stock.ts';
import { createAcknowledgmentStore } from './acknowledgments.ts';
import { createBufferReader } from './auto-buffers.ts';
import { toCell } from './cells.ts';
import { partsOf, withBundles, withParts } from './made-items.ts';
import { createOpenLineFinder, type FindOpenLines, type SkuHorizon } from './open-lines.ts';
import { readingsOf } from './stock-readings.ts';
import { createUntrackedFinder } from './tracked-items.ts';

/**
 * All that plans of these cells are made from. Four statements for any number of cells, and one more for each of bundles,
 * acknowledgments and automatic buffers where they are configured; their order makes an error understate what may be
 * sold, should a snapshot ever not hold: open writes first, lines last.
 */
export function createCellFactReader(session: Session): StockRepository['facts'] {
  const sources = {
    statements: prepareFactStatements(session),
    findOpenLines: createOpenLineFinder(session),
    acknowledgments: createAcknowledgmentStore(session),
    untrackedSkus: createUntrackedFinder(session, listings.sku),
    autoBuffers: createBufferReader(session),
  };
  return async (connection, addresses, scheme = plain) => {
    const facts: CellFacts[] = [];
    for (const chunk of chunksOf([...new Set(addresses.map(cellSubject))])) {
      facts.push(...(await readChunk(sources, { connection, subjects: chunk }, scheme)));
    }
    return facts;
  };
}

/** Nothing is made, accepted or kept back. */
const plain: FactScheme = {
  bundles: new Map(),
  bundlesByPart: new Map(),
  authorities: new Map(),
  acknowledging: new Set(),
  autoBuffer: false,
};

type FactStatements = ReturnType<typeof prepareFactStatements>;

interface FactSources {
  readonly findOpenLines: FindOpenLines;
  readonly statements: FactStatements;
  readonly acknowledgments: ReturnType<typeof createAcknowledgmentStore>;
  readonly untrackedSkus: ReturnType<typeof createUntrackedFinder>;
  readonly autoBuffers: ReturnType<typeof createBufferReader>;
}

interface Wanted {
  readonly connection: string;
  readonly subjects: readonly string[];
}

async function readChunk(
  sources: FactSources,
  wanted: Wanted,
  scheme: FactScheme,
): Promise<readonly CellFacts[]> {
  const { statements } = sources;
  const { connection, subjects } = wanted;
  const openWrites = await findOpenWrites(statements, wanted);
  const found = await statements.cells(listSize(subjects)).execute({ connection, ...listed(subjects) });
  if (found.length === 0) return [];
  const skus = [...new Set(found.map((cell) => cell.sku))];
  const read = withParts(skus, scheme);
  const untracked = await findUntracked(sources, read.length > skus.length ? read : [], scheme);
  const autoBuffers = scheme.autoBuffer ? await sources.autoBuffers(read) : new Map<string, number>();
  const readings = await findReadings(statements, read);
  const lines = await sources.findOpenLines(
    withBundles(
      read.map((sku) => horizonOf(sku, readings.get(sku))),
      scheme,
    ),
    scheme.bundlesByPart.size > 0,
  );
  const linesAt = await linesByPlace(sources, lines, scheme);
  return found.map((row) => {
    const at = {
      readings: (sku: string) => readings.get(sku)?.get(row.location) ?? [],
      lines: (sku: string) => linesAt(sku, row.location),
      isTracked: (sku: string) => !untracked(sku, row.location),
      autoBuffer: (sku: string) => autoBuffers.get(sku) ?? 0,
    };
    const parts = partsOf(row.sku, scheme, at);
    return {
      cell: toCell(row),
      readings: at.readings(row.sku),
      openLines: linesOnPart(row.sku, at.lines, scheme.bundlesByPart),
      openWrites: openWrites.get(row.subject) ?? [],
      ...(scheme.autoBuffer ? { autoBuffer: at.autoBuffer(row.sku) } : {}),
      ...(parts === undefined ? {} : { parts }),
    };
  });
}

/** The lines that count at a location, each with what the authority of that location said to have accepted of it. */
async function linesByPlace(
  { acknowledgments }: FactSources,
  lines: ReadonlyMap<string, readonly OpenLine[]>,
  { acknowledging, authorities }: FactScheme,
): Promise<(sku: string, location: string) => readonly OpenLine[]> {
  // S3: a line without a location counts at every one where the item is shown.
  const at = (sku: string, location: string): readonly OpenLine[] =>
    (lines.get(sku) ?? []).filter((line) => line.location === null || line.location === location);
  if (acknowledging.size === 0) return at;
  const accepted = await acknowledgments.read([...lines.values()].flat());
  return (sku, location) => {
    const authority = authorities.get(location)?.connection ?? '';
    if (!acknowledging.has(authority)) return at(sku, location);
    return at(sku, location).map((line) => ({ ...line, acknowledgments: accepted(line, authority) }));
  };
}

/** Whether the authority of a location has an item and does not count it. */
async function findUntracked(
  { untrackedSkus }: FactSources,
  skus: readonly string[],
  { authorities }: FactScheme,
): Promise<(sku: string, location: string) => boolean> {
  if (skus.length === 0) return () => false;
  const found = new Map<string, ReadonlySet<string>>();
  for (const connection of new Set([...authorities.values()].map((authority) => authority.connection)))
    found.set(connection, await untrackedSkus(connection, skus));
  return (sku, location) => found.get(authorities.get(location)?.connection ?? '')?.has(sku) ?? false;
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
