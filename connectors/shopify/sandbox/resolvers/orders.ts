import type { OrderShippingLinesArgs } from '../../generated/admin.types.ts';
import { tailOf } from '../model/ids.ts';
import { addBags, shareBag, subtractBags, timesBag, zeroBag } from '../model/money-math.ts';
import { discountedShipping, lineAmounts, taxLinesOf } from '../model/order-amounts.ts';
import { financialStatusOf, fulfilledUnits, fulfillmentStatusOf, unfulfilledUnits } from '../model/order-status.ts';
import type { Address, Customer, DiscountApplication, Duty, Line, Order, Shipping, Tax, Transaction } from '../model/records.ts';
import { pageById, pageOf, type PageArgs, plainList } from './connection.ts';
import { amountsIn, type Context, type FieldMap, type ResolverMap, toTime } from './context.ts';
import { moneyBag, moneyV2 } from './money.ts';
import { orderTotals } from './order-totals.ts';

const order: FieldMap = {
  ...orderTotals,
  legacyResourceId: (record: Order) => tailOf(record.id),
  confirmationNumber: (record: Order) => `C${record.number}`,
  createdAt: (record: Order) => toTime(record.createdAt),
  updatedAt: (record: Order) => toTime(record.updatedAt),
  processedAt: (record: Order) => toTime(record.processedAt),
  cancelledAt: (record: Order) => toTime(record.cancelledAt),
  cancellation: (record: Order) => (record.cancelledAt === null ? null : { staffNote: record.cancelNote }),
  closedAt: (record: Order) => toTime(record.closedAt),
  closed: (record: Order) => record.closedAt !== null,
  confirmed: () => true,
  currencyCode: (record: Order) => record.currency,
  presentmentCurrencyCode: (record: Order) => record.presentmentCurrency,
  dutiesIncluded: () => false,
  estimatedTaxes: () => false,
  customAttributes: (record: Order) => record.attributes,
  displayFinancialStatus: (record: Order, _, context) => financialStatusOf(record, amountsIn(context, record)),
  displayFulfillmentStatus: (record: Order) => fulfillmentStatusOf(record),
  returnStatus: () => 'NO_RETURN',
  unpaid: (record: Order, _, context) => amountsIn(context, record).received.shop === 0,
  fullyPaid: (record: Order, _, context) => amountsIn(context, record).outstanding.shop <= 0,
  capturable: (record: Order, _, context) => financialStatusOf(record, amountsIn(context, record)) === 'AUTHORIZED',
  refundable: (record: Order, _, context) => amountsIn(context, record).net.shop > 0,
  restockable: (record: Order) => record.cancelledAt === null,
  merchantEditable: (record: Order) => record.cancelledAt === null,
  canMarkAsPaid: (record: Order, _, context) => amountsIn(context, record).outstanding.shop > 0,
  canNotifyCustomer: (record: Order) => record.email !== null,
  fulfillable: (record: Order) => record.lines.some((line) => unfulfilledUnits(record, line) > 0),
  hasTimelineComment: () => false,
  productNetwork: () => false,
  registeredSourceUrl: () => null,
  requiresShipping: (record: Order) => record.lines.some((line) => line.requiresShipping),
  customerAcceptsMarketing: () => false,
  billingAddressMatchesShippingAddress: (record: Order) => record.billingAddress === record.shippingAddress,
  statusPageUrl: (record: Order, _, { state }) => `https://${state.settings.domain}/orders/${tailOf(record.id)}`,
  paymentGatewayNames: (record: Order) => [...new Set(record.transactions.map((entry) => entry.gateway))],
  discountCode: (record: Order) => record.discountCodes[0] ?? null,
  additionalFees: () => [],
  retailLocation: () => null,
  agreements: (_: Order, args: PageArgs, context) => pageById([], args, context),
  returns: (_: Order, args: PageArgs, context) => pageById([], args, context),
  disputes: () => [],
  events: (_: Order, args: PageArgs, context) => pageById([], args, context),
  metafields: (_: Order, args: PageArgs, context) => pageById([], args, context),
  localizedFields: (_: Order, args: PageArgs, context) => pageById([], args, context),
  localizationExtensions: (_: Order, args: PageArgs, context) => pageById([], args, context),
  taxLines: (record: Order) => taxLinesOf(record, false).map((tax) => showTax(tax, record)),
  currentTaxLines: (record: Order) => taxLinesOf(record, true).map((tax) => showTax(tax, record)),
  discountApplications: (record: Order, args: PageArgs, context) =>
    pageOf(record.discounts, args, context, { idOf: (entry) => `gid://shopify/X/${entry.index + 1}` }),
  lineItems: (record: Order, args: PageArgs, context) => pageById(record.lines, args, context),
  nonFulfillableLineItems: (record: Order, args: PageArgs, context) =>
    pageById(record.lines.filter((line) => line.isGiftCard), args, context),
  shippingLine: (record: Order) => record.shipping.find((line) => !line.isRemoved) ?? null,
  shippingLines: (record: Order, args: OrderShippingLinesArgs & PageArgs, context) =>
    pageById(record.shipping.filter((line) => args.includeRemovals === true || !line.isRemoved), args, context),
  transactions: (record: Order, args: PageArgs) => plainList(record.transactions, args),
  transactionsCount: (record: Order) => ({ count: record.transactions.length, precision: 'EXACT' }),
  refunds: (record: Order, args: PageArgs) => plainList(record.refunds, args),
  fulfillments: (record: Order, args: PageArgs) => plainList(record.fulfillments, args),
  fulfillmentsCount: (record: Order) => ({ count: record.fulfillments.length, precision: 'EXACT' }),
  fulfillmentOrders: (record: Order, args: PageArgs, context) => pageById(record.fulfillmentOrders, args, context),
};

