import { plainSkusOf, skusMovedWith } from '#domain/bundle.ts';
import { priorities, type Priority } from '#domain/priority.ts';
import type { Listing } from '#domain/stock.ts';
import { jobNames } from '#jobs/job-names.ts';
import type { CatalogSource, Page } from '#sdk/capabilities.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { publishCell, refreshStock } from './marks.ts';
import { closeNameless, namedOf, openNameless, openUnreadable } from './refused-records.ts';

const PARKED_LOOKED_AT = 2_000;
/** A sweep reads it again, so no cursor waits for it. */
const UNREADABLE = {
  type: 'unreadable-item',
  suggestion:
    'Correct the item in its system, or report the shape of the answer. Until it can be read, what was last known of it holds.',
} as const;

/** What a system sells or keeps. New items get their cells, and what was parked for want of them is tried again. */
export async function pullCatalog(context: JobContext): Promise<void> {
  const source = context.account.catalog?.source;
  if (source === undefined) return;
  const { cursor } = await context.ledger.read((tx) => tx.cursors.get(context.connection, 'catalog'));
  for await (const page of source.changedSince(cursor)) {
    await recordCatalogPage(context, page);
    await context.ledger.write((tx) =>
      tx.cursors.save(context.connection, 'catalog', {
        cursor: page.cursor,
        ...(page.complete ? { completedAt: context.clock.now() } : {}),
      }),
    );
    if (page.complete) return;
    context.signal.throwIfAborted();
    await context.prolong();
  }
}

/** The whole catalog: finds what moved without moving its stamp. */
export async function sweepCatalog(context: JobContext, source: CatalogSource): Promise<void> {
  let areAllNamed = true;
  for await (const page of source.all()) {
    areAllNamed = (await recordCatalogPage(context, page)) && areAllNamed;
    if (page.complete) break;
    context.signal.throwIfAborted();
    await context.prolong();
  }
  if (areAllNamed) await closeNameless(context, UNREADABLE);
}

/** False when records of it have not even an id. */
async function recordCatalogPage(context: JobContext, page: Page<Listing>): Promise<boolean> {
  const { connection, clock } = context;
  return context.ledger.write(async (tx) => {
    if (await tx.discrepancies.hasOpen(UNREADABLE.type, connection)) {
      for (const { id } of page.items)
        await tx.discrepancies.close(UNREADABLE.type, connection, id, 'repaired', clock.now());
    }
    await openUnreadable(context, tx, namedOf(page.refused), UNREADABLE);
    const moved = await tx.catalog.record(context.connection, page.items, context.clock.now());
    await ensureCells(context, tx, page.items);
    if (moved.length > 0) await wakeForSkus(context, tx, moved);
    return !(await openNameless(context, tx, page.refused, UNREADABLE));
  });
}

/** Every counted item of a channel has one cell per location that the channel shows. */
async function ensureCells(
  { connection, settings, account }: JobContext,
  tx: LedgerTransaction,
  listings: readonly Listing[],
): Promise<void> {
  if (account.stock?.target === undefined) return;
  const places = settings.locations.flatMap((location) => {
    const shownAs = location.shownOn[connection];
    return shownAs === undefined || !location.active ? [] : [{ name: location.name, shownAs }];
  });
  const cells = listings.flatMap((listing) => {
    const { sku, inventoryItemId } = listing;
    if (sku === null || !listing.tracked || !listing.active) return [];
    return places.map(({ name, shownAs }) => ({
      address: { inventoryItemId, locationId: shownAs },
      sku,
      location: name,
    }));
  });
  if (cells.length === 0) return;
  const fresh = await tx.stock.ensureCells(connection, cells);
  await tx.work.mark(
    fresh.map((subject) => ({
      job: jobNames.publishStock,
      subject,
      connection,
      priority: priorities['stock-increase'],
      cause: 'a new cell',
    })),
  );
}

/** A SKU appeared, vanished or moved: its cells are planned again, its count is read, and parked orders that miss it are retried. */
async function wakeForSkus(
  context: JobContext,
  tx: LedgerTransaction,
  skus: readonly string[],
): Promise<void> {
  const { connection, settings, account } = context;
  const cause = `the catalog of ${connection} changed`;
  const everywhere = settings.locations.map((location) => location.name);
  const cells = await tx.stock.cellsOf(
    [...skusMovedWith(skus, settings.stock)].flatMap((sku) =>
      everywhere.map((location) => ({ sku, location })),
    ),
  );
  await tx.work.mark(cells.map((cell) => publishCell(cell, { cause, priority: 'stock-increase' })));
  await wakeReadings({ settings }, tx, [...plainSkusOf(skus, settings.stock.bundles)]);
  if (account.orders?.target !== undefined)
    await wakeOrders(context, tx, { job: jobNames.exportOrder, priority: 'order', skus });
  if (account.requests?.target !== undefined)
    await wakeOrders(context, tx, { job: jobNames.requestFulfillment, priority: 'fulfillment', skus });
}

/** Orders that were parked because the target lacked an item of theirs. */
async function wakeOrders(
  { connection }: JobContext,
  tx: LedgerTransaction,
  {
    job,
    priority,
    skus,
  }: { readonly job: string; readonly priority: Priority; readonly skus: readonly string[] },
): Promise<void> {
  const parked = (await tx.work.parked(PARKED_LOOKED_AT)).flatMap((row) =>
    row.job === job && row.connection === connection && skus.some((sku) => row.reason?.includes(sku) === true)
      ? [row.subject]
      : [],
  );
  // A run that is under way has perhaps looked the SKU up just before it came, and is about to park: it must look again.
  const underWay = await tx.work.dirtySubjects(job, connection, null, PARKED_LOOKED_AT);
  const cause = `the catalog of ${connection} changed`;
  await tx.work.mark(
    [...parked, ...underWay].map((subject) => ({
      job,
      subject,
      connection,
      priority: priorities[priority],
      cause,
    })),
  );
}

async function wakeReadings(
  { settings }: Pick<JobContext, 'settings'>,
  tx: LedgerTransaction,
  skus: readonly string[],
): Promise<void> {
  const authorities = new Set(settings.locations.map((location) => location.authority.connection));
  for (const authority of authorities) {
    const listings = await tx.catalog.bySku(authority, skus);
    await tx.work.mark(
      listings.map((listing) =>
        refreshStock(listing.id, { connection: authority, cause: 'a catalog changed', priority: 'catalog' }),
      ),
    );
  }
}
