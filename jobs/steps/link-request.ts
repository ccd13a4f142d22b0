import { toAskedLines } from '#reconcile/asked-lines.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { FulfillmentRequest } from '#sdk/fulfillment-requests.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { StoredOrder } from '#sdk/ledger/orders.ts';

/** A request that the ledger does not know, after a restore for one, takes its place among those of its order. */
export async function linkRequest(
  { connection, settings, clock }: JobContext,
  tx: LedgerTransaction,
  {
    found,
    number,
    order,
  }: {
    readonly found: FulfillmentRequest;
    readonly number: number;
    readonly order: StoredOrder;
  },
): Promise<void> {
  const routing = await tx.routings.get(order.connection, order.order.id);
  const location =
    routing?.routed.find((units) => units.connection === connection)?.location ??
    settings.locations.find(({ shippedBy }) => shippedBy === connection)?.name;
  if (location === undefined) return;
  const now = clock.now();
  await tx.requests.save({
    connection,
    reference: found.reference,
    orderConnection: order.connection,
    orderId: order.order.id,
    number,
    location,
    state: found.state,
    theirs: found.id,
    label: found.number,
    reason: found.reason,
    // Whoever canceled it: its units are to be shipped if the order still has them.
    withdrawn: found.state === 'canceled',
    lines: toAskedLines(found.lines),
    askedAt: now,
    changedAt: now,
  });
}
