import type { Shipment } from '#domain/shipment.ts';
import type { RefusedRecord, ShipmentSource } from '#sdk/capabilities.ts';
import { MalformedAnswerError } from '#sdk/errors.ts';
import type { Client } from './client.ts';
import { orderPages } from './order-pages.ts';
import { type OrderShipment, type OurOrder, parseOrders } from './order-shape.ts';
import { type LineUnits, shippedUnits } from './shipped-units.ts';

/**
 * What left for our requests. A part that ships on its own is a shipment of ShipBob with its own tracking, so each is one
 * parcel here; cartons within a shipment have no tracking of their own in the specification.
 */
export function createShipmentSource(client: Client): ShipmentSource {
  return {
    async *changedSince(cursor) {
      const pages = orderPages(client, cursor, { operation: 'shipments.changed', withTracking: true });
      for await (const page of pages) {
        const { orders, refused } = parseOrders(page.data);
        const items: Shipment[] = [];
        const bad = [...refused];
        for (const order of orders) collect(order, items, bad);
        const { complete, sentAt, answeredAt, vendorAt } = page;
        yield { items, refused: bad, cursor: page.cursor, complete, sentAt, answeredAt, vendorAt };
      }
    },
  };
}

function collect(order: OurOrder, items: Shipment[], refused: RefusedRecord[]): void {
  try {
    const units = shippedUnits(order);
    for (const shipment of order.shipments ?? []) {
      const lines = units.get(shipment.id);
      if (lines !== undefined && lines.length > 0) items.push(toShipment(order, shipment, lines));
    }
  } catch (error) {
    if (!(error instanceof MalformedAnswerError)) throw error;
    refused.push({ id: String(order.id), reason: `order.${error.path}` });
  }
}

function toShipment(order: OurOrder, shipment: OrderShipment, lines: readonly LineUnits[]): Shipment {
  const { id, location, tracking, actual_fulfillment_date: shippedAt } = shipment;
  if (location == null || shippedAt === null) {
    throw new MalformedAnswerError('a ShipBob shipment left from nowhere', 'shipments.location: missing');
  }
  if (tracking === undefined) {
    throw new MalformedAnswerError('a ShipBob shipment left without a word', 'shipments.tracking: missing');
  }
  return {
    id: String(id),
    orderReference: order.reference_id,
    locationId: String(location.id),
    shippedAt,
    carrier: tracking?.carrier ?? null,
    trackingNumbers: [tracking?.tracking_number, tracking?.pro_number].filter((number) => number != null),
    trackingUrl: tracking?.tracking_url ?? null,
    lines,
  };
}
