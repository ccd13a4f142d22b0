import { tailOf } from '../model/ids.ts';
import { addBags, subtractBags, zeroBag } from '../model/money-math.ts';
import { discountedShipping } from '../model/order-amounts.ts';
import type { Transaction } from '../model/payment-records.ts';
import type { Address } from '../model/people-records.ts';
import type { DiscountApplication, Order, Shipping } from '../model/records.ts';
import { type FieldMap, type ResolverMap, toTime } from './context.ts';
import { moneyBag, moneyV2 } from './money.ts';
import { orderOf, showTax } from './order-owner.ts';

const shipping: FieldMap = {
  carrierIdentifier: () => null,
  custom: () => true,
  discountedPriceSet: (record: Shipping, _, context) =>
    moneyBag(discountedShipping(record), orderOf(context, record.orderId)),
  originalPriceSet: (record: Shipping, _, context) =>
    moneyBag(record.price, orderOf(context, record.orderId)),
  currentDiscountedPriceSet: (record: Shipping, _, context) => {
    const whole = orderOf(context, record.orderId);
    const refunded = whole.refunds
      .flatMap((refund) => refund.shipping)
      .filter((entry) => entry.shippingId === record.id);
    const left = subtractBags(
      discountedShipping(record),
      addBags(...refunded.map((entry) => entry.subtotal)),
    );
    return moneyBag(record.isRemoved ? zeroBag : left, whole);
  },
  price: (record: Shipping, _, context) =>
    moneyV2(record.price.shop, orderOf(context, record.orderId).currency).amount,
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
  amount: (record: Transaction, _, context) =>
    moneyV2(record.amount.shop, orderOf(context, record.orderId).currency).amount,
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
      : {
          kind: 'MoneyV2',
          ...moneyV2(record.value.amount.shop, record.owner?.currency ?? state.settings.currency),
        },
};

const address: FieldMap = {
  name: (record: Address) =>
    [record.firstName, record.lastName].filter((part) => part !== null).join(' ') || null,
  countryCodeV2: (record: Address) => record.countryCode,
  coordinatesValidated: () => false,
  formatted: (record: Address) =>
    [record.company, record.address1, record.address2, record.city, record.country].filter(
      (part) => part !== null,
    ),
};

/** What an order is made of, beside its lines. */
export const orderPartResolvers: ResolverMap = {
  ShippingLine: shipping,
  OrderTransaction: transaction,
  DiscountCodeApplication: discount,
  ManualDiscountApplication: discount,
  AutomaticDiscountApplication: discount,
  MailingAddress: address,
};
