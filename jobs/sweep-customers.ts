import type { CustomerSource } from '#sdk/customers.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import { jobNames } from './job-names.ts';
import { refreshCustomer } from './steps/marketing-marks.ts';
import { recordCustomers, UNREADABLE_CUSTOMER } from './steps/record-customers.ts';
import { closeNameless, namedOf, openNameless, openUnreadable } from './steps/refused-records.ts';
import { unlessParked } from './steps/unless-parked.ts';

/** Where a pass over all customers has got to; between passes there is none. */
const RESOURCE = 'customers:all';

/**
 * Reads all customers of a store, page by page: finds whoever neither webhooks nor polls have told of, and what changed
 * without moving a stamp. A pass that is broken off goes on where it was.
 */
export const sweepCustomers = defineJob({
  name: jobNames.sweepCustomers,
  title: 'Compares all customers with the ledger',
  priority: 'backfill',
  appliesTo: ({ account }) => account.customers?.source !== undefined,
  schedules: ({ settings }) => [{ subject: 'all', everyMs: settings.intervals.sweepCustomersMs }],
  async run(context) {
    const source = context.account.customers?.source;
    if (source !== undefined) await sweep(context, source);
  },
});

async function sweep(context: JobContext, source: CustomerSource): Promise<void> {
  const { connection, ledger, clock, signal } = context;
  const { cursor } = await ledger.read((tx) => tx.cursors.get(connection, RESOURCE));
  let isNameless = cursor !== null;
  let basis = await ledger.read((tx) => tx.sequence.current());
  for await (const page of source.all(cursor)) {
    await recordCustomers(context, page.items, { basis, sentAt: page.sentAt });
    const named = namedOf(page.refused);
    await ledger.write(async (tx) => {
      const cause = 'a sweep could not read it';
      const marks = named.map(({ id }) => refreshCustomer(id, { connection, cause }));
      await tx.work.mark(await unlessParked(tx, marks));
      await openUnreadable(context, tx, named, UNREADABLE_CUSTOMER);
      if (await openNameless(context, tx, page.refused, UNREADABLE_CUSTOMER)) isNameless = true;
      await tx.cursors.save(connection, RESOURCE, {
        cursor: page.complete ? null : page.cursor,
        ...(page.complete ? { completedAt: clock.now() } : {}),
      });
    });
    if (page.complete) break;
    signal.throwIfAborted();
    await context.prolong();
    basis = await ledger.read((tx) => tx.sequence.current());
  }
  if (!isNameless) await closeNameless(context, UNREADABLE_CUSTOMER);
}
