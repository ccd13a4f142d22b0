import { FULFILLMENT, FULFILLMENT_LINE, FULFILLMENT_ORDER, FULFILLMENT_ORDER_LINE } from './order-parts.ts';

/** What an order shows about its shipping: the look-up before and after a fulfillment is created. */
export const FULFILLMENT_STATE = `#graphql
  query FulfillmentState($id: ID!) {
    order(id: $id) {
      id
      fulfillments(first: 100) { ...FulfillmentPart }
      fulfillmentOrders(first: 25) {
        pageInfo { hasNextPage endCursor }
        nodes { ...FulfillmentOrderPart }
      }
    }
  }
  ${FULFILLMENT_LINE}
  ${FULFILLMENT}
  ${FULFILLMENT_ORDER_LINE}
  ${FULFILLMENT_ORDER}
` as const;

/** Has no idempotency key: whoever sends it looks up first. */
export const CREATE_FULFILLMENT = `#graphql
  mutation CreateFulfillment($fulfillment: FulfillmentInput!) {
    fulfillmentCreate(fulfillment: $fulfillment) {
      fulfillment { id name status createdAt }
      userErrors { field message }
    }
  }
` as const;
