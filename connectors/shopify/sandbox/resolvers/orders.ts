import type { OrderShippingLinesArgs } from '#connectors/shopify/generated/admin.types.ts';
import { tailOf } from '../model/ids.ts';
import { taxLinesOf } from '../model/order-amounts.ts';
import { financialStatusOf, fulfillmentStatusOf, unfulfilledUnits } from '../model/order-status.ts';
import type { Order } from '../model/records.ts';
import { returnStatusOf } from '../model/returns.ts';
import { pageById, pageOf, type PageArgs, plainList } from './connection.ts';
import { amountsIn, type FieldMap, type ResolverMap, toTime } from './context.ts';
import { lineFields } from './order-line-view.ts';
import { showTax } from './order-owner.ts';
import { orderPartResolvers } from './order-part-views.ts';
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
  displayFinancialStatus: (record: Order, _, context) =>
    financialStatusOf(record, amountsIn(context, record)),
  displayFulfillmentStatus: (record: Order) => fulfillmentStatusOf(record),
  returnStatus: (record: Order) => returnStatusOf(record),
  unpaid: (record: Order, _, context) => amountsIn(context, record).received.shop === 0,
  fullyPaid: (record: Order, _, context) => amountsIn(context, record).due.shop <= 0,
  capturable: (record: Order, _, context) =>
    financialStatusOf(record, amountsIn(context, record)) === 'AUTHORIZED',
  refundable: (record: Order, _, context) => amountsIn(context, record).net.shop > 0,
  restockable: (record: Order) => record.cancelledAt === null,
  merchantEditable: (record: Order) => record.cancelledAt === null,
  canMarkAsPaid: (record: Order, _, context) => amountsIn(context, record).due.shop > 0,
  canNotifyCustomer: (record: Order) => record.email !== null,
  fulfillable: (record: Order) => record.lines.some((line) => unfulfilledUnits(record, line) > 0),
  hasTimelineComment: () => false,
  productNetwork: () => false,
  registeredSourceUrl: () => null,
  requiresShipping: (record: Order) => record.lines.some((line) => line.requiresShipping),
  customerAcceptsMarketing: () => false,
  billingAddressMatchesShippingAddress: (record: Order) => record.billingAddress === record.shippingAddress,
  statusPageUrl: (record: Order, _, { state }) =>
    `https://${state.settings.domain}/orders/${tailOf(record.id)}`,
  paymentGatewayNames: (record: Order) => [...new Set(record.transactions.map((entry) => entry.gateway))],
  discountCode: (record: Order) => record.discountCodes[0] ?? null,
  additionalFees: () => [],
  retailLocation: () => null,
  agreements: (_: Order, args: PageArgs, context) => pageById([], args, context),
  purchasingEntity: (record: Order) => record.buyer ?? record.customer,
  returns: (record: Order, args: PageArgs, context) => pageById(record.returns, args, context),
  disputes: () => [],
  events: (_: Order, args: PageArgs, context) => pageById([], args, context),
  metafields: (_: Order, args: PageArgs, context) => pageById([], args, context),
  localizedFields: (record: Order, args: PageArgs, context) => pageById(localizedOf(record), args, context),
  localizationExtensions: (record: Order, args: PageArgs, context) =>
    pageById(localizedOf(record), args, context),
  taxLines: (record: Order) => taxLinesOf(record, false).map((tax) => showTax(tax, record)),
  currentTaxLines: (record: Order) => taxLinesOf(record, true).map((tax) => showTax(tax, record)),
  discountApplications: (record: Order, args: PageArgs, context) =>
    pageOf(record.discounts, args, context, { idOf: (entry) => `gid://shopify/X/${entry.index + 1}` }),
  lineItems: (record: Order, args: PageArgs, context) => pageById(record.lines, args, context),
  nonFulfillableLineItems: (record: Order, args: PageArgs, context) =>
    pageById(
      record.lines.filter((line) => line.isGiftCard),
      args,
      context,
    ),
  shippingLine: (record: Order) => record.shipping.find((line) => !line.isRemoved) ?? null,
  shippingLines: (record: Order, args: OrderShippingLinesArgs & PageArgs, context) =>
    pageById(
      record.shipping.filter((line) => args.includeRemovals === true || !line.isRemoved),
      args,
      context,
    ),
  transactions: (record: Order, args: PageArgs) => plainList(record.transactions, args),
  transactionsCount: (record: Order) => ({ count: record.transactions.length, precision: 'EXACT' }),
  refunds: (record: Order, args: PageArgs) => plainList(record.refunds, args),
  fulfillments: (record: Order, args: PageArgs) => plainList(record.fulfillments, args),
  fulfillmentsCount: (record: Order) => ({ count: record.fulfillments.length, precision: 'EXACT' }),
  fulfillmentOrders: (record: Order, args: PageArgs, context) =>
    pageById(record.fulfillmentOrders, args, context),
};

export const orderResolvers: ResolverMap = { Order: order, LineItem: lineFields, ...orderPartResolvers };

/** `TAX_CREDENTIAL_BR` names its purpose and its country. */
function localizedOf(record: Order) {
  return [...record.localized].map(([key, value], index) => ({
    id: `gid://shopify/LocalizedField/${index + 1}`,
    key,
    value,
    countryCode: key.slice(-2),
    purpose: key.startsWith('SHIPPING') ? 'SHIPPING' : 'TAX',
    title: key.toLowerCase().replaceAll('_', ' '),
  }));
}
