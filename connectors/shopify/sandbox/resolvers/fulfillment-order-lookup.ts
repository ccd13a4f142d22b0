import type { FulfillmentOrderLineItemInput } from '#connectors/shopify/generated/admin.types.ts';
import { parseGid } from '../model/ids.ts';
import type { PartOfLine } from '../model/move-fulfillment-order.ts';
import type { Order } from '../model/records.ts';
import type { FulfillmentOrder } from '../model/shipping-records.ts';
import { type Context, notFound } from './context.ts';
import type { UserError } from './inventory-checks.ts';

export interface Found {
  readonly entry: FulfillmentOrder;
  readonly order: Order;
}

/** An id of another type is a top-level error; an unknown one is the caller's to word. */
export function find(context: Context, id: string): Found | undefined {
  if (parseGid(id)?.type !== 'FulfillmentOrder') throw notFound(id);
  const entry = context.state.fulfillmentOrders.get(id);
  const order = entry === undefined ? undefined : context.state.orders.get(entry.orderId);
  return entry === undefined || order === undefined ? undefined : { entry, order };
}

export const gone: UserError = {
  field: null,
  message: 'Fulfillment order does not exist.',
  code: 'FULFILLMENT_ORDER_NOT_FOUND',
};

/** The lines named, or why they cannot be taken. */
export function partsOf(
  entry: FulfillmentOrder,
  inputs: readonly FulfillmentOrderLineItemInput[],
): readonly PartOfLine[] | UserError {
  const parts: PartOfLine[] = [];
  for (const { id, quantity } of inputs) {
    const line = entry.lines.find((candidate) => candidate.id === id);
    if (line === undefined)
      return { field: null, message: 'Fulfillment order line item does not exist.', code: null };
    if (quantity > line.remaining) {
      return {
        field: null,
        message: 'Invalid fulfillment order line item quantity requested.',
        code: 'INVALID_LINE_ITEM_QUANTITY',
      };
    }
    parts.push({ line, units: quantity });
  }
  return parts;
}
