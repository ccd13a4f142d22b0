import type {
  FulfillmentOrderLineItemsInput,
  FulfillmentTrackingInput,
  MutationFulfillmentCancelArgs,
  MutationFulfillmentCreateArgs,
  MutationFulfillmentTrackingInfoUpdateArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import { cancelFulfillment, createFulfillment, type UnitsToShip } from '../model/fulfill.ts';
import { parseGid, tailOf } from '../model/ids.ts';
import type { FulfillmentOrder, Tracking } from '../model/shipping-records.ts';
import { announce, touchOrder } from '../model/state.ts';
import { compareIds } from './connection.ts';
import { type Context, type FieldMap, notFound } from './context.ts';
import type { UserError } from './inventory-checks.ts';

const fulfillableStatuses = new Set(['OPEN', 'IN_PROGRESS']);

export const fulfillmentMutations: FieldMap = {
  fulfillmentCreate(_: unknown, { fulfillment: input }: MutationFulfillmentCreateArgs, context) {
    const refuse = (message: string, field: readonly string[] = ['fulfillment']) => ({
      fulfillment: null,
      userErrors: [{ field, message }],
    });
    const entries = input.lineItemsByFulfillmentOrder;
    const quantityError = findBadQuantity(entries);
    if (quantityError !== undefined) return { fulfillment: null, userErrors: [quantityError] };
    const orders: FulfillmentOrder[] = [];
    for (const { fulfillmentOrderId } of entries) {
      if (parseGid(fulfillmentOrderId)?.type !== 'FulfillmentOrder') throw notFound(fulfillmentOrderId);
      const entry = context.state.fulfillmentOrders.get(fulfillmentOrderId);
      if (entry === undefined) return refuse('Fulfillment order does not exist.');
      orders.push(entry);
    }
    const closed = orders.find((entry) => !fulfillableStatuses.has(entry.status));
    if (closed !== undefined) {
      return refuse(
        `Fulfillment order ${tailOf(closed.id)} has an unfulfillable status= ${closed.status.toLowerCase()}.`,
      );
    }
    const mixed = findMixture(orders);
    if (mixed !== undefined) return refuse(mixed);
    const [first] = orders;
    const order = first === undefined ? undefined : context.state.orders.get(first.orderId);
    if (order === undefined) return refuse('Fulfillment order does not exist.');
    const shipped = unitsOf(entries, orders);
    if (typeof shipped === 'string') return refuse(shipped);
    const fulfillment = createFulfillment(context.state, order, shipped, toTracking(input.trackingInfo));
    return { fulfillment, userErrors: [] };
  },
  fulfillmentTrackingInfoUpdate(_: unknown, args: MutationFulfillmentTrackingInfoUpdateArgs, context) {
    const fulfillment = context.state.fulfillments.get(args.fulfillmentId);
    if (fulfillment === undefined) {
      return {
        fulfillment: null,
        userErrors: [{ field: ['fulfillmentId'], message: 'Fulfillment does not exist.' }],
      };
    }
    fulfillment.tracking = toTracking(args.trackingInfoInput);
    fulfillment.updatedAt = context.state.now();
    announce(context.state, 'fulfillments/update', fulfillment);
    touch(context, fulfillment.orderId);
    return { fulfillment, userErrors: [] };
  },
  fulfillmentCancel(_: unknown, { id }: MutationFulfillmentCancelArgs, context) {
    const fulfillment = context.state.fulfillments.get(id);
    const order = fulfillment === undefined ? undefined : context.state.orders.get(fulfillment.orderId);
    if (fulfillment === undefined || order === undefined) {
      return { fulfillment: null, userErrors: [{ field: ['id'], message: 'Fulfillment not found.' }] };
    }
    if (fulfillment.status !== 'CANCELLED') cancelFulfillment(context.state, order, fulfillment);
    return { fulfillment, userErrors: [] };
  },
};

function touch(context: Context, orderId: string): void {
  const order = context.state.orders.get(orderId);
  if (order !== undefined) touchOrder(context.state, order);
}

function findBadQuantity(entries: readonly FulfillmentOrderLineItemsInput[]): UserError | undefined {
  for (const [index, entry] of entries.entries()) {
    for (const [at, line] of (entry.fulfillmentOrderLineItems ?? []).entries()) {
      if (line.quantity > 0) continue;
      const field = [
        'fulfillment',
        'lineItemsByFulfillmentOrder',
        String(index),
        'fulfillmentOrderLineItems',
        String(at),
        'quantity',
      ];
      return { field, message: 'Quantity must be greater than 0' };
    }
  }
  return undefined;
}

/** One call stays within one order and one location. */
function findMixture(orders: readonly FulfillmentOrder[]): string | undefined {
  const orderIds = new Set(orders.map((entry) => tailOf(entry.orderId)));
  if (orderIds.size > 1) {
    return `All fulfillment orders must belong to the same order. Multiple orders with ids [${[...orderIds].toSorted(compareIds).join(', ')}] were found.`;
  }
  const locationIds = new Set(orders.map((entry) => tailOf(entry.locationId)));
  if (locationIds.size > 1) {
    return `All fulfillment orders must be assigned to a single location. Multiple locations with ids [${[...locationIds].toSorted(compareIds).join(', ')}] were found.`;
  }
  return undefined;
}

/** What leaves; all that remains where no lines are named. A text is the reason why it may not. */
function unitsOf(
  entries: readonly FulfillmentOrderLineItemsInput[],
  orders: readonly FulfillmentOrder[],
): readonly UnitsToShip[] | string {
  const shipped: UnitsToShip[] = [];
  const wanted = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    const fulfillmentOrder = orders[index];
    if (fulfillmentOrder === undefined) continue;
    const named = entry.fulfillmentOrderLineItems;
    if (!named || named.length === 0) {
      for (const line of fulfillmentOrder.lines) {
        if (line.remaining > 0) shipped.push({ fulfillmentOrder, lineId: line.id, units: line.remaining });
      }
      continue;
    }
    for (const { id, quantity } of named) {
      const line = fulfillmentOrder.lines.find((candidate) => candidate.id === id);
      if (line === undefined) return 'Fulfillment order line item does not exist.';
      const total = (wanted.get(id) ?? 0) + quantity;
      wanted.set(id, total);
      if (total > line.remaining) return 'Invalid fulfillment order line item quantity requested.';
      shipped.push({ fulfillmentOrder, lineId: id, units: quantity });
    }
  }
  return shipped;
}

/** Numbers and links side by side; one number alone may be given in the singular. */
export function toTracking(input: FulfillmentTrackingInput | null | undefined): readonly Tracking[] {
  if (!input) return [];
  const company = input.company ?? null;
  const numbers =
    input.numbers && input.numbers.length > 0 ? input.numbers : input.number ? [input.number] : [];
  const urls = input.urls && input.urls.length > 0 ? input.urls : input.url ? [input.url] : [];
  const size = Math.max(numbers.length, urls.length, company === null ? 0 : 1);
  return Array.from({ length: size }, (_, index) => ({
    company,
    number: numbers[index] ?? null,
    url: urls[index] ?? null,
  }));
}
