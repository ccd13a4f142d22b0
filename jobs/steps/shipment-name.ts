import type { StoredShipment } from '#sdk/ledger/orders.ts';

/** Our reference of a shipment: constant for ever, unique over all systems. */
export function shipmentName({
  connection,
  shipment,
}: Pick<StoredShipment, 'connection' | 'shipment'>): string {
  return `${connection}/${shipment.id}`;
}
