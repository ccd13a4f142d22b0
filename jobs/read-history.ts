import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { Backfill } from '#sdk/ledger/backfills.ts';
import { jobNames } from './job-names.ts';
import { HISTORY, LEASE_MS, LOOK_EVERY_MS, ROOM } from './steps/history-marks.ts';
import { fedBy } from './steps/marketing-marks.ts';
import { readCustomerHistory } from './steps/read-customer-history.ts';
import { readOrderHistory } from './steps/read-order-history.ts';

/** Whoever sends wakes the reader when there is room; this is for a wake-up that was missed. */
const LOOK_AGAIN_MS = 60_000;

/**
 * Reads the history of a store for the backfills that are open, page by page, a bounded way ahead of what is sent. What it
 * reads of old orders is kept for the one system that is to hear of it, and is no order of the ledger: it reserves nothing
 * and is booked nowhere.
 */
export const readHistory = defineJob({
  name: jobNames.readHistory,
  title: 'Reads the history of a store that another system is to be told',
  priority: 'backfill',
  leaseMs: LEASE_MS,
  appliesTo: ({ account, connection, settings }) =>
    (account.orders?.source !== undefined || account.customers?.source !== undefined) &&
    fedBy(settings, connection).length > 0,
  schedules: () => [{ subject: HISTORY, everyMs: LOOK_EVERY_MS }],
  async run(context, [work]) {
    if (work === undefined) return;
    const open = await context.ledger.read((tx) => tx.backfills.open({ store: context.connection }));
    let isFull = false;
    for (const backfill of open) {
      if (backfill.state === 'reading' && !(await readOn(context, backfill))) isFull = true;
    }
    if (!isFull) return;
    const dueAt = context.clock.now() + LOOK_AGAIN_MS;
    context.wait(work, { dueAt, reason: 'what was read is to be sent first', waitsFor: ROOM });
  },
});

/** @returns whether it was read to its end. */
async function readOn(context: JobContext, backfill: Backfill): Promise<boolean> {
  const { orders, customers } = context.account;
  if (backfill.resource === 'orders' && orders?.source !== undefined)
    return readOrderHistory(context, orders.source, backfill);
  if (backfill.resource === 'customers' && customers?.source !== undefined)
    return readCustomerHistory(context, customers.source, backfill);
  return true;
}
