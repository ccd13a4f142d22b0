import { cellFromSubject, cellSubject, type ChannelLevel } from '#domain/stock.ts';
import { offersRightly } from '#reconcile/plan-cell.ts';
import type { CatalogSource, StockSource, StockTarget } from '#sdk/capabilities.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { Mark } from '#sdk/ledger/work.ts';
import { jobNames } from './job-names.ts';
import { targetsOf } from './steps/cell-targets.ts';
import { publishCell } from './steps/marks.ts';
import { sweepCatalog } from './steps/pull-catalog.ts';
import { recordLevels } from './steps/record-stock.ts';
import { closeRefusedLevels, noteRefusedLevels } from './steps/refused-levels.ts';
import { unlessParked } from './steps/unless-parked.ts';

/**
 * Compares everything with the ledger, page by page: what an authority counts, what a channel shows. Finds what neither
 * webhooks nor cursors told. A page's reading carries the ledger's version from before its request, so it loses to any
 * fresher word (I9); what is not on a page is missing, not 0 (I10).
 */
export const sweepStock = defineJob({
  name: jobNames.sweepStock,
  title: 'Compares all stock and the catalog with the ledger',
  priority: 'backfill',
  appliesTo: ({ account }) => account.stock?.source !== undefined || account.stock?.target !== undefined,
  schedules: ({ settings }) => [{ subject: 'all', everyMs: settings.intervals.sweepStockMs }],
  async run(context) {
    const { catalog, stock } = context.account;
    if (catalog?.source !== undefined) await sweepCatalog(context, catalog.source satisfies CatalogSource);
    if (stock?.source !== undefined) await sweepAuthority(context, stock.source);
    if (stock?.target !== undefined) await sweepChannel(context, stock.target);
  },
});

async function sweepAuthority(context: JobContext, source: StockSource): Promise<void> {
  const pages = source.all()[Symbol.asyncIterator]();
  let areAllRead = true;
  for (;;) {
    context.signal.throwIfAborted();
    const basis = await context.ledger.read((tx) => tx.sequence.current());
    const next = await pages.next();
    if (next.done === true) break;
    const { items, refused, sentAt, answeredAt, complete } = next.value;
    await recordLevels(context, { levels: items, basis, sentAt, answeredAt });
    areAllRead = (await noteRefusedLevels(context, refused)) && areAllRead;
    if (complete) break;
    await context.prolong();
  }
  if (areAllRead) await closeRefusedLevels(context);
}

async function sweepChannel(context: JobContext, target: StockTarget): Promise<void> {
  for await (const page of target.all()) {
    await context.ledger.write((tx) => comparePage(context, tx, page.items));
    if (page.complete) return;
    context.signal.throwIfAborted();
    await context.prolong();
  }
}

/** Cells that differ are planned again by their own job, which reads them afresh; a difference that nothing is about to mend is told. */
async function comparePage(
  context: JobContext,
  tx: LedgerTransaction,
  levels: readonly ChannelLevel[],
): Promise<void> {
  const { connection, clock } = context;
  const shown = new Map(levels.map((level) => [cellSubject(level), level.available]));
  const marks: Mark[] = [];
  for (const { cell, target } of await targetsOf(context, tx, [...shown.keys()].map(cellFromSubject))) {
    const available = shown.get(cellSubject(cell));
    if (target === null || available === undefined || available === null) continue;
    const subject = cellSubject(cell);
    if (offersRightly(available, target)) {
      await tx.discrepancies.close('stock-difference', connection, subject, 'repaired', clock.now());
      continue;
    }
    const row = await tx.work.get({ job: jobNames.publishStock, subject, connection });
    const isUnderWay = row !== null && row.state === 'open' && row.wanted > row.done;
    marks.push(
      publishCell(cell, {
        cause: 'a sweep found a difference',
        priority: target < available ? 'stock-decrease' : 'stock-increase',
      }),
    );
    if (isUnderWay || row?.state === 'parked') continue;
    await tx.discrepancies.open(
      {
        type: 'stock-difference',
        connection,
        subject,
        detail: `${cell.sku} at ${cell.location}: the channel shows ${available}, ${target} may be sold`,
        amount: target - available,
        currency: null,
        suggestion: 'It is being repaired. If it comes back, look for another tool that writes this number.',
      },
      clock.now(),
    );
  }
  await tx.work.mark(await unlessParked(tx, marks));
}
