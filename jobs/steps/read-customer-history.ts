import { customerReference } from '#domain/customer.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { CustomerSource } from '#sdk/customers.ts';
import type { Backfill, BackfillItem } from '#sdk/ledger/backfills.ts';
import { syncProfile } from './marketing-marks.ts';
import { isFarAhead, noteHistory } from './note-history.ts';
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
  const { ledger, signal } = context;
  const { connection, store, from, to } = backfill;
  let basis = await ledger.read((tx) => tx.sequence.current());
  for await (const page of source.changedSince(backfill.cursor)) {
    const { sentAt } = page;
    await recordCustomers(context, page.items, { basis, sentAt });
    const within = page.items.filter(({ updatedAt }) => updatedAt >= from && updatedAt < to);
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
    if (await isFarAhead(context, backfill)) return false;
    signal.throwIfAborted();
    await context.prolong();
    basis = await ledger.read((tx) => tx.sequence.current());
  }
  return false;
}

/** Who was erased is not recorded, and so not there (I20). */
async function itemsOf(
  { ledger }: JobContext,
  store: string,
  ids: readonly string[],
): Promise<readonly BackfillItem[]> {
  return ledger.read(async (tx) => {
    const items: BackfillItem[] = [];
    for (const id of ids) {
      if ((await tx.customers.get(store, id)) === null) continue;
      items.push({ reference: customerReference(store, id), person: null, events: null });
    }
    return items;
  });
}
