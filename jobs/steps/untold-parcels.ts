import type { Shipment } from '#domain/shipment.ts';
import { leftFrom } from '#reconcile/parcel-place.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { StoredShipment } from '#sdk/ledger/orders.ts';
import type { LocationSetting } from '#sdk/settings.ts';
import { ownParcels } from './own-parcels.ts';
import { shipmentName } from './shipment-name.ts';

/** A parcel that left elsewhere and that this connection has not confirmed. */
export interface UntoldParcel {
  readonly stored: StoredShipment;
  /** The part of it that its system really shipped. */
  readonly shipment: Shipment;
  /** Where it left from; null: none of our locations. */
  readonly from: LocationSetting | null;
}

/** In the order in which we heard of them. */
export async function untoldParcels(
  { connection, ledger, settings }: Pick<JobContext, 'connection' | 'ledger' | 'settings'>,
  origin: { readonly connection: string; readonly orderId: string },
): Promise<readonly UntoldParcel[]> {
  return ledger.read(async (tx) => {
    const shipments = await tx.shipments.ofOrder(origin.connection, origin.orderId);
    const elsewhere = shipments.filter((one) => one.connection !== connection);
    const told = await tx.links.theirs('fulfillment', connection, elsewhere.map(shipmentName));
    const untold = elsewhere.filter((one) => !told.has(shipmentName(one)));
    if (untold.length === 0) return [];
    const parcels = await ownParcels(tx, settings, { origin, shipments: untold });
    const requests = await tx.requests.ofOrder(origin.connection, origin.orderId);
    const { locations } = settings;
    return parcels.map(({ stored, shipment }) => ({
      stored,
      shipment,
      from: leftFrom(stored, { locations, requests }),
    }));
  });
}
