import { tailOf } from '../model/ids.ts';
import { supportedActions } from '../model/fulfillment-orders.ts';
import type {
  Fulfillment,
  FulfillmentEvent,
  FulfillmentLine,
  FulfillmentOrder,
  FulfillmentOrderLine,
} from '../model/shipping-records.ts';
import type { Line } from '../model/records.ts';
import type { Refund, RefundAdjustment, RefundLine, RefundShipping } from '../model/refund-records.ts';
import { addBags, timesBag, zeroBag } from '../model/money-math.ts';
import { pageById, type PageArgs, plainList } from './connection.ts';
import { type Context, type FieldMap, type ResolverMap, toTime } from './context.ts';
import { moneyBag, moneyV2 } from './money.ts';
import { displayOf } from './display-words.ts';
import { lineOf, orderOf } from './order-owner.ts';

const fulfillmentOrder: FieldMap = {
  createdAt: (record: FulfillmentOrder) => toTime(record.createdAt),
  updatedAt: (record: FulfillmentOrder) => toTime(record.updatedAt),
  fulfillAt: (record: FulfillmentOrder) => toTime(record.createdAt),
  fulfillBy: (record: FulfillmentOrder) => toTime(record.fulfillBy),
  order: (record: FulfillmentOrder, _, context) => orderOf(context, record.orderId),
  orderName: (record: FulfillmentOrder, _, context) => orderOf(context, record.orderId).name,
  orderProcessedAt: (record: FulfillmentOrder, _, context) =>
    toTime(orderOf(context, record.orderId).processedAt),
  channelId: () => null,
  assignedLocation(record: FulfillmentOrder, _, { state }) {
    const location = state.locations.get(record.locationId);
    const place = location?.address ?? {};
    return {
      kind: 'FulfillmentOrderAssignedLocation',
      name: location?.name ?? '',
      countryCode: place['countryCode'] ?? 'US',
      ...place,
      location: location ?? null,
    };
  },
  destination: (record: FulfillmentOrder, _, context) => {
    const address = orderOf(context, record.orderId).shippingAddress;
    return address === null
      ? null
      : {
          ...address,
          kind: 'FulfillmentOrderDestination',
          id: record.id.replace('FulfillmentOrder', 'FulfillmentOrderDestination'),
        };
  },
  fulfillmentHolds: (record: FulfillmentOrder) =>
    record.holds.map((hold) => ({
      ...hold,
      displayReason: displayOf(hold.reason),
      heldByRequestingApp: true,
      heldBy: 'Syncline',
      heldByApp: { id: 'gid://shopify/App/1' },
    })),
  supportedActions: (record: FulfillmentOrder, _, context) =>
    supportedActions(record, orderOf(context, record.orderId)).map((action) => ({
      action,
      externalUrl: null,
    })),
  merchantRequests: (_: FulfillmentOrder, args: PageArgs, context) => pageById([], args, context),
  locationsForMove: (_: FulfillmentOrder, args: PageArgs, context) => pageById([], args, context),
  fulfillmentOrdersForMerge: (_: FulfillmentOrder, args: PageArgs, context) => pageById([], args, context),
  lineItems: (record: FulfillmentOrder, args: PageArgs, context) => pageById(record.lines, args, context),
  fulfillments: (record: FulfillmentOrder, args: PageArgs, context) =>
    pageById(
      orderOf(context, record.orderId).fulfillments.filter((entry) =>
        entry.fulfillmentOrderIds.includes(record.id),
      ),
      args,
      context,
    ),
};

function soldLine(record: FulfillmentOrderLine, context: Context): Line {
  const owner = context.state.fulfillmentOrders.get(record.fulfillmentOrderId);
  return lineOf(context, owner?.orderId ?? '', record.lineId);
}

