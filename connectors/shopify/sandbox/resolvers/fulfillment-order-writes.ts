import type {
  MutationFulfillmentOrderCancelArgs,
  MutationFulfillmentOrderMoveArgs,
  MutationFulfillmentOrderOpenArgs,
  MutationFulfillmentOrderReportProgressArgs,
  MutationFulfillmentOrdersSetFulfillmentDeadlineArgs,
  MutationFulfillmentOrderSplitArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import {
  allOf,
  moveFulfillmentOrder,
  type PartOfLine,
  replaceFulfillmentOrder,
  splitOff,
} from '../model/move-fulfillment-order.ts';
import { announce, touchOrder } from '../model/state.ts';
import type { FieldMap } from './context.ts';
import { find, type Found, gone, partsOf } from './fulfillment-order-lookup.ts';
import type { UserError } from './inventory-checks.ts';

export const fulfillmentOrderMutations: FieldMap = {
  fulfillmentOrderMove(_: unknown, args: MutationFulfillmentOrderMoveArgs, context) {
    const none = {
      movedFulfillmentOrder: null,
      originalFulfillmentOrder: null,
      remainingFulfillmentOrder: null,
    };
    const found = find(context, args.id);
    if (found === undefined) return { ...none, userErrors: [{ ...gone, field: ['id'] }] };
    const location = context.state.locations.get(args.newLocationId);
    if (location === undefined || !location.isActive) {
      return { ...none, userErrors: [{ field: null, message: 'Location not found.', code: null }] };
    }
    const { entry, order } = found;
    if (entry.status === 'CLOSED' || entry.status === 'CANCELLED' || entry.locationId === location.id) {
      return { ...none, userErrors: [{ field: null, message: 'Cannot change location.', code: null }] };
    }
    const named = args.fulfillmentOrderLineItems ?? [];
    const parts = named.length === 0 ? allOf(entry) : partsOf(entry, named);
    if ('message' in parts) return { ...none, userErrors: [parts] };
    const { moved, original, remaining } = moveFulfillmentOrder(context.state, order, entry, location, parts);
    return {
      movedFulfillmentOrder: moved,
      originalFulfillmentOrder: original,
      remainingFulfillmentOrder: remaining,
      userErrors: [],
    };
  },
  fulfillmentOrderSplit(
    _: unknown,
    { fulfillmentOrderSplits: inputs }: MutationFulfillmentOrderSplitArgs,
    context,
  ) {
    const errors: UserError[] = [];
    const plans: { readonly found: Found; readonly parts: readonly PartOfLine[] }[] = [];
    inputs.forEach((input, index) => {
      const at = ['fulfillmentOrderSplits', String(index), 'fulfillmentOrderLineItems'];
      const found = find(context, input.fulfillmentOrderId);
      if (input.fulfillmentOrderLineItems.length === 0) {
        errors.push({
          field: at,
          message: 'There must be at least one item selected in this fulfillment to split it.',
          code: 'NO_LINE_ITEMS_PROVIDED_TO_SPLIT',
        });
        return;
      }
      const zero = input.fulfillmentOrderLineItems.findIndex((line) => line.quantity <= 0);
      if (zero >= 0) {
        errors.push({
          field: [...at, String(zero), 'quantity'],
          message: 'You must select at least one item to split into a new fulfillment order.',
          code: 'GREATER_THAN',
        });
        return;
      }
      if (found === undefined) {
        errors.push(gone);
        return;
      }
      const parts = partsOf(found.entry, input.fulfillmentOrderLineItems);
      if ('message' in parts) errors.push(parts);
      else plans.push({ found, parts });
    });
    if (errors.length > 0) return { fulfillmentOrderSplits: null, userErrors: errors };
    const results = plans.map(({ found: { entry, order }, parts }) => {
      const remaining = splitOff(context.state, order, entry, parts);
      touchOrder(context.state, order);
      announce(context.state, 'fulfillment_orders/split', entry);
      return {
        fulfillmentOrder: entry,
        remainingFulfillmentOrder: remaining,
        replacementFulfillmentOrder: null,
      };
    });
    return { fulfillmentOrderSplits: results, userErrors: [] };
  },
  fulfillmentOrderCancel(_: unknown, { id }: MutationFulfillmentOrderCancelArgs, context) {
    const found = find(context, id);
    if (found === undefined)
      return {
        fulfillmentOrder: null,
        replacementFulfillmentOrder: null,
        userErrors: [{ ...gone, field: ['id'] }],
      };
    const { entry, order } = found;
    if (entry.reportedProgress) {
      const message =
        'Cannot cancel fulfillment order that has had progress reported. Mark as unfulfilled first.';
      return {
        fulfillmentOrder: null,
        replacementFulfillmentOrder: null,
        userErrors: [{ field: null, message, code: 'FULFILLMENT_ORDER_HAS_MANUALLY_REPORTED_PROGRESS' }],
      };
    }
    const replacement = replaceFulfillmentOrder(context.state, order, entry);
    entry.status = 'CLOSED';
    entry.updatedAt = context.state.now();
    announce(context.state, 'fulfillment_orders/cancelled', entry);
    touchOrder(context.state, order);
    return { fulfillmentOrder: entry, replacementFulfillmentOrder: replacement, userErrors: [] };
  },
  fulfillmentOrderClose: () => ({
    fulfillmentOrder: null,
    userErrors: [
      { field: null, message: "The fulfillment order's assigned fulfillment service must be of api type" },
    ],
  }),
  fulfillmentOrderOpen(_: unknown, { id }: MutationFulfillmentOrderOpenArgs, context) {
    const found = find(context, id);
    if (found === undefined) return { fulfillmentOrder: null, userErrors: [gone] };
    found.entry.status = 'OPEN';
    found.entry.reportedProgress = false;
    touchOrder(context.state, found.order);
    return { fulfillmentOrder: found.entry, userErrors: [] };
  },
  fulfillmentOrderReportProgress(_: unknown, { id }: MutationFulfillmentOrderReportProgressArgs, context) {
    const found = find(context, id);
    if (found === undefined) return { fulfillmentOrder: null, userErrors: [gone] };
    found.entry.status = 'IN_PROGRESS';
    found.entry.reportedProgress = true;
    touchOrder(context.state, found.order);
    return { fulfillmentOrder: found.entry, userErrors: [] };
  },
  fulfillmentOrdersSetFulfillmentDeadline(
    _: unknown,
    args: MutationFulfillmentOrdersSetFulfillmentDeadlineArgs,
    context,
  ) {
    const entries = args.fulfillmentOrderIds.map((id) => context.state.fulfillmentOrders.get(id));
    const open = entries.filter((entry) => entry !== undefined);
    if (open.length < entries.length) {
      return {
        success: false,
        userErrors: [{ field: null, message: 'Fulfillment orders could not be found.', code: null }],
      };
    }
    for (const entry of open) if (entry !== undefined) entry.fulfillBy = Date.parse(args.fulfillmentDeadline);
    return { success: true, userErrors: [] };
  },
};
