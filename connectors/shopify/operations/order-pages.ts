import { MONEY_BAG } from './money.ts';
import {
  FULFILLMENT_LINE,
  FULFILLMENT_ORDER,
  FULFILLMENT_ORDER_LINE,
  ORDER_LINE,
  REFUND_ADJUSTMENT,
  REFUND_LINE,
  REFUND_SHIPPING_LINE,
  SHIPPING_LINE,
} from './order-parts.ts';

/** What an order's first read had to cut off, page by page. Start with the `endCursor` of that read. */
export const ORDER_LINES = `#graphql
  query OrderLines($id: ID!, $after: String) {
    order(id: $id) {
      lineItems(first: 250, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...OrderLine } }
    }
  }
  ${MONEY_BAG}
  ${ORDER_LINE}
` as const;

export const ORDER_SHIPPING_LINES = `#graphql
  query OrderShippingLines($id: ID!, $after: String) {
    order(id: $id) {
      shippingLines(first: 250, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { ...OrderShippingLine }
      }
    }
  }
  ${MONEY_BAG}
  ${SHIPPING_LINE}
` as const;

export const ORDER_FULFILLMENT_ORDERS = `#graphql
  query OrderFulfillmentOrders($id: ID!, $after: String) {
    order(id: $id) {
      fulfillmentOrders(first: 50, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { ...FulfillmentOrderPart }
      }
    }
  }
  ${FULFILLMENT_ORDER_LINE}
  ${FULFILLMENT_ORDER}
` as const;

export const FULFILLMENT_ORDER_LINES = `#graphql
  query FulfillmentOrderLines($id: ID!, $after: String) {
    fulfillmentOrder(id: $id) {
      lineItems(first: 250, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { ...FulfillmentOrderLine }
      }
    }
  }
  ${FULFILLMENT_ORDER_LINE}
` as const;

export const FULFILLMENT_LINES = `#graphql
  query FulfillmentLines($id: ID!, $after: String) {
    fulfillment(id: $id) {
      fulfillmentLineItems(first: 250, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { ...FulfillmentLine }
      }
    }
  }
  ${FULFILLMENT_LINE}
` as const;

export const REFUND_LINES = `#graphql
  query RefundLines($id: ID!, $after: String) {
    refund(id: $id) {
      refundLineItems(first: 250, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...RefundLine } }
    }
  }
  ${MONEY_BAG}
  ${REFUND_LINE}
` as const;

export const REFUND_SHIPPING_LINES = `#graphql
  query RefundShippingLines($id: ID!, $after: String) {
    refund(id: $id) {
      refundShippingLines(first: 250, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { ...RefundShipping }
      }
    }
  }
  ${MONEY_BAG}
  ${REFUND_SHIPPING_LINE}
` as const;

export const REFUND_ADJUSTMENTS = `#graphql
  query RefundAdjustments($id: ID!, $after: String) {
    refund(id: $id) {
      orderAdjustments(first: 250, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { ...RefundAdjustment }
      }
    }
  }
  ${MONEY_BAG}
  ${REFUND_ADJUSTMENT}
` as const;
