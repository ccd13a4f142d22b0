import type { ShipmentToPublish } from '#sdk/capabilities.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import { RejectedError } from '#sdk/errors.ts';
import { jobNames } from './job-names.ts';
import { findListener } from './steps/find-listener.ts';
import { openNotTaken } from './steps/not-taken.ts';
import { originOf } from './steps/order-run.ts';
import { shipmentName } from './steps/shipment-name.ts';
import { type Telling, tellShipment } from './steps/tell-shipment.ts';
import { untoldParcels } from './steps/untold-parcels.ts';

/**
 * Tells a system what left elsewhere for one order, with its tracking: the store that sold it, the ERP that booked it. The
 * subject is the order's reference, so that two parcels of an order never reach for the same units at once.
 */
export const publishFulfillment = defineJob({
  name: jobNames.publishFulfillment,
  title: 'Tells the store and the ERP what was shipped',
  priority: 'fulfillment',
  appliesTo: ({ account }) => account.fulfillment?.target !== undefined,
  async run(context, [work]) {
    const target = context.account.fulfillment?.target;
    if (work === undefined || target === undefined) return;
    const origin = originOf(context, work);
    if (origin === null) return;
    if (!context.settings.hearsOfShipments.has(context.connection)) return;
    const listener = await findListener(context, work, origin);
    if (listener === null) return;
    const parcels = await untoldParcels(context, origin);
    const shipments = parcels.flatMap(({ stored, shipment, from }): ShipmentToPublish[] => {
      const locationId = from === null ? null : listener.placeOf(from);
      // What left a place that a booking system does not know would be taken from another one's stock.
      if (locationId === null && listener.needsPlace) return [];
      return [{ reference: shipmentName(stored), shipment, orderId: listener.orderId, locationId }];
    });
    await tellAll(context, { work, target }, shipments);
  },
});

/** One that is not taken leaves the others alone; after one of open outcome nothing more is told until it is known. */
async function tellAll(
  context: JobContext,
  run: Omit<Telling, 'shipment'>,
  shipments: readonly ShipmentToPublish[],
): Promise<void> {
  let refusal: RejectedError | null = null;
  for (const shipment of shipments) {
    context.signal.throwIfAborted();
    try {
      await tellShipment(context, { ...run, shipment });
    } catch (error) {
      if (!(error instanceof RejectedError)) throw error;
      await openNotTaken(context, shipment, error);
      refusal ??= error;
    }
  }
  if (refusal !== null) throw refusal;
}
