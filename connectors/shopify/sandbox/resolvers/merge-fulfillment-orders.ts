import type { MutationFulfillmentOrderMergeArgs } from '#connectors/shopify/generated/admin.types.ts';
import { addFulfillmentOrder } from '../model/fulfillment-orders.ts';
import { tailOf } from '../model/ids.ts';
import type { FulfillmentOrder, FulfillmentOrderLine } from '../model/shipping-records.ts';
import { touchOrder } from '../model/state.ts';
import type { Context, FieldMap } from './context.ts';
import type { UserError } from './inventory-checks.ts';

interface Taking {
  readonly entry: FulfillmentOrder;
  readonly line: FulfillmentOrderLine;
  readonly units: number;
}

/** Open fulfillment orders of one order and one place become one. All or nothing. */
export const mergeMutations: FieldMap = {
  fulfillmentOrderMerge(_: unknown, args: MutationFulfillmentOrderMergeArgs, context) {
    const errors: UserError[] = [];
    const plans = args.fulfillmentOrderMergeInputs.map(({ mergeIntents }, at) =>
      mergeIntents.flatMap((intent, index): readonly Taking[] => {
        const field = [
          'fulfillmentOrderMergeInputs',
          String(at),
          'mergeIntents',
          String(index),
          'fulfillmentOrderLineItems',
        ];
        const planned = planIntent(
          context,
          intent.fulfillmentOrderId,
          intent.fulfillmentOrderLineItems ?? undefined,
          field,
        );
        if (Array.isArray(planned)) return planned;
        errors.push(planned as UserError);
        return [];
      }),
    );
    if (errors.length > 0) return { fulfillmentOrderMerges: null, userErrors: errors.slice(0, 1) };
    return {
      fulfillmentOrderMerges: plans.map((plan) => ({ fulfillmentOrder: mergeInto(context, plan) })),
      userErrors: [],
    };
  },
};

function planIntent(
  context: Context,
  id: string,
  named: readonly { readonly id: string; readonly quantity: number }[] | undefined,
  field: readonly string[],
): readonly Taking[] | UserError {
  const entry = context.state.fulfillmentOrders.get(id);
  const zero = named?.findIndex((line) => line.quantity <= 0) ?? -1;
  if (zero >= 0) {
    const message = 'You must select at least one item to merge into a new fulfillment order.';
    return { field: [...field, String(zero), 'quantity'], message, code: 'GREATER_THAN' };
  }
  if (entry === undefined) {
    return { field: null, message: 'Fulfillment order does not exist.', code: 'FULFILLMENT_ORDER_NOT_FOUND' };
  }
  if (entry.status !== 'OPEN') {
    return {
      field: null,
      message: `Fulfillment order: ${tailOf(id)} is currently not in a mergeable state.`,
      code: null,
    };
  }
  const wanted = named ?? entry.lines.map((line) => ({ id: line.id, quantity: line.remaining }));
  const takings: Taking[] = [];
  for (const { id: lineId, quantity } of wanted) {
    const line = entry.lines.find((candidate) => candidate.id === lineId);
    if (line === undefined)
      return { field: null, message: 'Fulfillment order line item does not exist.', code: null };
    if (quantity > line.remaining) {
      return { field: null, message: 'Invalid fulfillment order line item quantity requested.', code: null };
    }
    takings.push({ entry, line, units: quantity });
  }
  return takings;
}

/** The first one named takes the units of the others, which are closed when nothing is left in them. */
function mergeInto(context: Context, plan: readonly Taking[]): FulfillmentOrder | null {
  const { state } = context;
  const [first] = plan;
  const order = first === undefined ? undefined : state.orders.get(first.entry.orderId);
  if (first === undefined || order === undefined) return null;
  const target = first.entry;
  for (const { entry, line, units } of plan) {
    if (entry === target) continue;
    line.remaining -= units;
    line.total -= units;
    const same = target.lines.find((candidate) => candidate.lineId === line.lineId);
    if (same === undefined) {
      // Built through a fulfillment order of its own, so that the line gets an id; its line then moves over.
      const made = addFulfillmentOrder(state, order, target.locationId, [{ lineId: line.lineId, units }]);
      order.fulfillmentOrders.splice(order.fulfillmentOrders.indexOf(made), 1);
      state.fulfillmentOrders.delete(made.id);
      target.lines.push(...made.lines.map((part) => ({ ...part, fulfillmentOrderId: target.id })));
    } else {
      same.total += units;
      same.remaining += units;
    }
    if (entry.lines.every((candidate) => candidate.total === 0)) entry.status = 'CLOSED';
    entry.updatedAt = state.now();
  }
  target.updatedAt = state.now();
  touchOrder(state, order);
  return target;
}
