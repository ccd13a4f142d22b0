import { linesShippedBy } from '#reconcile/line-shippers.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { StoredShipment } from '#sdk/ledger/orders.ts';
import type { Shipment } from '#domain/order.ts';

/**
 * The part of a shipment that its system really shipped, in whole bundles; null: nothing of it. An ERP that books a delivery of goods which a
 * warehouse was asked to ship mirrors a parcel, and the store is told of that one by the warehouse.
 */
export async function ownParcel(
  { ledger, settings }: Pick<JobContext, 'ledger' | 'settings'>,
  { connection, shipment, orderConnection, orderId }: StoredShipment,
): Promise<Shipment | null> {
  if (!settings.locations.some(({ takesRequests }) => takesRequests)) return shipment;
  const { stored, routing, requests } = await ledger.read(async (tx) => ({
    stored: await tx.orders.get(orderConnection, orderId),
    routing: await tx.routings.get(orderConnection, orderId),
    requests: await tx.requests.ofOrder(orderConnection, orderId),
  }));
  if (stored === null) return shipment;
  const own = linesShippedBy(connection, stored.order, {
    channel: orderConnection,
    locations: settings.locations,
    routing,
    requests,
  });
  const known = new Set(stored.order.lines.map(({ id }) => id));
  const lines = shipment.lines.filter(
    ({ reference, quantity }) => quantity > 0 && (own.has(reference) || !known.has(reference)),
  );
  return lines.length === 0 ? null : { ...shipment, lines };
}
