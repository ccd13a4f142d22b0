import { plainSkusOf } from '#domain/bundle.ts';
import type { BookedOrder } from '#domain/order.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { zeroes } from './booking-effect.ts';
import type { Export } from './export-run.ts';
import { refreshStock } from './marks.ts';

/**
 * Records what the target says to hold in its own promises, where it counts available units: from then on its counts
 * are less these. Asked when both ends agree, so a create, an amendment, a cancellation and each of them whose answer was
 * lost count alike. A draft promises nothing. The statement is younger than the last count, so the items are counted
 * again (S1); until then they are subtracted twice and never given back too early. On-hand counts need none of this.
 */
export async function acknowledgeOrder(
  run: Export,
  tx: LedgerTransaction,
  booked: BookedOrder,
): Promise<void> {
  const { context, store, order, work } = run;
  const { connection, settings, clock } = context;
  if (!countsAvailable(run)) return;
  const held = booked.state === 'confirmed' ? booked.lines : [];
  const isNews = await tx.orders.acknowledge({
    orderConnection: store,
    orderId: order.id,
    source: connection,
    quantities: new Map([...zeroes(order), ...held.map((line) => [line.reference, line.quantity] as const)]),
    sequence: await tx.sequence.next(),
    now: clock.now(),
  });
  if (!isNews) return;
  const sold = order.lines.flatMap((line) => (line.sku === null ? [] : [line.sku]));
  const listings = await tx.catalog.bySku(connection, [...plainSkusOf(sold, settings.stock.bundles)]);
  const cause = `${work.subject} was accepted by ${connection}`;
  await tx.work.mark(listings.map((listing) => refreshStock(listing.id, { connection, cause })));
}

/** Whether the target's acknowledgments mean anything for what it counts. */
export function countsAvailable({ context: { connection, settings } }: Export): boolean {
  return settings.locations.some(
    ({ authority, quantityKind }) => authority.connection === connection && quantityKind === 'available',
  );
}
