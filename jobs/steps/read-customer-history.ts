import { type Customer, customerReference } from '#domain/customer.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { CustomerSource } from '#sdk/customers.ts';
import type { Backfill, BackfillItem } from '#sdk/ledger/backfills.ts';
import { syncProfile } from './marketing-marks.ts';
import { noteHistory, waitForRoom } from './note-history.ts';
import { readAhead } from './read-ahead.ts';
import { recordCustomers } from './record-customers.ts';

/**
 * Customers that the store last changed within the dates. They are recorded as a poll would, and their profiles are written by
 * the job that writes them anyway, without consent: it passes on only what a customer has just said.
 *
 * @returns whether the end was reached.
 */
export async function readCustomerHistory(
  context: JobContext,
  source: CustomerSource,
  backfill: Backfill,
): Promise<boolean> {
  const { connection, store, from, to } = backfill;
  for await (const { page, basis } of readAhead(pagesWithBasis(context, source, backfill.cursor))) {
    const { sentAt } = page;
    const isWithin = ({ updatedAt }: Customer): boolean => updatedAt >= from && updatedAt < to;
    const within = page.items.filter(isWithin);
    await recordCustomers(context, within, { basis, sentAt, priority: 'backfill' });
    // What changed since is live, whoever sees it first.
    await recordCustomers(
      context,
      page.items.filter((customer) => !isWithin(customer)),
      { basis, sentAt },
    );
    const items = await itemsOf(
      context,
      store,
      within.map(({ id }) => id),
    );
    const stamps = page.items.map(({ updatedAt }) => updatedAt);
    // They come oldest change first.
    const isLast = page.complete || (stamps.length > 0 && Math.min(...stamps) >= to);
    await noteHistory(context, backfill, {
      items,
      refused: page.refused,
      cursor: page.cursor,
      stamps,
      isLast,
      marks: items.map(({ reference }) =>
        syncProfile(reference, { connection, cause: `backfill ${backfill.id}`, priority: 'backfill' }),
      ),
    });
    if (isLast) return true;
    if (!(await waitForRoom(context, backfill))) return false;
    context.signal.throwIfAborted();
    await context.prolong();
  }
  return false;
}

/** With the version of the ledger before the request of each page left (S1). */
async function* pagesWithBasis({ ledger }: JobContext, source: CustomerSource, cursor: string | null) {
  let basis = await ledger.read((tx) => tx.sequence.current());
  for await (const page of source.changedSince(cursor)) {
    yield { page, basis };
    basis = await ledger.read((tx) => tx.sequence.current());
  }
}

/** Who was erased is not recorded, and so not there (I20). */
async function itemsOf(
  { ledger }: JobContext,
  store: string,
  ids: readonly string[],
): Promise<readonly BackfillItem[]> {
  const known = await ledger.read((tx) => tx.customers.known(store, ids));
  return ids
    .filter((id) => known.has(id))
    .map((id) => ({ reference: customerReference(store, id), person: null, events: null }));
}
