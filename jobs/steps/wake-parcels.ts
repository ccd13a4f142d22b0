import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { Export } from './export-run.ts';
import { publishMarks } from './publish-marks.ts';

/** A parcel can have left before its order was booked: the target hears of it now. Where nobody else ships, nothing is asked. */
export async function wakeParcels(
  { context, order, store, work }: Export,
  tx: LedgerTransaction,
): Promise<void> {
  const { connection, settings } = context;
  if (!settings.locations.some(({ shippedBy }) => shippedBy !== connection)) return;
  const shipments = await tx.shipments.ofOrder(store, order.id);
  if (shipments.every((one) => one.connection === connection)) return;
  const cause = `${work.subject} was booked in ${connection}`;
  const marks = publishMarks(settings, { channel: store, reference: work.subject, from: store, cause });
  await tx.work.mark(marks.filter((mark) => mark.connection === connection));
}
