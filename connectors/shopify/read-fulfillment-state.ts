import { z } from 'zod';
import type { Fulfillment, FulfillmentOrder } from '#domain/order.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { ShopifyClient } from './client.ts';
import { completeFulfillments } from './complete-order.ts';
import { mapFulfillment, mapFulfillmentOrder } from './map-fulfillments.ts';
import { FULFILLMENT_STATE } from './operations/fulfillment.ts';
import { connection, fulfillmentOrderShape, fulfillmentShape } from './order-shape.ts';

const stateShape = z.object({
  order: z
    .object({
      id: z.string(),
      fulfillments: z.array(fulfillmentShape),
      fulfillmentOrders: connection(fulfillmentOrderShape),
    })
    .nullable(),
});

export interface FulfillmentState {
  readonly fulfillmentOrders: readonly FulfillmentOrder[];
  readonly fulfillments: readonly Fulfillment[];
}

/** What an order shows about its shipping, whole. @throws {RejectedError} `no-such-order`. */
export async function readFulfillmentState(
  client: ShopifyClient,
  orderId: string,
): Promise<FulfillmentState> {
  const { data } = await client.read({
    operation: FULFILLMENT_STATE,
    label: 'fulfillment.state',
    shape: stateShape,
    variables: { id: orderId },
  });
  if (data.order === null) throw new RejectedError('the store has no such order', { code: 'no-such-order' });
  const { state } = await completeFulfillments(client, data.order);
  return {
    fulfillmentOrders: state.fulfillmentOrders.nodes.map(mapFulfillmentOrder),
    fulfillments: state.fulfillments.map(mapFulfillment),
  };
}
