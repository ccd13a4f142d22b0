import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { FulfillmentTarget, ShipmentToPublish } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { jobNames } from './job-names.ts';
import { ownParcel } from './steps/own-parcel.ts';

/** Tells the channel what left the warehouse, with its tracking. The subject is `<shipping connection>/<shipment id>`. */
export const publishFulfillment = defineJob({
  name: jobNames.publishFulfillment,
  title: 'Fulfills an order in the store once it was shipped',
  priority: 'fulfillment',
  appliesTo: ({ account }) => account.fulfillment?.target !== undefined,
  async run(context, [work]) {
    const target = context.account.fulfillment?.target;
    if (work === undefined || target === undefined) return;
    const slash = work.subject.indexOf('/');
    const stored = await context.ledger.read((tx) =>
      tx.shipments.get(work.subject.slice(0, slash), work.subject.slice(slash + 1)),
    );
    if (stored === null || stored.orderConnection !== context.connection) return;
    const shipment = await ownParcel(context, stored);
    if (shipment === null) return;
    await publish(context, { work, target, shipment: { shipment, orderId: stored.orderId } });
  },
});

interface Publication {
  readonly work: LeasedWork;
  readonly target: FulfillmentTarget;
  readonly shipment: ShipmentToPublish;
}

async function publish(context: JobContext, { work, target, shipment }: Publication): Promise<void> {
  const { connection, ledger, clock } = context;
  try {
    await context.effects.perform<{ readonly id: string }>({
      leases: [work],
      purpose: 'fulfill',
      version: 'once',
      operation: 'fulfillment.create',
      idempotency: target.idempotency,
      members: [{ subject: work.subject, from: null, to: null }],
      body: shipment,
      cause: work.cause,
      send: async () => (await target.find(shipment)) ?? (await target.fulfill(shipment)),
      lookUp: () => target.find(shipment),
      onConfirmed: async (tx, fulfillment) => {
        await tx.links.save({
          kind: 'fulfillment',
          connection,
          ours: work.subject,
          theirs: fulfillment.id,
          label: null,
        });
      },
    });
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    await ledger.write((tx) =>
      tx.discrepancies.open(
        {
          type: 'not-fulfillable',
          connection,
          subject: work.subject,
          detail: error.message,
          amount: null,
          currency: null,
          suggestion:
            'The goods have left, and the store does not take the shipment. Fulfill it by hand in the store, then drop the parked work.',
        },
        clock.now(),
      ),
    );
    throw error;
  }
}