const fulfillmentOrderLine: FieldMap = {
  totalQuantity: (record: FulfillmentOrderLine) => record.total,
  remainingQuantity: (record: FulfillmentOrderLine) => record.remaining,
  lineItem: (record: FulfillmentOrderLine, _, context) => soldLine(record, context),
  sku: (record: FulfillmentOrderLine, _, context) => soldLine(record, context).sku,
  productTitle: (record: FulfillmentOrderLine, _, context) => soldLine(record, context).title,
  variantTitle: (record: FulfillmentOrderLine, _, context) => soldLine(record, context).variantTitle,
  vendor: (record: FulfillmentOrderLine, _, context) => soldLine(record, context).vendor,
  requiresShipping: (record: FulfillmentOrderLine, _, context) => soldLine(record, context).requiresShipping,
  variant: (record: FulfillmentOrderLine, _, context) => soldLine(record, context).variant,
  inventoryItemId: (record: FulfillmentOrderLine, _, context) =>
    soldLine(record, context).variant?.item.id ?? null,
  weight: () => null,
  warnings: () => [],
  financialSummaries: () => [],
};

const fulfillment: FieldMap = {
  legacyResourceId: (record: Fulfillment) => tailOf(record.id),
  createdAt: (record: Fulfillment) => toTime(record.createdAt),
  updatedAt: (record: Fulfillment) => toTime(record.updatedAt),
  deliveredAt: (record: Fulfillment) => toTime(record.deliveredAt),
  inTransitAt: (record: Fulfillment) => toTime(record.inTransitAt),
  estimatedDeliveryAt: (record: Fulfillment) => toTime(record.estimatedDeliveryAt),
  order: (record: Fulfillment, _, context) => orderOf(context, record.orderId),
  location: (record: Fulfillment, _, { state }) => state.locations.get(record.locationId) ?? null,
  service: (_: Fulfillment, __: unknown, { state }) => ({
    kind: 'FulfillmentService',
    id: 'gid://shopify/FulfillmentService/manual',
    handle: 'manual',
    serviceName: 'Manual',
    type: 'MANUAL',
    trackingSupport: false,
    inventoryManagement: false,
    requiresShippingMethod: false,
    callbackUrl: null,
    location: [...state.locations.values()][0] ?? null,
  }),
  requiresShipping: (record: Fulfillment, _, context) =>
    record.lines.some((entry) => lineOf(context, record.orderId, entry.lineId).requiresShipping),
  totalQuantity: (record: Fulfillment) => record.lines.reduce((sum, entry) => sum + entry.quantity, 0),
  trackingInfo: (record: Fulfillment, args: PageArgs) => plainList(record.tracking, args),
  events: (record: Fulfillment, args: PageArgs, context) => pageById(record.events, args, context),
  fulfillmentLineItems: (record: Fulfillment, args: PageArgs, context) =>
    pageById(
      record.lines.map((entry) => ({ ...entry, orderId: record.orderId })),
      args,
      context,
    ),
  fulfillmentOrders: (record: Fulfillment, args: PageArgs, context) =>
    pageById(
      record.fulfillmentOrderIds.flatMap((id) => context.state.fulfillmentOrders.get(id) ?? []),
      args,
      context,
    ),
};

type OwnedLine = FulfillmentLine & { readonly orderId: string };

const fulfillmentLine: FieldMap = {
  lineItem: (record: OwnedLine, _, context) => lineOf(context, record.orderId, record.lineId),
  originalTotalSet: (record: OwnedLine, _, context) => {
    const order = orderOf(context, record.orderId);
    return moneyBag(
      timesBag(lineOf(context, record.orderId, record.lineId).unitPrice, record.quantity),
      order,
    );
  },
};

const fulfillmentEvent: FieldMap = {
  happenedAt: (record: FulfillmentEvent) => toTime(record.happenedAt),
  createdAt: (record: FulfillmentEvent) => toTime(record.createdAt),
  estimatedDeliveryAt: (record: FulfillmentEvent) => toTime(record.estimatedDeliveryAt),
  ...Object.fromEntries(
    ['address1', 'city', 'country', 'latitude', 'longitude', 'province', 'zip'].map((name) => [
      name,
      (record: FulfillmentEvent) => record.address[name] ?? null,
    ]),
  ),
};

