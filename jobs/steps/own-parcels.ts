import type { Shipment } from '#domain/shipment.ts';
import { linesShippedBy } from '#reconcile/line-shippers.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { StoredShipment } from '#sdk/ledger/orders.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { ownPart } from './own-part.ts';

/** A parcel as its system says, and the part of it that the system really shipped. */
export interface OwnParcel {
  readonly stored: StoredShipment;
  readonly shipment: Shipment;
}

/** Of these shipments of one order those that are more than the mirror of another one. */
export async function ownParcels(
  tx: LedgerTransaction,
  { locations }: Pick<SyncSettings, 'locations'>,
  {
    origin,
    shipments,
  }: {
    readonly origin: { readonly connection: string; readonly orderId: string };
    readonly shipments: readonly StoredShipment[];
  },
): Promise<readonly OwnParcel[]> {
  const stored = await tx.orders.get(origin.connection, origin.orderId);
  const routing = await tx.routings.get(origin.connection, origin.orderId);
  const requests = await tx.requests.ofOrder(origin.connection, origin.orderId);
  const known = new Set(stored?.order.lines.map(({ id }) => id));
  const isAsked = locations.some(({ takesRequests }) => takesRequests);
  return shipments.flatMap((one): OwnParcel[] => {
    const lines =
      stored === null || !isAsked
        ? null
        : {
            own: linesShippedBy(one.connection, stored.order, {
              channel: origin.connection,
              locations,
              routing,
              requests,
            }),
            known,
          };
    const shipment = ownPart(one.shipment, lines);
    return shipment === null ? [] : [{ stored: one, shipment }];
  });
}
