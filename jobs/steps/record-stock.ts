import { skusMovedWith } from '#domain/bundle.ts';
import { toUnits } from '#domain/counted-quantity.ts';
import type { StockLevel } from '#domain/stock.ts';
import { jobNames } from '#jobs/job-names.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { LocationSetting } from '#sdk/settings.ts';
import { publishCell, pullResource } from './marks.ts';

type RecordContext = Pick<JobContext, 'connection' | 'ledger' | 'settings' | 'clock'>;

export interface LevelsRead {
  readonly levels: readonly StockLevel[];
  /** The ledger's sequence just before the request left (S1). */
  readonly basis: number;
  readonly sentAt: number;
  readonly answeredAt: number;
}

/**
 * Records an authority's readings. A change wakes the cells that show the item, and so does an equal number that is the
 * first to know of units that left: others came in for them. Any reading, changed or not, wakes those that wait for a
 * second sight (S7, W2).
 */
export async function recordLevels(context: RecordContext, read: LevelsRead): Promise<void> {
  if (read.levels.length === 0) return;
  await context.ledger.write(async (tx) => {
    const skus = await skusOf(context, tx, read.levels);
    const changed: Counted[] = [];
    const same: { sku: string; location: LocationSetting }[] = [];
    for (const level of read.levels) {
      const sku = skus.get(level.listingId);
      const location = locationCountedAs(context, level.locationId);
      if (sku === undefined || location === null) continue;
      const { listingId } = level;
      const unitsPer = location.unitsPer(sku);
      const { basis, sentAt, answeredAt } = read;
      const news = await tx.stock.recordReading({
        connection: context.connection,
        listingId,
        sku,
        location: location.name,
        quantity: toUnits(level.quantity, unitsPer),
        reserved: level.reserved === null ? null : toUnits(level.reserved, unitsPer),
        basis,
        sentAt,
        answeredAt,
      });
      if (news === 'same') same.push({ sku, location });
      else if (news !== 'ignored') changed.push({ sku, location: location.name, lower: news === 'lower' });
    }
    changed.push(...(await recountedOf(context, tx, same)));
    await wakeCells(context, tx, changed);
    await wakeSecondSight(context, tx);
    if (changed.length > 0) await wakeUnroutable(context, tx);
  });
}

interface Counted {
  readonly sku: string;
  readonly location: string;
  readonly lower: boolean;
}

async function recountedOf(
  { settings, connection }: RecordContext,
  tx: LedgerTransaction,
  same: readonly { readonly sku: string; readonly location: LocationSetting }[],
): Promise<readonly Counted[]> {
  if (same.length === 0) return [];
  const items = same.flatMap(({ sku, location: { stockLagMs } }) =>
    [sku, ...(settings.stock.bundlesByPart.get(sku)?.keys() ?? [])].map((soldAs) => ({
      sku,
      soldAs,
      stockLagMs,
    })),
  );
  const isSame = new Set(same.map(({ sku, location }) => `${location.name} ${sku}`));
  return (await tx.stock.recounted(connection, items))
    .filter(({ sku, location }) => isSame.has(`${location} ${sku}`))
    .map((place) => ({ ...place, lower: false }));
}

function locationCountedAs(
  { settings, connection }: RecordContext,
  locationId: string,
): LocationSetting | null {
  const found = settings.locations.find(
    ({ authority }) => authority.connection === connection && authority.locationId === locationId,
  );
  return found ?? null;
}

/** An item that the catalog does not know yet is no reading of anything: the catalog is asked first. */
async function skusOf(
  context: RecordContext,
  tx: LedgerTransaction,
  levels: readonly StockLevel[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(levels.map((level) => level.listingId))];
  const listings = await tx.catalog.byId(context.connection, ids);
  if (listings.length < ids.length) {
    await tx.work.mark([
      pullResource('catalog', {
        connection: context.connection,
        cause: 'a stock level of an unknown item',
        priority: 'catalog',
      }),
    ]);
  }
  return new Map(
    listings.flatMap((listing) => (listing.sku === null ? [] : [[listing.id, listing.sku] as const])),
  );
}

/** A part's count moves the bundles that are made of it as well. */
async function wakeCells(
  context: RecordContext,
  tx: LedgerTransaction,
  counted: readonly Counted[],
): Promise<void> {
  if (counted.length === 0) return;
  const changed = counted.flatMap((place) =>
    [...skusMovedWith([place.sku], context.settings.stock)].map((sku) => ({ ...place, sku })),
  );
  const lower = new Set(
    changed.filter((place) => place.lower).map((place) => `${place.location} ${place.sku}`),
  );
  const cells = await tx.stock.cellsOf(changed);
  await tx.work.mark(
    cells.map((cell) =>
      publishCell(cell, {
        cause: `${context.connection} counted ${cell.location}`,
        priority: lower.has(`${cell.location} ${cell.sku}`) ? 'stock-decrease' : 'stock-increase',
      }),
    ),
  );
}

/** What no location could ship may find its units now. */
async function wakeUnroutable({ settings }: RecordContext, tx: LedgerTransaction): Promise<void> {
  const warehouses = new Set(
    settings.locations.flatMap((location) => (location.takesRequests ? [location.shippedBy] : [])),
  );
  for (const warehouse of warehouses)
    await tx.work.wakeWaiting(jobNames.requestFulfillment, warehouse, 'stock');
}

async function wakeSecondSight({ settings }: RecordContext, tx: LedgerTransaction): Promise<void> {
  for (const channel of Object.keys(settings.channels)) {
    await tx.work.wakeWaiting(jobNames.publishStock, channel, 'second-reading');
    await tx.work.wakeWaiting(jobNames.publishStock, channel, 'reading');
  }
}
