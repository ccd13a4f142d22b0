import { bare, json } from '#sdk/sandbox/json-body.ts';
import { cancelShipments } from '../warehouse/parcels.ts';
import { orderStatus, type SandboxOrder } from '../state.ts';
import { takeOrder } from '../take-order.ts';
import { orderView, shipmentView } from '../views/order-view.ts';
import { complain } from './answers.ts';
import type { Call, Route } from './call.ts';
import { numberedPage } from './pages.ts';

export const createOrder: Route = ({ state, body, channelId }) => {
  const taken = takeOrder(state, body, channelId);
  return 'complaints' in taken ? complain(422, taken.complaints) : json(201, orderView(state, taken.order));
};

export const listOrders: Route = (call) => {
  const { state, url, faults, operation } = call;
  const found = searched(call).toSorted((left, right) => left.id - right.id);
  const page = numberedPage(found, url, faults.roll('truncated-page', operation));
  return json(
    200,
    page.map((order) => orderView(state, order)),
  );
};

export const cancelOrder: Route = ({ state, id, channelId }) => {
  const order = state.orders.get(Number(id));
  if (order === undefined || order.channelId !== channelId) return bare(404);
  if (orderStatus(order) === 'Cancelled')
    return complain(422, { errors: ['The order is cancelled already'] });
  const results = cancelShipments(state, order);
  const failed = results.filter(({ reason }) => reason !== null).length;
  return json(200, {
    order_id: order.id,
    order: orderView(state, order),
    status: failed === 0 ? 'Success' : failed === results.length ? 'Failure' : 'PartialSuccess',
    canceled_shipment_results: results.map(({ shipmentId, reason }) => ({
      action: 'Cancel',
      shipment_id: shipmentId,
      is_success: reason === null,
      reason,
    })),
  });
};

export const readShipment: Route = ({ state, id }) => {
  for (const order of state.orders.values()) {
    const shipment = order.shipments.find((one) => one.id === Number(id));
    if (shipment !== undefined) return json(200, shipmentView(state, order, shipment));
  }
  return bare(404);
};

/** All filters must hold. A stale search does not show what changed a moment ago. */
function searched({
  state,
  url,
  channelId,
  faults,
  operation,
  staleSearchMs,
}: Call): readonly SandboxOrder[] {
  const ids = url.searchParams.get('IDs')?.split(',');
  const references = url.searchParams.get('ReferenceIds')?.split(',');
  const since = url.searchParams.get('LastUpdateStartDate');
  const tracked = url.searchParams.get('LastTrackingUpdateStartDate');
  const shownUntil = faults.roll('stale-search', operation)
    ? state.clock.now() - staleSearchMs
    : Number.POSITIVE_INFINITY;
  return [...state.orders.values()].filter(
    (order) =>
      order.channelId === channelId &&
      (ids?.includes(String(order.id)) ?? true) &&
      (references?.includes(order.referenceId) ?? true) &&
      (since === null || order.updatedAt > Date.parse(since)) &&
      (tracked === null || trackedAt(order) > Date.parse(tracked)) &&
      (since === null ? order.createdAt : order.updatedAt) <= shownUntil,
  );
}

/** When the last of an order's parcels got its label; never, as long as none has. */
function trackedAt({ shipments }: SandboxOrder): number {
  return Math.max(...shipments.map(({ fulfilledAt }) => fulfilledAt ?? Number.NEGATIVE_INFINITY));
}
