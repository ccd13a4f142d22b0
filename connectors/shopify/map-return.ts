import type { Disposition, OrderReturn, ReverseFulfillment } from '#domain/order-return.ts';
import type { VendorReturn } from './return-shape.ts';

const statuses: Readonly<Record<string, OrderReturn['status']>> = {
  REQUESTED: 'requested',
  OPEN: 'open',
  DECLINED: 'declined',
  CLOSED: 'closed',
  CANCELED: 'canceled',
};
const arrivalStatuses: Readonly<Record<string, ReverseFulfillment['status']>> = {
  OPEN: 'open',
  CLOSED: 'closed',
  CANCELED: 'canceled',
};
const dispositionKinds: Readonly<Record<string, Disposition['kind']>> = {
  RESTOCKED: 'restocked',
  NOT_RESTOCKED: 'not-restocked',
  MISSING: 'missing',
  PROCESSING_REQUIRED: 'processing',
};

/** Shopify's return in our words. */
export function mapReturn(vendor: VendorReturn): OrderReturn {
  return {
    id: vendor.id,
    name: vendor.name,
    status: statuses[vendor.status] ?? 'unknown',
    createdAt: vendor.createdAt,
    closedAt: vendor.closedAt,
    lines: vendor.returnLineItems.nodes.map((line) => ({
      id: line.id,
      lineId: line.fulfillmentLineItem?.lineItem.id ?? null,
      quantity: line.quantity,
      processed: line.processedQuantity,
      refunded: line.refundedQuantity,
      reason: line.returnReasonDefinition?.handle ?? null,
    })),
    exchanges: vendor.exchangeLineItems.nodes.map((line) => ({
      id: line.id,
      sku: line.variantSku === '' ? null : line.variantSku,
      quantity: line.quantity,
      processed: line.processedQuantity,
      lineIds: (line.lineItems ?? []).map(({ id }) => id),
    })),
    arrivals: vendor.reverseFulfillmentOrders.nodes.map((entry) => ({
      id: entry.id,
      status: arrivalStatuses[entry.status] ?? 'unknown',
      parcels: entry.reverseDeliveries.nodes.length,
      lines: entry.lineItems.nodes.map(({ totalQuantity, fulfillmentLineItem, dispositions }) => ({
        lineId: fulfillmentLineItem?.lineItem.id ?? null,
        quantity: totalQuantity,
        dispositions: dispositions.map(({ type, quantity, location }) => ({
          kind: dispositionKinds[type] ?? 'unknown',
          quantity,
          locationId: location?.id ?? null,
        })),
      })),
    })),
  };
}
