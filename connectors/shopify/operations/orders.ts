import { MONEY_BAG } from './money.ts';
import {
  FULFILLMENT,
  FULFILLMENT_LINE,
  FULFILLMENT_ORDER,
  FULFILLMENT_ORDER_LINE,
  ORDER_LINE,
  REFUND_ADJUSTMENT,
  REFUND_LINE,
  REFUND_SHIPPING_LINE,
  SHIPPING_LINE,
} from './order-parts.ts';

/** What changed, oldest change first: ids and stamps only, so that a page of 250 stays cheap. */
export const ORDER_HEADERS = `#graphql
  query OrderHeaders($first: Int!, $after: String, $query: String!) {
    orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
      pageInfo { hasNextPage endCursor }
      nodes { id updatedAt }
    }
  }
` as const;

/**
 * Whole orders by id. A list by ids costs the same for one and for many, so the batch is bounded by the size of the
 * answer. Plain lists (refunds, fulfillments) have no page information: as many entries as were asked for
 * means that there may be more. Who ordered, on which terms, and what comes back, is asked for only where it is read at
 * all: each needs a scope of its own.
 */
export const ORDERS_BY_IDS = `#graphql
  query OrdersByIds(
    $ids: [ID!]!, $customers: Boolean!, $companies: Boolean!, $paymentTerms: Boolean!, $returns: Boolean!
  ) {
    nodes(ids: $ids) {
      __typename
      ... on Order {
        id name createdAt updatedAt cancelledAt test
        displayFinancialStatus currencyCode presentmentCurrencyCode taxesIncluded dutiesIncluded
        discountCodes paymentGatewayNames tags sourceName note email phone poNumber
        customer @include(if: $customers) { id }
        purchasingEntity @include(if: $companies) {
          __typename
          ... on PurchasingCompany { company { id name } location { id name } }
        }
        paymentTerms @include(if: $paymentTerms) { paymentTermsName dueInDays }
        billingAddress { ...Address }
        shippingAddress { ...Address }
        currentTotalPriceSet { ...Bag }
        currentTotalTaxSet { ...Bag }
        currentTotalDutiesSet { ...Bag }
        currentTotalAdditionalFeesSet { ...Bag }
        totalTipReceivedSet { ...Bag }
        totalReceivedSet { ...Bag }
        totalRefundedSet { ...Bag }
        totalCashRoundingAdjustment { paymentSet { ...Bag } }
        lineItems(first: 50) { pageInfo { hasNextPage endCursor } nodes { ...OrderLine } }
        shippingLines(first: 10) {
          pageInfo { hasNextPage endCursor }
          nodes { ...OrderShippingLine }
        }
        refunds(first: 100) {
          id createdAt processedAt
          return @include(if: $returns) { id }
          totalRefundedSet { ...Bag }
          duties { amountSet { ...Bag } }
          orderAdjustments(first: 10) { pageInfo { hasNextPage endCursor } nodes { ...RefundAdjustment } }
          refundLineItems(first: 50) { pageInfo { hasNextPage endCursor } nodes { ...RefundLine } }
          refundShippingLines(first: 10) { pageInfo { hasNextPage endCursor } nodes { ...RefundShipping } }
        }
        returns(first: 50) @include(if: $returns) { pageInfo { hasNextPage endCursor } nodes { id } }
        fulfillments(first: 100) { ...FulfillmentPart }
        fulfillmentOrders(first: 10) { pageInfo { hasNextPage endCursor } nodes { ...FulfillmentOrderPart } }
      }
    }
  }
  fragment Address on MailingAddress {
    name company address1 address2 city zip provinceCode countryCodeV2 phone
  }
  ${MONEY_BAG}
  ${ORDER_LINE}
  ${SHIPPING_LINE}
  ${REFUND_ADJUSTMENT}
  ${REFUND_LINE}
  ${REFUND_SHIPPING_LINE}
  ${FULFILLMENT_LINE}
  ${FULFILLMENT}
  ${FULFILLMENT_ORDER_LINE}
  ${FULFILLMENT_ORDER}
` as const;
