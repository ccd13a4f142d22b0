import {
  type CompanyInput,
  type PaymentTermsInput,
  toPaymentTerms,
  toPurchasingCompany,
} from './businesses.ts';
import { amountsOf } from './order-amounts.ts';
import { buildLines, type LineInput } from './order-lines.ts';
import { applyOrderDiscount, type OrderDiscountInput } from './order-discounts.ts';
import { toBag, zeroBag } from './money-math.ts';
import { routeLines } from './route-order.ts';
import { recordPayment } from './payments.ts';
import { buildShipping, type ShippingInput } from './shipping.ts';
import { openFulfillmentOrders } from './fulfillment-orders.ts';
import { toAddress, toCustomer, type AddressInput, type CustomerInput } from './people.ts';
import type { Attribute } from './people-records.ts';
import type { DiscountApplication, Order } from './records.ts';
import { announce, type ShopState } from './state.ts';
import { changeStock } from './stock.ts';

/** What a shopper, or a test, puts into one order. Amounts are minor units of the shop's currency. */
export interface PlaceOrderInput {
  readonly lines: readonly LineInput[];
  /** Absent: a guest without an address. */
  readonly customer?: CustomerInput | undefined;
  readonly shippingAddress?: AddressInput | undefined;
  readonly billingAddress?: AddressInput | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly shipping?: readonly ShippingInput[] | undefined;
  readonly orderDiscount?: OrderDiscountInput | undefined;
  readonly tipMinor?: number | undefined;
  /** The customer pays in another currency; `rate` is its units per unit of the shop's currency. */
  readonly presentment?: { readonly currency: string; readonly rate: number } | undefined;
  readonly taxesIncluded?: boolean | undefined;
  readonly test?: boolean | undefined;
  /** Paid at once, which is the default; `authorized` is captured later, `false` is pending. */
  readonly paid?: boolean | 'authorized' | undefined;
  readonly gateway?: string | undefined;
  /** For a shop with a past, epoch milliseconds. Its stock is not touched then. */
  readonly createdAt?: number | undefined;
  /** Ship from here; absent: the first location that has it all, else each line's own. */
  readonly locationId?: string | undefined;
  readonly note?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly attributes?: readonly Attribute[] | undefined;
  readonly sourceName?: string | undefined;
  readonly sourceIdentifier?: string | undefined;
  readonly poNumber?: string | undefined;
  /** Somebody buys for a company. */
  readonly company?: CompanyInput | undefined;
  readonly paymentTerms?: PaymentTermsInput | undefined;
}

export type Placed =
  | { readonly ok: true; readonly order: Order }
  | {
      readonly ok: false;
      readonly reason: 'sold out' | 'unknown product' | 'empty';
      readonly sku: string | null;
    };

/**
 * Takes an order as a checkout does: a product that may not be oversold is refused when no location has enough of it;
 * otherwise the units move from available to committed in the same moment.
 */
export function placeOrder(state: ShopState, input: PlaceOrderInput): Placed {
  if (input.lines.length === 0) return { ok: false, reason: 'empty', sku: null };
  const routed = routeLines(state, input.lines, input.locationId);
  if (!routed.ok) return routed;

  const order = newOrder(state, input);
  order.lines.push(...buildLines(state, order, routed.lines, order.discounts));
  if (input.orderDiscount !== undefined) applyOrderDiscount(order, input.orderDiscount);
  order.shipping.push(...buildShipping(state, order, input.shipping ?? [], order.discounts));
  order.originalTotal = amountsOf(order).total;
  order.originalDuties = amountsOf(order).duties;
  state.orders.set(order.id, order);
  openFulfillmentOrders(state, order);
  if (input.createdAt === undefined) commitStock(state, order);
  state.orderIndex.note(order, state.now());
  const isPaid = pay(state, order, input);
  announce(state, 'orders/create', order);
  if (isPaid) announce(state, 'orders/paid', order);
  announce(state, 'fulfillment_orders/order_routing_complete', order.fulfillmentOrders[0]);
  return { ok: true, order };
}

function newOrder(state: ShopState, input: PlaceOrderInput): Order {
  const now = input.createdAt ?? state.now();
  const { currency } = state.settings;
  const presentment = input.presentment ?? { currency, rate: 1 };
  const currencies = { currency, presentmentCurrency: presentment.currency };
  const customer = input.customer === undefined ? null : toCustomer(state, input.customer);
  const shippingAddress = input.shippingAddress ?? input.customer?.address;
  const discounts: DiscountApplication[] = [];
  state.orderNumber += 1;
  const code = input.orderDiscount?.code;
  return {
    kind: 'Order',
    id: state.ids.next('Order'),
    number: state.orderNumber,
    name: `#${state.orderNumber}`,
    createdAt: now,
    processedAt: now,
    updatedAt: now,
    cancelledAt: null,
    cancelReason: null,
    cancelNote: null,
    closedAt: null,
    test: input.test ?? false,
    edited: false,
    ...currencies,
    rate: presentment.rate,
    taxesIncluded: input.taxesIncluded ?? false,
    taxExempt: false,
    email: input.email ?? input.customer?.email ?? null,
    phone: input.phone ?? input.customer?.phone ?? null,
    note: input.note ?? null,
    poNumber: input.poNumber ?? null,
    buyer: input.company === undefined ? null : toPurchasingCompany(state, input.company),
    paymentTerms: input.paymentTerms === undefined ? null : toPaymentTerms(state, input.paymentTerms),
    tags: [...(input.tags ?? [])].toSorted(),
    attributes: input.attributes ?? [],
    localized: new Map(),
    sourceName: input.sourceName ?? 'web',
    sourceIdentifier: input.sourceIdentifier ?? null,
    customer,
    billingAddress: toAddress(state, input.billingAddress ?? shippingAddress),
    shippingAddress: toAddress(state, shippingAddress),
    discountCodes: code === undefined ? [] : [code],
    discounts,
    lines: [],
    shipping: [],
    tip: toBag(input.tipMinor ?? 0, currencies, presentment.rate),
    transactions: [],
    refunds: [],
    returns: [],
    fulfillmentOrders: [],
    fulfillments: [],
    originalTotal: zeroBag,
    originalDuties: zeroBag,
    paymentPending: input.paid === false,
  };
}

/** Takes the units of every line out of available and into committed. */
function commitStock(state: ShopState, order: Order): void {
  for (const line of order.lines) {
    const level = line.locationId === null ? undefined : line.variant?.item.levels.get(line.locationId);
    if (level === undefined || line.variant?.item.tracked !== true) continue;
    const deltas = { available: -line.quantity, committed: line.quantity };
    changeStock(state, level, deltas, { cause: 'sale', reference: order.id });
  }
}

/** Returns whether the order is paid now. */
function pay(state: ShopState, order: Order, input: PlaceOrderInput): boolean {
  const paid = input.paid ?? true;
  const due = amountsOf(order).total;
  if (paid === false || due.shop === 0) return false;
  recordPayment(state, order, {
    type: paid === 'authorized' ? 'AUTHORIZATION' : 'SALE',
    amount: due,
    gateway: input.gateway ?? 'shopify_payments',
    at: order.createdAt,
  });
  return paid === true;
}
