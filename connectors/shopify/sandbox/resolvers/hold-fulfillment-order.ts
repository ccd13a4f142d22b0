import type {
  MutationFulfillmentOrderHoldArgs,
  MutationFulfillmentOrderReleaseHoldArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import { HOLDS_MAX } from '../model/fulfillment-orders.ts';
import { type PartOfLine, splitOff } from '../model/move-fulfillment-order.ts';
import type { FulfillmentOrder } from '../model/shipping-records.ts';
import { announce, touchOrder } from '../model/state.ts';
import type { FieldMap } from './context.ts';
import { displayOf } from './display-words.ts';
import { find, gone, partsOf } from './fulfillment-order-lookup.ts';

export const holdMutations: FieldMap = {
  fulfillmentOrderHold(
    _: unknown,
    { id, fulfillmentHold: input }: MutationFulfillmentOrderHoldArgs,
    context,
  ) {
    const none = { fulfillmentHold: null, fulfillmentOrder: null, remainingFulfillmentOrder: null };
    const refuse = (field: readonly string[] | null, message: string, code: string) => ({
      ...none,
      userErrors: [{ field, message, code }],
    });
    const found = find(context, id);
    if (found === undefined)
      return refuse(['id'], 'Fulfillment order does not exist.', 'FULFILLMENT_ORDER_NOT_FOUND');
    const { entry, order } = found;
    const lines = input.fulfillmentOrderLineItems ?? [];
    const at = ['fulfillmentHold', 'fulfillmentOrderLineItems'];
    const zero = lines.findIndex((line) => line.quantity <= 0);
    if (zero >= 0) {
      return refuse(
        [...at, String(zero), 'quantity'],
        'You must select at least one item to place on partial hold.',
        'GREATER_THAN_ZERO',
      );
    }
    if (new Set(lines.map((line) => line.id)).size < lines.length) {
      return refuse(at, 'must contain unique line item ids', 'DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS');
    }
    if (lines.length > 0 && entry.status !== 'OPEN') {
      return refuse(
        at,
        'The fulfillment order is not in a splittable state.',
        'FULFILLMENT_ORDER_NOT_SPLITTABLE',
      );
    }
    const handle = input.handle ?? '';
    if (entry.holds.length >= HOLDS_MAX) {
      return refuse(
        ['id'],
        'The maximum number of fulfillment holds for this fulfillment order has been reached for this app. An app can only have up to 10 holds on a single fulfillment order at any one time.',
        'FULFILLMENT_ORDER_HOLD_LIMIT_REACHED',
      );
    }
    if (entry.holds.some((hold) => (hold.handle ?? '') === handle)) {
      return refuse(
        ['fulfillmentHold', 'handle'],
        'The handle provided for the fulfillment hold is already in use by this app for another hold on this fulfillment order.',
        'DUPLICATE_FULFILLMENT_HOLD_HANDLE',
      );
    }
    const parts = partsOf(entry, lines);
    if ('message' in parts) return { ...none, userErrors: [parts] };
    const rest = restOf(entry, parts);
    const remaining = rest.length === 0 ? null : splitOff(context.state, order, entry, rest);
    const hold = {
      kind: 'FulfillmentHold' as const,
      id: context.state.ids.next('FulfillmentHold'),
      reason: input.reason,
      reasonNotes: input.reasonNotes ?? null,
      handle: input.handle ?? null,
    };
    entry.holds.push(hold);
    entry.status = 'ON_HOLD';
    entry.updatedAt = context.state.now();
    announce(context.state, 'fulfillment_orders/placed_on_hold', entry);
    touchOrder(context.state, order);
    const shown = { ...hold, displayReason: displayOf(hold.reason), heldByRequestingApp: true };
    return {
      fulfillmentHold: shown,
      fulfillmentOrder: entry,
      remainingFulfillmentOrder: remaining,
      userErrors: [],
    };
  },
  fulfillmentOrderReleaseHold(_: unknown, args: MutationFulfillmentOrderReleaseHoldArgs, context) {
    const found = find(context, args.id);
    if (found === undefined) return { fulfillmentOrder: null, userErrors: [{ ...gone, field: ['id'] }] };
    const { entry, order } = found;
    const { holdIds } = args;
    entry.holds =
      holdIds && holdIds.length > 0 ? entry.holds.filter((hold) => !holdIds.includes(hold.id)) : [];
    if (entry.holds.length === 0 && entry.status === 'ON_HOLD') entry.status = 'OPEN';
    entry.updatedAt = context.state.now();
    announce(context.state, 'fulfillment_orders/hold_released', entry);
    touchOrder(context.state, order);
    return { fulfillmentOrder: entry, userErrors: [] };
  },
};

/** What a partial hold leaves to go on; nothing for a hold of everything. */
function restOf(entry: FulfillmentOrder, held: readonly PartOfLine[]): readonly PartOfLine[] {
  if (held.length === 0) return [];
  return entry.lines.flatMap((line) => {
    const units = line.remaining - (held.find((part) => part.line === line)?.units ?? 0);
    return units > 0 ? [{ line, units }] : [];
  });
}
