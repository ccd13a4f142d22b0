import { z } from 'zod';
import type { FulfillmentTarget, ShipmentToPublish } from '#sdk/capabilities.ts';
import { RejectedError, UnknownOutcomeError } from '#sdk/errors.ts';
import { afterWrite } from './after-write.ts';
import { userErrorsShape } from './answer-shape.ts';
import type { ShopifyClient } from './client.ts';
import { fulfillmentsOf, missingUnits } from './match-shipment.ts';
import { CREATE_FULFILLMENT } from './operations/fulfillment.ts';
import { type PlannedFulfillment, planFulfillments } from './plan-fulfillments.ts';
import { readFulfillmentState } from './read-fulfillment-state.ts';
import type { ShopifySettings } from './settings.ts';
import { refuseUserErrors } from './user-errors.ts';

const createdShape = z.object({
  fulfillmentCreate: z.object({
    fulfillment: z.object({ id: z.string() }).nullable(),
    userErrors: userErrorsShape,
  }),
});

const knownWords = [
  { pattern: /invalid fulfillment order line item quantity/i, code: 'already-fulfilled' },
  { pattern: /unfulfillable status/i, code: 'already-fulfilled' },
];

/**
 * `fulfillmentCreate` has no key and no reference of ours, so both verbs go by what the order already shows: what was
 * told once is not told again, also when a shipment needed two calls and only the first arrived.
 */
export function createFulfillmentTarget(client: ShopifyClient, settings: ShopifySettings): FulfillmentTarget {
  return {
    idempotency: { by: 'look-up', quarantineMs: settings.quarantineMs },
    async find(publish) {
      const { fulfillments } = await readFulfillmentState(client, publish.orderId);
      const [made] = fulfillmentsOf(publish, fulfillments);
      if (made === undefined || missingUnits(publish, fulfillments).size > 0) return null;
      return { id: made.id };
    },
    async fulfill(publish) {
      const { fulfillments, fulfillmentOrders } = await readFulfillmentState(client, publish.orderId);
      const missing = missingUnits(publish, fulfillments);
      const [made] = fulfillmentsOf(publish, fulfillments);
      if (made !== undefined && missing.size === 0) return { id: made.id };
      const plan = planFulfillments(missing, fulfillmentOrders);
      const ids: string[] = [];
      for (const step of plan) {
        const make = () => create(client, settings, publish, step);
        ids.push(await (ids.length === 0 ? make() : afterWrite(make)));
      }
      const [first] = ids;
      if (first === undefined)
        throw new RejectedError('the shipment has no units', { code: 'empty-shipment' });
      return { id: first };
    },
  };
}

async function create(
  client: ShopifyClient,
  settings: ShopifySettings,
  { shipment }: ShipmentToPublish,
  step: PlannedFulfillment,
): Promise<string> {
  const { data } = await client.write({
    operation: CREATE_FULFILLMENT,
    label: 'fulfillment.create',
    shape: createdShape,
    variables: {
      fulfillment: {
        notifyCustomer: settings.notifyCustomer,
        lineItemsByFulfillmentOrder: step.parts.map((part) => ({
          fulfillmentOrderId: part.fulfillmentOrderId,
          fulfillmentOrderLineItems: part.lines.map((line) => ({ ...line })),
        })),
        ...trackingOf(shipment),
      },
    },
  });
  refuseUserErrors(data.fulfillmentCreate.userErrors, knownWords);
  const made = data.fulfillmentCreate.fulfillment;
  if (made === null) throw new UnknownOutcomeError('Shopify named no fulfillment and no reason');
  return made.id;
}

function trackingOf(shipment: ShipmentToPublish['shipment']) {
  if (shipment.trackingNumbers.length === 0 && shipment.carrier === null) return {};
  return {
    trackingInfo: {
      ...(shipment.carrier === null ? {} : { company: shipment.carrier }),
      ...(shipment.trackingNumbers.length === 0 ? {} : { numbers: [...shipment.trackingNumbers] }),
      ...(shipment.trackingUrl === null ? {} : { urls: [shipment.trackingUrl] }),
    },
  };
}
