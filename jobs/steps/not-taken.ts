import type { ShipmentToPublish } from '#sdk/capabilities.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { RejectedError } from '#sdk/errors.ts';

export const NOT_TAKEN = 'not-fulfillable';

/** The goods have left, and a system does not want to hear of it: only a person can say which of the two is right. */
export async function openNotTaken(
  { connection, ledger, clock }: JobContext,
  { reference }: ShipmentToPublish,
  { message }: RejectedError,
): Promise<void> {
  await ledger.write((tx) =>
    tx.discrepancies.open(
      {
        type: NOT_TAKEN,
        connection,
        subject: reference,
        detail: message,
        amount: null,
        currency: null,
        suggestion: `The goods have left, and ${connection} does not take the shipment. Record it there by hand, then drop the parked work; or correct what it names, then retry.`,
      },
      clock.now(),
    ),
  );
}
