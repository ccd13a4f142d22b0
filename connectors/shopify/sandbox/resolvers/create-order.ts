import type {
  MailingAddressInput,
  MoneyBagInput,
  MutationOrderCreateArgs,
  OrderCreateLineItemInput,
  OrderCreateOrderInput,
  OrderCreateShippingLineInput,
  OrderCreateTaxLineInput,
} from '../../generated/admin.types.ts';
import { addFulfillmentOrder } from '../model/fulfillment-orders.ts';
import { createFulfillment } from '../model/fulfill.ts';
import { addBags, type Bag, spreadBag, subtractBags, timesBag, toMinor, zeroBag } from '../model/money-math.ts';
import { amountsOf } from '../model/order-amounts.ts';
import { toAddress, toCustomer } from '../model/people.ts';
import type { Line, Order, Shipping, Tax } from '../model/records.ts';
import { announce, type ShopState } from '../model/state.ts';
import type { Context, FieldMap } from './context.ts';
import { checkOrderInput } from './create-order-checks.ts';

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
      const shipped = entry.lines.map((line) => ({ fulfillmentOrder: entry, lineId: line.id, units: line.remaining }));
      createFulfillment(state, order, shipped, []);
    }
  }
  importPayments(state, order, input);
  state.orderIndex.note(order, state.now());
  announce(state, 'orders/create', order);
  return order;
}

