import { activateInventoryMutations } from './activate-inventory.ts';
import { adjustInventoryMutations } from './adjust-inventory.ts';
import { calculatedResolvers } from './calculated-orders.ts';
import { catalogQueries } from './catalog-queries.ts';
import { catalogResolvers } from './catalog.ts';
import type { ResolverMap } from './context.ts';
import { cloudWebhookMutations } from './cloud-webhooks.ts';
import { customerMutations, customerQueries, customerResolvers } from './customers.ts';
import { fulfillmentMutations } from './create-fulfillment.ts';
import { createOrderMutations } from './create-order.ts';
import { editShippingMutations } from './edit-order-shipping.ts';
import { editMutations } from './edit-orders.ts';
import { fulfillmentOrderMutations } from './fulfillment-order-writes.ts';
import { fulfillmentEventMutations, fulfillmentQueries } from './fulfillment-queries.ts';
import { holdMutations } from './hold-fulfillment-order.ts';
import { locationMutations } from './location-writes.ts';
import { mergeMutations } from './merge-fulfillment-orders.ts';
import { nodeQueries } from './nodes.ts';
import { orderQueries } from './order-queries.ts';
import { orderMutations } from './order-writes.ts';
import { orderResolvers } from './orders.ts';
import { productMutations } from './product-writes.ts';
import { refundMutations } from './refund-writes.ts';
import { returnResolvers } from './returns.ts';
import { setInventoryMutations } from './set-inventory.ts';
import { shippingResolvers } from './shipping.ts';
import { webhookQueries, webhookResolvers } from './webhook-view.ts';
import { webhookMutations } from './webhooks.ts';

/** Everything that the sandbox plays. */
export const allResolvers: ResolverMap = {
  ...catalogResolvers,
  ...orderResolvers,
  ...customerResolvers,
  ...shippingResolvers,
  ...returnResolvers,
  ...webhookResolvers,
  ...calculatedResolvers,
  QueryRoot: {
    ...nodeQueries,
    ...catalogQueries,
    ...orderQueries,
    ...customerQueries,
    ...fulfillmentQueries,
    ...webhookQueries,
  },
  Mutation: {
    ...setInventoryMutations,
    ...activateInventoryMutations,
    ...fulfillmentMutations,
    ...webhookMutations,
    ...cloudWebhookMutations,
    ...adjustInventoryMutations,
    ...createOrderMutations,
    ...orderMutations,
    ...customerMutations,
    ...editMutations,
    ...editShippingMutations,
    ...refundMutations,
    ...fulfillmentOrderMutations,
    ...mergeMutations,
    ...holdMutations,
    ...locationMutations,
    ...productMutations,
    ...fulfillmentEventMutations,
  },
};