const refund: FieldMap = {
  legacyResourceId: (record: Refund) => tailOf(record.id),
  createdAt: (record: Refund) => toTime(record.createdAt),
  updatedAt: (record: Refund) => toTime(record.createdAt),
  processedAt: (record: Refund) => toTime(record.processedAt),
  order: (record: Refund, _, context) => orderOf(context, record.orderId),
  duties: () => [],
  return: (record: Refund, _, { state }) => state.returns.get(record.returnId ?? '') ?? null,
  totalRefundedSet: (record: Refund, _, context) => {
    const paid = record.transactions.filter((entry) => entry.status === 'SUCCESS');
    return moneyBag(
      paid.length === 0 ? zeroBag : addBags(...paid.map((entry) => entry.amount)),
      orderOf(context, record.orderId),
    );
  },
  refundLineItems: (record: Refund, args: PageArgs, context) =>
    pageById(
      record.lines.map((entry) => ({ ...entry, orderId: record.orderId })),
      args,
      context,
    ),
  refundShippingLines: (record: Refund, args: PageArgs, context) =>
    pageById(
      record.shipping.map((entry) => ({ ...entry, orderId: record.orderId })),
      args,
      context,
    ),
  orderAdjustments: (record: Refund, args: PageArgs, context) =>
    pageById(
      record.adjustments.map((entry) => ({ ...entry, orderId: record.orderId })),
      args,
      context,
    ),
  transactions: (record: Refund, args: PageArgs, context) => pageById(record.transactions, args, context),
};

type Owned<Part> = Part & { readonly orderId: string };

const refundLine: FieldMap = {
  restocked: (record: Owned<RefundLine>) => record.restockType !== 'NO_RESTOCK',
  location: (record: Owned<RefundLine>, _, { state }) => state.locations.get(record.locationId ?? '') ?? null,
  lineItem: (record: Owned<RefundLine>, _, context) => lineOf(context, record.orderId, record.lineId),
  price: (record: Owned<RefundLine>, _, context) =>
    moneyV2(record.unitPrice.shop, orderOf(context, record.orderId).currency).amount,
  priceSet: (record: Owned<RefundLine>, _, context) =>
    moneyBag(record.unitPrice, orderOf(context, record.orderId)),
  subtotalSet: (record: Owned<RefundLine>, _, context) =>
    moneyBag(record.subtotal, orderOf(context, record.orderId)),
  totalTaxSet: (record: Owned<RefundLine>, _, context) =>
    moneyBag(record.tax, orderOf(context, record.orderId)),
};

const refundShipping: FieldMap = {
  shippingLine: (record: Owned<RefundShipping>, _, context) =>
    orderOf(context, record.orderId).shipping.find((line) => line.id === record.shippingId) ?? null,
  subtotalAmountSet: (record: Owned<RefundShipping>, _, context) =>
    moneyBag(record.subtotal, orderOf(context, record.orderId)),
  taxAmountSet: (record: Owned<RefundShipping>, _, context) =>
    moneyBag(record.tax, orderOf(context, record.orderId)),
};

const adjustment: FieldMap = {
  amountSet: (record: Owned<RefundAdjustment>, _, context) =>
    moneyBag(record.amount, orderOf(context, record.orderId)),
  taxAmountSet: (record: Owned<RefundAdjustment>, _, context) =>
    moneyBag(zeroBag, orderOf(context, record.orderId)),
};

export const shippingResolvers: ResolverMap = {
  FulfillmentOrder: fulfillmentOrder,
  FulfillmentOrderLineItem: fulfillmentOrderLine,
  Fulfillment: fulfillment,
  FulfillmentLineItem: fulfillmentLine,
  FulfillmentEvent: fulfillmentEvent,
  Refund: refund,
  RefundLineItem: refundLine,
  RefundShippingLine: refundShipping,
  OrderAdjustment: adjustment,
};
