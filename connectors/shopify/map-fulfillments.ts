import type { Fulfillment, FulfillmentOrder } from '#domain/order.ts';
import { isCanceled } from './booked-units.ts';
import type { VendorFulfillment, VendorFulfillmentOrder } from './order-shape.ts';

const statuses: Readonly<Record<string, FulfillmentOrder['status']>> = {
  OPEN: 'open',
  IN_PROGRESS: 'in-progress',
  SCHEDULED: 'scheduled',
  ON_HOLD: 'on-hold',
  CLOSED: 'closed',
  CANCELLED: 'canceled',
};

export function mapFulfillmentOrder(entry: VendorFulfillmentOrder): FulfillmentOrder {
  return {
    id: entry.id,
    locationId: entry.assignedLocation.location?.id ?? null,
    status: statuses[entry.status] ?? 'unknown',
    fulfillable: isFulfillable(entry),
    lines: entry.lineItems.nodes.map((line) => ({
      id: line.id,
      lineId: line.lineItem.id,
      remaining: line.remainingQuantity,
    })),
  };
}

/** Shopify says itself what can be done with it; its status alone does not tell. */
export function isFulfillable(entry: Pick<VendorFulfillmentOrder, 'supportedActions'>): boolean {
  return entry.supportedActions.some(({ action }) => action === 'CREATE_FULFILLMENT');
}

export function mapFulfillment(fulfillment: VendorFulfillment): Fulfillment {
  return {
    id: fulfillment.id,
    createdAt: fulfillment.createdAt,
    canceled: isCanceled(fulfillment),
    trackingNumbers: fulfillment.trackingInfo.flatMap(({ number }) =>
      number === null || number === '' ? [] : [number],
    ),
    lines: fulfillment.fulfillmentLineItems.nodes.map((line) => ({
      lineId: line.lineItem.id,
      quantity: line.quantity,
    })),
  };
}
