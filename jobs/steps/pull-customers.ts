import type { JobContext } from '#sdk/define-job.ts';
import { refreshCustomer } from './marketing-marks.ts';
import { recordCustomers, UNREADABLE_CUSTOMER } from './record-customers.ts';
import { namedOf, openUnreadable, refuseNameless } from './refused-records.ts';
import { unlessParked } from './unless-parked.ts';

/** Whole customers, page by page. One that could not be read is asked for by itself, which parks it with its reason. */
export async function pullCustomers(context: JobContext): Promise<void> {
  const { connection, ledger, clock, account } = context;
  const source = account.customers?.source;
  if (source === undefined) return;
  const { cursor } = await ledger.read((tx) => tx.cursors.get(connection, 'customers'));
  let basis = await ledger.read((tx) => tx.sequence.current());
  for await (const page of source.changedSince(cursor)) {
    await recordCustomers(context, page.items, { basis, sentAt: page.sentAt });
    refuseNameless(page.refused, 'customers');
    const named = namedOf(page.refused);
    await ledger.write(async (tx) => {
      const cause = 'a pull could not read it';
      const marks = named.map(({ id }) => refreshCustomer(id, { connection, cause }));
      await tx.work.mark(await unlessParked(tx, marks));
      await openUnreadable(context, tx, named, UNREADABLE_CUSTOMER);
      await tx.cursors.save(connection, 'customers', {
        cursor: page.cursor,
        ...(page.complete ? { completedAt: clock.now() } : {}),
      });
    });
    if (page.complete) return;
    context.signal.throwIfAborted();
    await context.prolong();
    basis = await ledger.read((tx) => tx.sequence.current());
  }
}
