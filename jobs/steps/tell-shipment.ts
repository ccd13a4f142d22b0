import type { FulfillmentTarget, ShipmentToPublish } from '#sdk/capabilities.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { NOT_TAKEN } from './not-taken.ts';

export interface Telling {
  readonly work: LeasedWork;
  readonly target: FulfillmentTarget;
  readonly shipment: ShipmentToPublish;
}

/** Tells the target of one parcel, once for ever: whatever became of an answer, the parcel is looked for before it is told again (I4). */
export async function tellShipment(
  { connection, effects, clock }: JobContext,
  { work, target, shipment }: Telling,
): Promise<void> {
  const { reference } = shipment;
  await effects.perform<{ readonly id: string }>({
    leases: [work],
    purpose: 'fulfill',
    version: 'once',
    operation: 'fulfillment.create',
    idempotency: target.idempotency,
    members: [{ subject: reference, from: null, to: null }],
    body: shipment,
    cause: work.cause,
    send: async () => (await target.find(shipment)) ?? (await target.fulfill(shipment)),
    lookUp: () => target.find(shipment),
    onConfirmed: async (tx, { id }) => {
      await tx.links.save({ kind: 'fulfillment', connection, ours: reference, theirs: id, label: null });
      await tx.discrepancies.close(NOT_TAKEN, connection, reference, 'repaired', clock.now());
    },
  });
}