function orderOf(context: Context, id: string): Order {
  const found = context.state.orders.get(id);
  if (found === undefined) throw new TypeError(`the shop lost order ${id}`);
  return found;
}

function showTax(tax: Tax, record: Order) {
  return {
    title: tax.title,
    rate: tax.rate,
    ratePercentage: tax.rate * 100,
    price: toPrice(tax, record),
    priceSet: moneyBag(tax.amount, record),
    channelLiable: false,
    source: 'Shopify',
  };
}

function toPrice(tax: Tax, record: Order): string {
  return moneyV2(tax.amount.shop, record.currency).amount;
}

const line: FieldMap = {
  name: (record: Line) => (record.variantTitle === null ? record.title : `${record.title} - ${record.variantTitle}`),
  product: (record: Line, _, { state }) =>
    record.variant === null ? null : (state.products.get(record.variant.product.id) ?? null),
  variant: (record: Line, _, { state }) =>
    record.variant === null ? null : (state.variants.get(record.variant.id) ?? null),
  currentQuantity: (record: Line, _, context) => lineOf(context, record).currentUnits,
  refundableQuantity: (record: Line, _, context) => lineOf(context, record).currentUnits,
  unfulfilledQuantity: (record: Line, _, context) => unfulfilledUnits(orderOf(context, record.orderId), record),
  fulfillableQuantity: (record: Line, _, context) => unfulfilledUnits(orderOf(context, record.orderId), record),
  nonFulfillableQuantity: (record: Line) => (record.isGiftCard ? record.quantity : 0),
  fulfillmentStatus: (record: Line, _, context) => {
    const whole = orderOf(context, record.orderId);
    const units = fulfilledUnits(whole, record);
    return units === 0 ? 'unfulfilled' : unfulfilledUnits(whole, record) === 0 ? 'fulfilled' : 'partial';
  },
  merchantEditable: (record: Line, _, context) => unfulfilledUnits(orderOf(context, record.orderId), record) > 0,
  restockable: (record: Line) => record.variant?.item.tracked === true,
  customAttributes: (record: Line) => record.attributes,
  lineItemGroup: () => null,
  originalUnitPriceSet: (record: Line, _, context) => moneyBag(record.unitPrice, orderOf(context, record.orderId)),
  originalTotalSet: (record: Line, _, context) =>
    moneyBag(timesBag(record.unitPrice, record.quantity), orderOf(context, record.orderId)),
  discountedTotalSet: (record: Line, _, context) => {
    const whole = orderOf(context, record.orderId);
    return moneyBag(subtractBags(timesBag(record.unitPrice, record.quantity), ownDiscount(whole, record)), whole);
  },
  discountedUnitPriceSet: (record: Line, _, context) => {
    const whole = orderOf(context, record.orderId);
    return moneyBag(
      subtractBags(record.unitPrice, shareBag(ownDiscount(whole, record), 1, record.quantity)),
      whole,
    );
  },
  discountedUnitPriceAfterAllDiscountsSet: (record: Line, _, context) => {
    const { fullNet } = lineOf(context, record);
    return moneyBag(shareBag(fullNet, 1, record.quantity), orderOf(context, record.orderId));
  },
  priceAfterAllDiscountsBeforeTaxesSet: (record: Line, _, context) => {
    const whole = orderOf(context, record.orderId);
    const { fullNet, fullTax } = lineOf(context, record);
    return moneyBag(whole.taxesIncluded ? subtractBags(fullNet, fullTax) : fullNet, whole);
  },
  totalDiscountSet: (record: Line, _, context) => {
    const whole = orderOf(context, record.orderId);
    return moneyBag(ownDiscount(whole, record), whole);
  },
  unfulfilledOriginalTotalSet: (record: Line, _, context) => {
    const whole = orderOf(context, record.orderId);
    return moneyBag(timesBag(record.unitPrice, unfulfilledUnits(whole, record)), whole);
  },
  unfulfilledDiscountedTotalSet: (record: Line, _, context) => {
    const whole = orderOf(context, record.orderId);
    return moneyBag(shareBag(lineOf(context, record).fullNet, unfulfilledUnits(whole, record), record.quantity), whole);
  },
  discountAllocations: (record: Line, _, context) => {
    const whole = orderOf(context, record.orderId);
    return record.allocations.map((entry) => ({
      allocatedAmountSet: moneyBag(entry.amount, whole),
      allocatedAmount: moneyV2(entry.amount.shop, whole.currency),
      discountApplication: { owner: whole, ...whole.discounts[entry.applicationIndex] },
    }));
  },
  taxLines: (record: Line, args: PageArgs, context) =>
    plainList(record.taxes, args).map((tax) => showTax(tax, orderOf(context, record.orderId))),
  duties: (record: Line, _, context) =>
    record.duties.map((duty: Duty) => ({
      ...duty,
      price: moneyBag(duty.amount, orderOf(context, record.orderId)),
      taxLines: [],
    })),
};

