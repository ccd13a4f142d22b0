import { orderReference } from '#reconcile/order-document.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { FulfillmentRequest } from '#sdk/fulfillment-requests.ts';
import type { StoredRequest } from '#sdk/ledger/fulfillment.ts';
import { saidOf } from './request-books.ts';
import { requestFulfillment } from './request-marks.ts';
import { unlessParked } from './unless-parked.ts';

const PAGE_SIZE = 50;

/**
 * What the warehouse says of all requests that may still ship. Only the order's own job writes it down, so a difference
 * marks that job and no more.
 */
export async function pullRequests(context: JobContext): Promise<void> {
  const { connection, ledger, clock, account, signal } = context;
  const target = account.requests?.target;
  if (target === undefined) return;
  let after: string | null = null;
  for (;;) {
    signal.throwIfAborted();
    const page: readonly StoredRequest[] = await ledger.read((tx) =>
      tx.requests.open(connection, after, PAGE_SIZE),
    );
    const ids = page.flatMap(({ theirs }) => (theirs === null ? [] : [theirs]));
    const said = ids.length === 0 ? [] : await target.read(ids);
    await markChanged(context, page, said);
    after = page.at(-1)?.reference ?? null;
    if (page.length < PAGE_SIZE) break;
    await context.prolong();
  }
  await ledger.write((tx) => tx.cursors.save(connection, 'requests', { completedAt: clock.now() }));
}

async function markChanged(
  { connection, ledger }: JobContext,
  page: readonly StoredRequest[],
  said: readonly FulfillmentRequest[],
): Promise<void> {
  const words = new Map(said.map((word) => [word.id, word]));
  const changed = page.filter(({ theirs, ...request }) => {
    const word = theirs === null ? undefined : words.get(theirs);
    // One that is gone is looked into by its job.
    if (word === undefined) return theirs !== null;
    const stored = { ...request, theirs };
    return JSON.stringify(saidOf(stored, word)) !== JSON.stringify(stored);
  });
  if (changed.length === 0) return;
  await ledger.write(async (tx) => {
    const marks = changed.map(({ reference, orderConnection, orderId }) =>
      requestFulfillment(orderReference(orderConnection, orderId), {
        connection,
        cause: `${connection} changed ${reference}`,
      }),
    );
    await tx.work.mark(await unlessParked(tx, marks));
  });
}
