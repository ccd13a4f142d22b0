import { jobNames } from '#jobs/job-names.ts';
import { needsReading } from '#reconcile/order-version.ts';
import type { OrderHeader, OrderSource, Page, RefusedRecord } from '#sdk/capabilities.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { noteClock } from './first-start.ts';
import { recordOrders } from './record-orders.ts';
import { refreshOrder } from './marks.ts';
import { orderReadOf } from './order-read.ts';
import { namedOf, openUnreadable, refuseNameless, UNREADABLE_ORDER } from './refused-records.ts';
import { unlessParked } from './unless-parked.ts';

/** How far back the first pass looks: open orders of this age may still hold stock. */
const FIRST_PASS_MS = 60 * 24 * 3_600_000;

/**
 * Headers of all changed orders; only those that are news are read whole. The horizon moves when the last page has been
 * recorded: from then on every order that was placed before the pass began, minus the index lag, is known (S6).
 */
export async function pullOrders(context: JobContext): Promise<void> {
  const { connection, ledger, clock, account } = context;
  const source = account.orders?.source;
  if (source === undefined) return;
  const before = await ledger.read((tx) => tx.cursors.get(connection, 'orders'));
  const startedAt = clock.now();
  await ledger.write((tx) => tx.cursors.save(connection, 'orders', { passStartedAt: startedAt }));
  for await (const page of source.changedSince(before.cursor, startedAt - FIRST_PASS_MS)) {
    // Before the first order is recorded: whether it is old or new is reckoned by the channel's clock.
    if (before.cursor === null) await noteClock(context, page);
    refuseNameless(await recordPage(context, source, page), 'orders');
    await ledger.write((tx) => tx.cursors.save(connection, 'orders', { cursor: page.cursor }));
    if (page.complete) {
      await completePass(context, {
        horizonAt: startedAt - source.indexLagMs,
        isFirst: before.completedAt === null,
      });
      return;
    }
    context.signal.throwIfAborted();
    await context.prolong();
  }
}

/** @returns what could not be read. */
async function recordPage(
  context: JobContext,
  source: OrderSource,
  page: Page<OrderHeader>,
): Promise<readonly RefusedRecord[]> {
  const { connection, ledger } = context;
  const known = await ledger.read((tx) =>
    tx.orders.versions(
      connection,
      page.items.map((header) => header.id),
    ),
  );
  const news = page.items
    .filter((header) => needsReading(header.updatedAt, known.get(header.id)))
    .map((header) => header.id);
  const refused = [...page.refused];
  for (let start = 0; start < news.length; start += source.fetchMax) {
    const basis = await ledger.read((tx) => tx.sequence.current());
    const fetched = await source.fetch(news.slice(start, start + source.fetchMax));
    await recordOrders(context, fetched.items, orderReadOf(fetched, basis));
    refused.push(...fetched.refused);
    await context.prolong();
  }
  const named = namedOf(refused);
  if (named.length === 0) return refused;
  // The refresh parks them one by one with their reasons; the open discrepancies hold the horizon back meanwhile.
  await ledger.write(async (tx) => {
    const marks = named.map((record) =>
      refreshOrder(record.id, { connection, cause: 'a pull could not read it' }),
    );
    await tx.work.mark(await unlessParked(tx, marks));
    await openUnreadable(context, tx, named, UNREADABLE_ORDER);
  });
  return refused;
}

/** A sweep that wants to begin, or has just decided to wait, goes on after the first pass. */
async function wakeSweep(tx: LedgerTransaction, connection: string): Promise<void> {
  const sweep = { job: jobNames.sweepOrders, subject: 'all', connection };
  const row = await tx.work.get(sweep);
  if (row === null || row.wanted === row.done) return;
  await tx.work.mark([{ ...sweep, priority: row.priority, cause: 'the first pass over the orders is over' }]);
}

/**
 * An order that nobody could read may hold units that we do not know of. While one is open the horizon stays: cells with
 * missing units keep showing too little rather than too much.
 */
async function completePass(
  { connection, ledger, clock }: JobContext,
  { horizonAt, isFirst }: { readonly horizonAt: number; readonly isFirst: boolean },
): Promise<void> {
  await ledger.write(async (tx) => {
    const blind = await tx.discrepancies.hasOpen(UNREADABLE_ORDER.type, connection);
    await tx.cursors.save(connection, 'orders', {
      passStartedAt: null,
      completedAt: clock.now(),
      ...(blind ? {} : { horizonAt }),
    });
    await tx.work.wakeWaiting(jobNames.publishStock, connection, 'horizon');
    if (isFirst) await wakeSweep(tx, connection);
  });
}