function lineOf(context: Context, record: Line) {
  const whole = orderOf(context, record.orderId);
  return amountsIn(context, whole).lines.get(record.id) ?? lineAmounts(whole, record);
}

/** Discounts of the line itself, without its share of those on the whole order. */
function ownDiscount(whole: Order, record: Line) {
  const own = record.allocations.filter((entry) => whole.discounts[entry.applicationIndex]?.allocationMethod !== 'ACROSS');
  return own.length === 0 ? zeroBag : addBags(...own.map((entry) => entry.amount));
}

const shipping: FieldMap = {
  carrierIdentifier: () => null,
  custom: () => true,
  discountedPriceSet: (record: Shipping, _, context) =>
    moneyBag(discountedShipping(record), orderOf(context, record.orderId)),
  originalPriceSet: (record: Shipping, _, context) => moneyBag(record.price, orderOf(context, record.orderId)),
  currentDiscountedPriceSet: (record: Shipping, _, context) => {
    const whole = orderOf(context, record.orderId);
    const refunded = whole.refunds.flatMap((refund) => refund.shipping).filter((entry) => entry.shippingId === record.id);
    const left = subtractBags(discountedShipping(record), addBags(...refunded.map((entry) => entry.subtotal)));
    return moneyBag(record.isRemoved ? zeroBag : left, whole);
  },
  price: (record: Shipping, _, context) => moneyV2(record.price.shop, orderOf(context, record.orderId).currency).amount,
  taxLines: (record: Shipping, _, context) =>
    record.taxes.map((tax) => showTax(tax, orderOf(context, record.orderId))),
  discountAllocations: (record: Shipping, _, context) => {
    const whole = orderOf(context, record.orderId);
    return record.allocations.map((entry) => ({
      allocatedAmountSet: moneyBag(entry.amount, whole),
      discountApplication: { owner: whole, ...whole.discounts[entry.applicationIndex] },
    }));
  },
};

