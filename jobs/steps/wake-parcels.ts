import { orderFromReference } from '#reconcile/order-document.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { publishMarks } from './publish-marks.ts';

/**
 * A parcel can have left before its order was booked, or before this ledger knew that it is: the target hears of it now. Where nobody
 * else ships, nothing is asked.
 *
 * @param reference the order's.
 */
export async function wakeParcels(
  { connection, settings }: Pick<JobContext, 'connection' | 'settings'>,
  tx: LedgerTransaction,
  reference: string,
): Promise<void> {
  const origin = orderFromReference(reference);
  if (origin === null || !settings.locations.some(({ shippedBy }) => shippedBy !== connection)) return;
  const shipments = await tx.shipments.ofOrder(origin.connection, origin.orderId);
  if (shipments.every((one) => one.connection === connection)) return;
  const cause = `${reference} was booked in ${connection}`;
  const marks = publishMarks(settings, {
    channel: origin.connection,
    reference,
    from: origin.connection,
    cause,
  });
  await tx.work.mark(marks.filter((mark) => mark.connection === connection));
}
