import { parseGid } from '../model/ids.ts';
import type { Context, FieldMap } from './context.ts';
import { graphFault } from './context.ts';
import { findOrder } from './order-queries.ts';

/** Any record by its id; null for one that is not there. */
export function findNode(id: string, context: Context): unknown {
  const { state } = context;
  switch (parseGid(id)?.type) {
    case 'Order':
      return findOrder(id, context);
    case 'Product':
      return state.products.get(id) ?? null;
    case 'ProductVariant':
      return state.variants.get(id) ?? null;
    case 'InventoryItem':
      return state.items.get(id) ?? null;
    case 'InventoryLevel':
      return state.levels.get(id) ?? null;
    case 'Location':
      return state.locations.get(id) ?? null;
    case 'Customer':
      return state.customers.get(id) ?? null;
    case 'Fulfillment':
      return state.fulfillments.get(id) ?? null;
    case 'FulfillmentOrder':
      return state.fulfillmentOrders.get(id) ?? null;
    case 'Refund':
      return state.refunds.get(id) ?? null;
    case 'Return':
      return state.returns.get(id) ?? null;
    case 'WebhookSubscription':
      return context.subscriptions.get(id) ?? null;
    case undefined:
      throw graphFault(`Invalid global id '${id}'`, 'BAD_REQUEST');
    default:
      return null;
  }
}

const NODES_MAX = 250;

export const nodeQueries: FieldMap = {
  node: (_: unknown, args: { readonly id: string }, context) => findNode(args.id, context),
  nodes(_: unknown, args: { readonly ids: readonly string[] }, context) {
    if (args.ids.length > NODES_MAX) {
      throw graphFault(
        `The input array size of ${args.ids.length} is greater than the maximum allowed of ${NODES_MAX}.`,
        'MAX_INPUT_SIZE_EXCEEDED',
      );
    }
    return args.ids.map((id) => findNode(id, context));
  },
  refund: (_: unknown, args: { readonly id: string }, context) => findNode(args.id, context),
  fulfillment: (_: unknown, args: { readonly id: string }, context) => findNode(args.id, context),
  fulfillmentOrder: (_: unknown, args: { readonly id: string }, context) => findNode(args.id, context),
  customer: (_: unknown, args: { readonly id: string }, context) => findNode(args.id, context),
  // Every asynchronous work of the sandbox is done before its answer leaves.
  job: (_: unknown, args: { readonly id: string }) => ({ kind: 'Job', id: args.id, done: true }),
  currentAppInstallation: (_: unknown, __: unknown, { scopes, appId }) => ({
    kind: 'AppInstallation',
    id: 'gid://shopify/AppInstallation/1',
    app: { kind: 'App', id: appId, title: 'Syncline' },
    accessScopes: [...scopes].map((handle) => ({ handle, description: handle })),
  }),
  publicApiVersions: (_: unknown, __: unknown, { apiVersion }) =>
    ['2026-01', '2026-04', '2026-07', '2026-10', 'unstable'].map((handle) => ({
      handle,
      displayName: handle === apiVersion ? `${handle} (Latest)` : handle,
      supported: handle !== 'unstable',
    })),
};
