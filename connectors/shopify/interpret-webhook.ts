import { z } from 'zod';
import { RejectedError } from '#sdk/errors.ts';
import type { Hint, StoredWebhook } from '#sdk/define-connector.ts';
import { describeIssue } from './answer-shape.ts';
import { parseWebhookBody } from './parse-webhook-body.ts';
import type { ShopifySettings } from './settings.ts';

/** Ids come as numbers, as texts where they are too large for one, or as gids. */
const numericIdShape = z.union([z.int().positive(), z.string().regex(/^\d{1,20}$/)]).transform(String);
const gidShape = z.string().regex(/^gid:\/\/shopify\/\w+\/\d+$/);

const ownIdShape = z
  // Either is enough: a payload may follow another API version than the one that was asked for.
  .object({
    admin_graphql_api_id: gidShape.optional().catch(undefined),
    id: numericIdShape.optional().catch(undefined),
  })
  .transform((body, context) => body.admin_graphql_api_id ?? idOrIssue(body.id, context, 'id'));

const orderIdShape = z.object({ order_id: numericIdShape });
const editedShape = z.object({ order_edit: orderIdShape });
const orderNameShape = z.object({
  order_id: numericIdShape.optional().catch(undefined),
  order: z.object({ id: numericIdShape }).optional().catch(undefined),
});
const returnShape = orderNameShape.extend({ return: orderNameShape.optional().catch(undefined) });
const customerIdShape = z.object({ customer_id: numericIdShape.optional() });
const inventoryItemShape = z.object({ inventory_item_id: numericIdShape });
const productShape = z.object({
  variant_gids: z.array(z.object({ admin_graphql_api_id: gidShape })).optional(),
  variants: z.array(z.object({ admin_graphql_api_id: gidShape })).optional(),
});

type Reader = (body: unknown) => Hint;

const readOrder: Reader = (body) => ({ resource: 'orders', ids: [toGid('Order', read(ownIdShape, body))] });
const readOrderOf: Reader = (body) => {
  return { resource: 'orders', ids: [toGid('Order', read(orderIdShape, body).order_id)] };
};
const readOrderEdited: Reader = (body) => {
  return { resource: 'orders', ids: [toGid('Order', read(editedShape, body).order_edit.order_id)] };
};
const readReturn: Reader = (body) => {
  const { order_id: id, order, return: owner } = read(returnShape, body);
  const ids = [id, order?.id, owner?.order_id, owner?.order?.id].filter((one) => one !== undefined);
  return { resource: 'orders', ids: ids.slice(0, 1).map((one) => toGid('Order', one)) };
};
/** Fulfillment orders come without their order's id: something changed, ask for all. */
const readSomeOrder: Reader = () => ({ resource: 'orders', ids: [] });
const readLevel: Reader = (body) => {
  return {
    resource: 'stock',
    ids: [toGid('InventoryItem', read(inventoryItemShape, body).inventory_item_id)],
  };
};
const readProduct: Reader = (body) => {
  const { variant_gids: all, variants } = read(productShape, body);
  // `variants` may be cut on large products; `variant_gids` names all of them.
  return { resource: 'catalog', ids: (all ?? variants ?? []).map((variant) => variant.admin_graphql_api_id) };
};
const readSomeProduct: Reader = () => ({ resource: 'catalog', ids: [] });
const readCustomer: Reader = (body) => {
  return { resource: 'customers', ids: [toGid('Customer', read(ownIdShape, body))] };
};
/** What a consent's body calls its customer is not published for this version: without a name, all changes are asked for. */
const readCustomerOf: Reader = (body) => {
  const { customer_id: id } = read(customerIdShape, body);
  return { resource: 'customers', ids: id === undefined ? [] : [toGid('Customer', id)] };
};
const readSomeLocation: Reader = () => ({ resource: 'locations', ids: [] });

/** Every topic that is always subscribed to, by the name in `X-Shopify-Topic`, and how its body is read. */
const readers: ReadonlyMap<string, Reader> = new Map([
  ['orders/create', readOrder],
  ['orders/updated', readOrder],
  ['orders/cancelled', readOrder],
  ['orders/delete', readOrder],
  ['orders/edited', readOrderEdited],
  ['refunds/create', readOrderOf],
  ['fulfillments/create', readOrderOf],
  ['fulfillments/update', readOrderOf],
  ['fulfillment_orders/order_routing_complete', readSomeOrder],
  ['fulfillment_orders/moved', readSomeOrder],
  ['inventory_levels/connect', readLevel],
  ['inventory_levels/disconnect', readLevel],
  ['inventory_levels/update', readLevel],
  ['products/create', readProduct],
  ['products/update', readProduct],
  ['products/delete', readSomeProduct],
  ['locations/create', readSomeLocation],
  ['locations/update', readSomeLocation],
  ['locations/activate', readSomeLocation],
  ['locations/deactivate', readSomeLocation],
  ['locations/delete', readSomeLocation],
]);

const customerTopics: ReadonlyMap<string, Reader> = new Map([
  ['customers/create', readCustomer],
  ['customers/update', readCustomer],
  ['customers_email_marketing_consent/update', readCustomerOf],
  ['customers_marketing_consent/update', readCustomerOf],
]);

/**
 * Whether the stamp of an order moves with a return is not published, so these say which order to read. Some bodies carry it
 * whole, some its id, some neither; the last make the next poll due.
 */
const returnTopics: ReadonlyMap<string, Reader> = new Map([
  ['returns/request', readReturn],
  ['returns/approve', readReturn],
  ['returns/decline', readReturn],
  ['returns/update', readReturn],
  ['returns/process', readReturn],
  ['returns/cancel', readReturn],
  ['returns/close', readReturn],
  ['returns/reopen', readReturn],
  ['reverse_deliveries/attach_deliverable', readReturn],
  ['reverse_fulfillment_orders/dispose', readReturn],
]);

/** What to subscribe to. Topics about customers and about returns need scopes of their own. */
export function webhookTopicsOf({
  customers,
  returns,
}: Pick<ShopifySettings, 'customers' | 'returns'>): readonly string[] {
  return [
    ...readers.keys(),
    ...(customers ? customerTopics.keys() : []),
    ...(returns ? returnTopics.keys() : []),
  ];
}

/**
 * What a stored delivery hints at. A topic that we do not know is no fault of the sender (somebody subscribed it by
 * hand): it hints at nothing.
 *
 * @throws {RejectedError} the body is unusable, or lacks the id that its topic promises.
 */
export function interpretWebhook(event: StoredWebhook): readonly Hint[] {
  const reader = readers.get(event.topic) ?? customerTopics.get(event.topic) ?? returnTopics.get(event.topic);
  const body = parseWebhookBody(event.body);
  return reader === undefined ? [] : [reader(body)];
}

function read<Shape extends z.ZodType>(shape: Shape, body: unknown): z.output<Shape> {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new RejectedError(`the body has an unexpected shape at ${describeIssue(parsed.error).reason}`, {
    code: 'shape',
  });
}

function toGid(type: string, id: string): string {
  return id.startsWith('gid://') ? id : `gid://shopify/${type}/${id}`;
}

function idOrIssue(id: string | undefined, context: z.RefinementCtx, path: string): string {
  if (id !== undefined) return id;
  context.addIssue({ code: 'custom', path: [path], message: 'missing' });
  return '';
}
