import { MalformedAnswerError } from '#sdk/errors.ts';
import type { FulfillmentRequest, FulfillmentRequestState } from '#sdk/fulfillment-requests.ts';
import { vendorWords } from '#sdk/vendor-words.ts';
import type { OrderShipment, OurOrder } from './order-shape.ts';
import { requestedUnits, shippedUnits } from './shipped-units.ts';

/** Statuses of a shipment in which ShipBob waits for somebody. */
const waiting = new Set(['OnHold', 'Exception', 'ImportReview']);

/** An order of ShipBob in our words. @throws MalformedAnswerError when it contradicts itself. */
export function toRequest(order: OurOrder): FulfillmentRequest {
  const state = stateOf(order);
  if (order.shipments === null && (order.status === 'Fulfilled' || order.status === 'PartiallyFulfilled')) {
    throw new MalformedAnswerError('a ShipBob order left without a shipment', 'shipments: missing');
  }
  const shipped = new Map<string, number>();
  for (const { reference, quantity } of [...shippedUnits(order).values()].flat()) {
    shipped.set(reference, (shipped.get(reference) ?? 0) + quantity);
  }
  return {
    id: String(order.id),
    number: order.order_number ?? order.reference_id,
    reference: order.reference_id,
    state,
    reason: state === 'on-hold' ? reasonOf(order) : null,
    lines: requestedUnits(order).map(({ reference, quantity }) => ({
      reference,
      quantity,
      shipped: shipped.get(reference) ?? 0,
    })),
  };
}

/** The published list of an order's statuses; a status that is not on it is `unknown`. */
function stateOf({ status, shipments }: OurOrder): FulfillmentRequestState {
  switch (status) {
    case 'Cancelled':
      return 'canceled';
    case 'Fulfilled':
      return 'shipped';
    case 'Exception':
    case 'ImportReview':
      return 'on-hold';
    case 'Processing':
    case 'PartiallyFulfilled':
      return (shipments ?? []).some((shipment) => waiting.has(shipment.status)) ? 'on-hold' : 'accepted';
    default:
      return 'unknown';
  }
}

/** The names and descriptions of what holds it up. Validation messages are left out: they quote the address. */
function reasonOf({ status, shipments }: OurOrder): string | null {
  const held = (shipments ?? []).filter((shipment) => waiting.has(shipment.status));
  const words = new Set(held.flatMap((shipment) => detailsOf(shipment)));
  if (words.size > 0) return vendorWords([...words].join('; '));
  return held[0]?.status ?? (status === 'ImportReview' || status === 'Exception' ? status : null);
}

function detailsOf({ status_details: details }: OrderShipment): readonly string[] {
  return (details ?? [])
    .map(({ name, description }) => [name, description].filter((part) => (part ?? '') !== '').join(': '))
    .filter((words) => words !== '');
}
