import type { Shipment } from '#domain/shipment.ts';
import { linesShippedBy } from '#reconcile/line-shippers.ts';
import { leftFrom } from '#reconcile/parcel-place.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { StoredShipment } from '#sdk/ledger/orders.ts';
import type { LocationSetting } from '#sdk/settings.ts';
import { ownPart } from './own-part.ts';
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
    const stored = await tx.orders.get(origin.connection, origin.orderId);
    const routing = await tx.routings.get(origin.connection, origin.orderId);
    const requests = await tx.requests.ofOrder(origin.connection, origin.orderId);
    const { locations } = settings;
    return untold.flatMap((one): UntoldParcel[] => {
      const lines =
        stored === null || !locations.some(({ takesRequests }) => takesRequests)
          ? null
          : linesShippedBy(one.connection, stored.order, {
              channel: origin.connection,
              locations,
              routing,
              requests,
            });
      const known = stored?.order.lines.map(({ id }) => id) ?? [];
      const shipment = ownPart(one.shipment, lines === null ? null : { own: lines, known: new Set(known) });
      if (shipment === null) return [];
      return [{ stored: one, shipment, from: leftFrom(one, { locations, requests }) }];
    });
  });
}