const transaction: FieldMap = {
  kind: (record: Transaction) => record.type,
  formattedGateway: (record: Transaction) => record.gateway,
  manualPaymentGateway: (record: Transaction) => record.gateway === 'manual',
  createdAt: (record: Transaction) => toTime(record.createdAt),
  processedAt: (record: Transaction) => toTime(record.processedAt),
  paymentId: (record: Transaction) => `${record.orderId}.${tailOf(record.id)}`,
  amountSet: (record: Transaction, _, context) => moneyBag(record.amount, orderOf(context, record.orderId)),
  amount: (record: Transaction, _, context) => moneyV2(record.amount.shop, orderOf(context, record.orderId).currency).amount,
  totalUnsettledSet: (record: Transaction, _, context) => moneyBag(zeroBag, orderOf(context, record.orderId)),
  parentTransaction: (record: Transaction, _, context) =>
    orderOf(context, record.orderId).transactions.find((entry) => entry.id === record.parentId) ?? null,
  order: (record: Transaction, _, context) => orderOf(context, record.orderId),
  accountNumber: () => null,
  fees: () => [],
  multiCapturable: () => false,
};

const discount: FieldMap = {
  value: (record: DiscountApplication & { readonly owner?: Order }, _, { state }) =>
    'percentage' in record.value
      ? { kind: 'PricingPercentageValue', percentage: record.value.percentage }
      : { kind: 'MoneyV2', ...moneyV2(record.value.amount.shop, record.owner?.currency ?? state.settings.currency) },
};

const address: FieldMap = {
  name: (record: Address) => [record.firstName, record.lastName].filter((part) => part !== null).join(' ') || null,
  countryCodeV2: (record: Address) => record.countryCode,
  coordinatesValidated: () => false,
  formatted: (record: Address) =>
    [record.company, record.address1, record.address2, record.city, record.country].filter((part) => part !== null),
};

const customer: FieldMap = {
  legacyResourceId: (record: Customer) => tailOf(record.id),
  displayName: (record: Customer) =>
    [record.firstName, record.lastName].filter((part) => part !== null).join(' ') || (record.email ?? ''),
  createdAt: (record: Customer) => toTime(record.createdAt),
  updatedAt: (record: Customer) => toTime(record.updatedAt),
  defaultEmailAddress: (record: Customer) => (record.email === null ? null : { emailAddress: record.email, marketingState: 'NOT_SUBSCRIBED', validFormat: true }),
  numberOfOrders: (record: Customer, _, { state }) =>
    String([...state.orders.values()].filter((entry) => entry.customer === record).length),
  tags: () => [],
};

export const orderResolvers: ResolverMap = {
  Order: order,
  LineItem: line,
  ShippingLine: shipping,
  OrderTransaction: transaction,
  DiscountCodeApplication: discount,
  ManualDiscountApplication: discount,
  AutomaticDiscountApplication: discount,
  MailingAddress: address,
  Customer: customer,
};
