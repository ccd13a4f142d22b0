import { activateInventoryMutations } from './activate-inventory.ts';
import { catalogQueries } from './catalog-queries.ts';
import { catalogResolvers } from './catalog.ts';
import type { ResolverMap } from './context.ts';
import { fulfillmentMutations } from './create-fulfillment.ts';
import { nodeQueries } from './nodes.ts';
import { orderQueries } from './order-queries.ts';
import { orderResolvers } from './orders.ts';
import { setInventoryMutations } from './set-inventory.ts';
import { shippingResolvers } from './shipping.ts';
import { webhookMutations, webhookQueries, webhookResolvers } from './webhooks.ts';

/** Everything that the sandbox plays. */
export const allResolvers: ResolverMap = {
  ...catalogResolvers,
  ...orderResolvers,
  ...shippingResolvers,
  ...webhookResolvers,
  QueryRoot: { ...nodeQueries, ...catalogQueries, ...orderQueries, ...webhookQueries },
  Mutation: {
    ...setInventoryMutations,
    ...activateInventoryMutations,
    ...fulfillmentMutations,
    ...webhookMutations,
  },
};