function importPayments(state: ShopState, order: Order, input: OrderCreateOrderInput): void {
  const now = state.now();
  for (const entry of input.transactions ?? []) {
    const kind = entry.kind ?? 'SALE';
    if (kind !== 'SALE' && kind !== 'AUTHORIZATION' && kind !== 'CAPTURE' && kind !== 'REFUND' && kind !== 'VOID') continue;
    order.transactions.push({
      kind: 'OrderTransaction',
      id: state.ids.next('OrderTransaction'),
      orderId: order.id,
      type: kind,
      status: entry.status === 'PENDING' || entry.status === 'FAILURE' || entry.status === 'ERROR' ? entry.status : 'SUCCESS',
      gateway: entry.gateway ?? 'manual',
      test: entry.test ?? order.test,
      amount: toBagOf(entry.amountSet, order),
      parentId: null,
      createdAt: now,
      processedAt: now,
    });
  }
  const status = input.financialStatus;
  if (order.transactions.length === 0 && status === 'PAID') {
    const amount = amountsOf(order).total;
    order.transactions.push({
      kind: 'OrderTransaction',
      id: state.ids.next('OrderTransaction'),
      orderId: order.id,
      type: 'SALE',
      status: 'SUCCESS',
      gateway: '',
      test: order.test,
      amount,
      parentId: null,
      createdAt: now,
      processedAt: now,
    });
  }
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
    tags: [...(input.tags ?? [])].flatMap((tag) => tag.split(',').map((part) => part.trim())).toSorted(),
    attributes: (input.customAttributes ?? []).map(({ key, value }) => ({ key, value })),
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

/** An amount in both currencies; without one of the customer's, the shop's is taken for it. */
function toBagOf(input: MoneyBagInput | null | undefined, order: Order): Bag {
  const shop = input ? toMinor(input.shopMoney.amount, order.currency) : 0;
  const presentment = input?.presentmentMoney ? toMinor(input.presentmentMoney.amount, order.presentmentCurrency) : shop;
  return { shop, presentment };
}

function taxOfInput(input: OrderCreateTaxLineInput, order: Order): Tax {
  return { title: input.title, rate: Number(input.rate), amount: toBagOf(input.priceSet, order) };
}

function importLine({ state }: Context, order: Order, input: OrderCreateLineItemInput): Line {
  const variant = input.variantId ? (state.variants.get(input.variantId) ?? null) : null;
  return {
    kind: 'LineItem',
    id: state.ids.next('LineItem'),
    orderId: order.id,
    title: input.title ?? variant?.product.title ?? '',
    variantTitle: input.variantTitle ?? (variant === null || variant.title === 'Default Title' ? null : variant.title),
    vendor: input.vendor ?? variant?.product.vendor ?? null,
    sku: input.sku ?? variant?.sku ?? null,
    variant,
    quantity: input.quantity,
    editRemoved: 0,
    isGiftCard: input.giftCard ?? false,
    requiresShipping: input.requiresShipping ?? variant?.item.requiresShipping ?? false,
    taxable: input.taxable ?? true,
    unitPrice: input.priceSet ? toBagOf(input.priceSet, order) : variantPrice(variant?.priceMinor),
    allocations: [],
    taxes: (input.taxLines ?? []).map((tax) => taxOfInput(tax, order)),
    duties: [],
    attributes: (input.properties ?? []).map(({ name, value }) => ({ key: name, value })),
    locationId: [...state.locations.keys()][0] ?? null,
  };
}

function variantPrice(minor: number | undefined): Bag {
  return { shop: minor ?? 0, presentment: minor ?? 0 };
}

function importShipping(state: ShopState, order: Order, input: OrderCreateShippingLineInput): Shipping {
  return {
    kind: 'ShippingLine',
    id: state.ids.next('ShippingLine'),
    orderId: order.id,
    title: input.title,
    code: input.code ?? null,
    source: input.source ?? null,
    price: toBagOf(input.priceSet, order),
    allocations: freeShippingOf(order, input),
    taxes: (input.taxLines ?? []).map((tax) => taxOfInput(tax, order)),
    isRemoved: false,
  };
}

function freeShippingOf(order: Order, input: OrderCreateShippingLineInput): Shipping['allocations'] {
  const free = order.discounts.find((entry) => entry.targetType === 'SHIPPING_LINE');
  return free === undefined ? [] : [{ amount: toBagOf(input.priceSet, order), applicationIndex: free.index }];
}

function discountCodeOf({ discountCode }: OrderCreateOrderInput): string | undefined {
  const part = discountCode?.itemFixedDiscountCode ?? discountCode?.itemPercentageDiscountCode ?? discountCode?.freeShippingDiscountCode;
  return part?.code;
}

/** A code takes its amount off all lines in proportion; free shipping takes it off the shipping lines. */
function importDiscount(order: Order, { discountCode }: OrderCreateOrderInput): void {
  if (!discountCode) return;
  const { itemFixedDiscountCode: fixed, itemPercentageDiscountCode: share, freeShippingDiscountCode: free } = discountCode;
  const nets = order.lines.map((line) => timesBag(line.unitPrice, line.quantity));
  const whole = addBags(zeroBag, ...nets);
  const code = fixed?.code ?? share?.code ?? free?.code ?? '';
  const percentage = share?.percentage ?? (free ? 100 : undefined);
  const amount: Bag = fixed ? toBagOf(fixed.amountSet, order) : percentOf(whole, share?.percentage ?? 0);
  order.discounts.push({
    typeName: 'DiscountCodeApplication',
    index: 0,
    title: code,
    code,
    targetType: free ? 'SHIPPING_LINE' : 'LINE_ITEM',
    targetSelection: 'ALL',
    allocationMethod: free ? 'EACH' : 'ACROSS',
    value: percentage === undefined ? { amount } : { percentage },
  });
  if (free) return;
  const capped = amount.shop > whole.shop ? whole : amount;
  const parts = spreadBag(capped, nets.map((net) => net.shop));
  order.lines.forEach((line, index) => {
    const part = parts[index] ?? zeroBag;
    if (subtractBags(part, zeroBag).shop > 0) line.allocations = [{ amount: part, applicationIndex: 0 }];
  });
}

function percentOf(whole: Bag, percentage: number): Bag {
  return { shop: Math.round((whole.shop * percentage) / 100), presentment: Math.round((whole.presentment * percentage) / 100) };
}

/** Taxes that were given for the whole order are kept on its lines, in proportion to their price. */
function spreadOrderTaxes(order: Order, taxes: readonly OrderCreateTaxLineInput[]): void {
  const weights = order.lines.map((line) => line.unitPrice.shop * line.quantity);
  for (const tax of taxes) {
    const whole = taxOfInput(tax, order);
    const parts = spreadBag(whole.amount, weights);
    order.lines.forEach((line, index) => {
      line.taxes = [...line.taxes, { ...whole, amount: parts[index] ?? zeroBag }];
    });
  }
}
