import type {
  MutationRefundCreateArgs,
  RefundInput as RefundArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import type { Bag } from '../model/money-math.ts';
import { addBags, toMinor, zeroBag } from '../model/money-math.ts';
import { amountsOf } from '../model/order-amounts.ts';
import type { Order } from '../model/records.ts';
import { refundOrder } from '../model/refund.ts';
import { toGraphAmount } from '../model/money-math.ts';
import type { FieldMap } from './context.ts';
import type { UserError } from './inventory-checks.ts';

export const refundMutations: FieldMap = {
  refundCreate(_: unknown, { input }: MutationRefundCreateArgs, { state }) {
    const order = state.orders.get(input.orderId);
    const refuse = (errors: readonly UserError[]) => ({
      refund: null,
      order: order ?? null,
      userErrors: errors,
    });
    if (order === undefined) return refuse([{ field: ['orderId'], message: 'Order does not exist' }]);
    const paidBack = amountOf(order, input);
    const errors = [...checkLines(order, input), ...checkAmount(order, input, paidBack)];
    if (errors.length > 0) return refuse(errors);
    const refund = refundOrder(state, order, {
      lines: (input.refundLineItems ?? []).map((entry) => ({
        lineId: entry.lineItemId,
        quantity: entry.quantity,
        restockType: restockTypeOf(entry.restockType),
        locationId: entry.locationId ?? undefined,
      })),
      shipping: shippingOf(order, input),
      amount: paidBack,
      note: input.note ?? null,
      processedAt: input.processedAt ? Date.parse(input.processedAt) : undefined,
    });
    return { refund, order, userErrors: [] };
  },
};

/** Refunds are written in the currency named, which is then the one of the customer. */
function toBagIn(order: Order, input: RefundArgs, amount: string | number): Bag {
  const isPresentment =
    input.currency !== null && input.currency !== undefined && input.currency !== order.currency;
  if (isPresentment) {
    const presentment = toMinor(amount, order.presentmentCurrency);
    return { shop: Math.round(presentment / order.rate), presentment };
  }
  const shop = toMinor(amount, order.currency);
  return {
    shop,
    presentment: order.currency === order.presentmentCurrency ? shop : Math.round(shop * order.rate),
  };
}

function amountOf(order: Order, input: RefundArgs): Bag {
  const parts = (input.transactions ?? []).map((entry) => toBagIn(order, input, entry.amount));
  return addBags(zeroBag, ...parts);
}

function shippingOf(order: Order, { shipping, ...input }: RefundArgs): 'all' | Bag | undefined {
  if (!shipping) return undefined;
  if (shipping.fullRefund === true) return 'all';
  return shipping.amount ? toBagIn(order, input, shipping.amount) : undefined;
}

function checkLines(order: Order, input: RefundArgs): UserError[] {
  const { lines } = amountsOf(order);
  return (input.refundLineItems ?? []).flatMap((entry, index) => {
    const known = lines.get(entry.lineItemId);
    if (known !== undefined && entry.quantity <= known.currentUnits) return [];
    const field = ['refundLineItems', String(index), known === undefined ? 'lineItemId' : 'quantity'];
    const message =
      known === undefined
        ? 'Line item does not exist'
        : 'Quantity cannot refund more items than were purchased';
    return [{ field, message }];
  });
}

function checkAmount(order: Order, input: RefundArgs, paidBack: Bag): UserError[] {
  const { net } = amountsOf(order);
  if (paidBack.shop > net.shop && input.allowOverRefunding !== true) {
    const show = (minor: number): string => `$${Number(toGraphAmount(minor, order.currency)).toFixed(2)}`;
    const message = `Refund amount ${show(paidBack.shop)} is greater than net payment received ${show(net.shop)}`;
    return [{ field: null, message }];
  }
  const errors: UserError[] = [];
  for (const [index, entry] of (input.transactions ?? []).entries()) {
    if (entry.kind !== 'REFUND') {
      errors.push({
        field: ['transactions', String(index), 'kind'],
        message: `Kind ${entry.kind.toLowerCase()} is not a valid transaction`,
      });
    } else if (entry.parentId && !order.transactions.some((known) => known.id === entry.parentId)) {
      errors.push({
        field: ['transactions'],
        message: 'Transactions require a parent_id associated with the order',
      });
    }
  }
  return errors;
}

/** The legacy kind means "back into stock", which units that have not left and units that have do alike. */
function restockTypeOf(type: string | null | undefined): 'CANCEL' | 'RETURN' | 'NO_RESTOCK' {
  if (type === 'RETURN' || type === 'CANCEL') return type;
  return type === 'LEGACY_RESTOCK' ? 'CANCEL' : 'NO_RESTOCK';
}
