import type {
  MailingAddressInput,
  MutationOrderCreateArgs,
  OrderCreateOrderInput,
} from '#connectors/shopify/generated/admin.types.ts';
import { createFulfillment } from '../model/fulfill.ts';
import { addFulfillmentOrder } from '../model/fulfillment-orders.ts';
import { zeroBag } from '../model/money-math.ts';
import { amountsOf } from '../model/order-amounts.ts';
import { toAddress, toCustomer } from '../model/people.ts';
import type { Order } from '../model/records.ts';
import { announce, type ShopState } from '../model/state.ts';
import type { Context, FieldMap } from './context.ts';
import { checkOrderInput } from './create-order-checks.ts';
import { discountCodeOf, importDiscount, importPayments, spreadOrderTaxes } from './import-order-money.ts';
import { importLine, importShipping } from './import-order-parts.ts';

/** An order that another system took: amounts, taxes and payments as given, stock untouched unless asked for. */
export const createOrderMutations: FieldMap = {
  orderCreate(_: unknown, { order: input }: MutationOrderCreateArgs, context) {
    const errors = checkOrderInput(input, context.state.now());
    if (errors.length > 0) return { order: null, userErrors: errors };
    return { order: importOrder(context, input), userErrors: [] };
  },
};

function importOrder(context: Context, input: OrderCreateOrderInput): Order {
  const { state } = context;
  const order = blankOrder(state, input);
  order.lines.push(...(input.lineItems ?? []).map((line) => importLine(context, order, line)));
  importDiscount(order, input);
  order.shipping.push(...(input.shippingLines ?? []).map((line) => importShipping(state, order, line)));
  if (input.taxLines) spreadOrderTaxes(order, input.taxLines);
  order.originalTotal = amountsOf(order).total;
  state.orders.set(order.id, order);
  const [home] = state.locations.values();
  if (home !== undefined && order.lines.length > 0) {
    const units = order.lines.map((line) => ({ lineId: line.id, units: line.quantity }));
    const entry = addFulfillmentOrder(state, order, home.id, units);
    if (input.fulfillmentStatus === 'FULFILLED') {
      const shipped = entry.lines.map((line) => ({
        fulfillmentOrder: entry,
        lineId: line.id,
        units: line.remaining,
      }));
      createFulfillment(state, order, shipped, []);
    }
  }
  importPayments(state, order, input);
  state.orderIndex.note(order, state.now());
  announce(state, 'orders/create', order);
  return order;
}

function blankOrder(state: ShopState, input: OrderCreateOrderInput): Order {
  const now = state.now();
  const processedAt = input.processedAt ? Date.parse(input.processedAt) : now;
  const currency = input.currency ?? state.settings.currency;
  state.orderNumber += 1;
  const name = input.name ?? `#${state.orderNumber}`;
  const associate = input.customer?.toAssociate?.id ?? input.customerId ?? undefined;
  return {
    kind: 'Order',
    id: state.ids.next('Order'),
    number: state.orderNumber,
    name,
    createdAt: now,
    processedAt,
    updatedAt: now,
    cancelledAt: null,
    cancelReason: null,
    cancelNote: null,
    closedAt: input.closedAt ? Date.parse(input.closedAt) : null,
    test: input.test ?? false,
    edited: false,
    currency,
    presentmentCurrency: input.presentmentCurrency ?? currency,
    rate: 1,
    taxesIncluded: input.taxesIncluded ?? false,
    taxExempt: false,
    email: input.email ?? null,
    phone: input.phone ?? null,
    note: input.note ?? null,
    poNumber: input.poNumber ?? null,
    buyer: null,
    paymentTerms: null,
    tags: [...(input.tags ?? [])].flatMap((tag) => tag.split(',').map((part) => part.trim())).toSorted(),
    attributes: (input.customAttributes ?? []).map(({ key, value }) => ({ key, value })),
    localized: new Map(),
    sourceName: input.sourceName ?? '347082227713',
    sourceIdentifier: input.sourceIdentifier ?? null,
    customer: associate === undefined ? null : toCustomer(state, { id: associate }),
    billingAddress: toAddress(state, addressOf(input.billingAddress)),
    shippingAddress: toAddress(state, addressOf(input.shippingAddress)),
    discountCodes: discountCodeOf(input) === undefined ? [] : [discountCodeOf(input) ?? ''],
    discounts: [],
    lines: [],
    shipping: [],
    tip: zeroBag,
    transactions: [],
    refunds: [],
    returns: [],
    fulfillmentOrders: [],
    fulfillments: [],
    originalTotal: zeroBag,
    originalDuties: zeroBag,
    paymentPending: input.financialStatus === 'PENDING',
  };
}

function addressOf(input: MailingAddressInput | null | undefined) {
  return input ?? undefined;
}
