import type { Fulfillment } from '../model/shipping-records.ts';
import type { ShopState } from '../model/state.ts';
import { restLine } from './payload-line.ts';
import { numericId } from './raw-number.ts';
import { restAddress, restTime } from './rest-values.ts';

/** The REST form of a fulfillment. */
export function fulfillmentPayload(state: ShopState, fulfillment: Fulfillment): Record<string, unknown> {
  const order = state.orders.get(fulfillment.orderId);
  const numbers = fulfillment.tracking.flatMap((entry) => entry.number ?? []);
  const urls = fulfillment.tracking.flatMap((entry) => entry.url ?? []);
  const lines = fulfillment.lines.flatMap((entry) => {
    const line = order?.lines.find((candidate) => candidate.id === entry.lineId);
    if (order === undefined || line === undefined) return [];
    return [{ ...restLine(order, line, undefined), quantity: entry.quantity }];
  });
  return {
    id: numericId(fulfillment.id),
    order_id: numericId(fulfillment.orderId),
    status: fulfillment.status.toLowerCase(),
    created_at: restTime(state, fulfillment.createdAt),
    service: 'manual',
    updated_at: restTime(state, fulfillment.updatedAt),
    tracking_company: fulfillment.tracking[0]?.company ?? null,
    shipment_status: null,
    location_id: numericId(fulfillment.locationId),
    origin_address: null,
    email: order?.email ?? '',
    destination: restAddress(order?.shippingAddress ?? null),
    line_items: lines,
    tracking_number: numbers[0] ?? null,
    tracking_numbers: numbers,
    tracking_url: urls[0] ?? null,
    tracking_urls: urls,
    receipt: {},
    name: fulfillment.name.replace('-F', '.'),
    admin_graphql_api_id: fulfillment.id,
  };
}
