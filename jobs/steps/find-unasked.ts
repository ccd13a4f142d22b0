import { orderReference } from '#reconcile/order-document.ts';
import { whyNotBooked } from '#reconcile/plan-order.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { StoredRequest } from '#sdk/ledger/fulfillment.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { StoredOrder } from '#sdk/ledger/orders.ts';
import { isAllElsewhere } from './is-all-elsewhere.ts';
import { firstStartOf } from './first-start.ts';
import { requestFulfillment, warehousesFor } from './request-marks.ts';
import { unlessParked } from './unless-parked.ts';

const PAGE_SIZE = 200;
/** A request this young may simply not be visible yet. */
const GRACE_MS = 120_000;

/** What a complete pass did not see: requests that the warehouse should have, and orders that nobody was asked for. */
export async function findUnasked(
  context: JobContext,
  { seen, startedAt }: { readonly seen: ReadonlyMap<string, string>; readonly startedAt: number },
): Promise<void> {
  await markMissing(context, { seen, startedAt });
  for (const store of Object.keys(context.settings.channels)) {
    if (!warehousesFor(context.settings, store).includes(context.connection)) continue;
    await markUnasked(context, store);
  }
}

async function markMissing(
  { connection, ledger, signal }: JobContext,
  { seen, startedAt }: { readonly seen: ReadonlyMap<string, string>; readonly startedAt: number },
): Promise<void> {
  let after: string | null = null;
  for (;;) {
    signal.throwIfAborted();
    const page: readonly StoredRequest[] = await ledger.write(async (tx) => {
      const open = await tx.requests.open(connection, after, PAGE_SIZE);
      const missing = open.filter(
        ({ reference, askedAt }) => !seen.has(reference) && askedAt + GRACE_MS < startedAt,
      );
      const marks = missing.map(({ orderConnection, orderId, reference }) =>
        requestFulfillment(orderReference(orderConnection, orderId), {
          connection,
          cause: `a sweep did not find ${reference}`,
          priority: 'backfill',
        }),
      );
      await tx.work.mark(await unlessParked(tx, marks));
      return open;
    });
    after = page.at(-1)?.reference ?? null;
    if (page.length < PAGE_SIZE) return;
  }
}

/** An order from before the warehouse was configured, or one whose mark was lost with a ledger's last commits. */
async function markUnasked(context: JobContext, store: string): Promise<void> {
  const { ledger, signal } = context;
  let after: string | null = null;
  for (;;) {
    signal.throwIfAborted();
    const page: readonly StoredOrder[] = await ledger.write(async (tx) => {
      const orders = await tx.orders.page(store, after, PAGE_SIZE);
      for (const stored of orders) await markIfUnasked(context, tx, stored);
      return orders;
    });
    after = page.at(-1)?.order.id ?? null;
    if (page.length < PAGE_SIZE) return;
    await context.prolong();
  }
}

async function markIfUnasked(
  context: JobContext,
  tx: LedgerTransaction,
  { connection: store, order }: StoredOrder,
): Promise<void> {
  const { connection, settings, clock } = context;
  const channel = settings.channels[store];
  const isOpen = order.lines.some((line) => line.requiresShipping && line.quantity > line.fulfilledQuantity);
  if (channel === undefined || !isOpen) return;
  if (whyNotBooked(order, channel, (await firstStartOf(tx, store)) ?? clock.now()) !== null) return;
  const requests = await tx.requests.ofOrder(store, order.id);
  if (requests.some((request) => request.connection === connection)) return;
  if (await isAllElsewhere(context, tx, { store, order })) return;
  const reference = orderReference(store, order.id);
  const ref = requestFulfillment(reference, {
    connection,
    cause: 'a sweep found nothing asked for',
    priority: 'backfill',
  });
  // One that waits for its release or for stock knows why.
  const row = await tx.work.get(ref);
  if (row !== null && (row.state === 'parked' || row.wanted > row.done)) return;
  await tx.work.mark([ref]);
}
