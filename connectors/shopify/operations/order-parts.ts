/**
 * The parts of an order, each a fragment, so that the batch read and the follow-up pages of what did not fit the first
 * page select the same fields. They use the fragment `Bag`.
 */
export const ORDER_LINE = `#graphql
  fragment OrderLine on LineItem {
    id sku title quantity currentQuantity unfulfilledQuantity isGiftCard requiresShipping
    variant { id inventoryItem { id } }
    originalUnitPriceSet { ...Bag }
    discountAllocations { allocatedAmountSet { ...Bag } }
    taxLines(first: 50) { title rate priceSet { ...Bag } }
  }
` as const;

export const SHIPPING_LINE = `#graphql
  fragment OrderShippingLine on ShippingLine {
    id code title
    discountedPriceSet { ...Bag }
    taxLines { title rate priceSet { ...Bag } }
  }
` as const;

export const REFUND_LINE = `#graphql
  fragment RefundLine on RefundLineItem {
    id quantity restockType restocked
    location { id }
    lineItem { id }
    subtotalSet { ...Bag }
    totalTaxSet { ...Bag }
  }
` as const;

export const REFUND_SHIPPING_LINE = `#graphql
  fragment RefundShipping on RefundShippingLine {
    id
    shippingLine { id }
    subtotalAmountSet { ...Bag }
    taxAmountSet { ...Bag }
  }
` as const;

export const REFUND_ADJUSTMENT = `#graphql
  fragment RefundAdjustment on OrderAdjustment {
    id
    amountSet { ...Bag }
    taxAmountSet { ...Bag }
  }
` as const;

export const FULFILLMENT_ORDER_LINE = `#graphql
  fragment FulfillmentOrderLine on FulfillmentOrderLineItem {
    id remainingQuantity
    lineItem { id }
  }
` as const;

export const FULFILLMENT_ORDER = `#graphql
  fragment FulfillmentOrderPart on FulfillmentOrder {
    id status
    assignedLocation { location { id } }
    supportedActions { action }
    lineItems(first: 50) {
      pageInfo { hasNextPage endCursor }
      nodes { ...FulfillmentOrderLine }
    }
  }
` as const;

export const FULFILLMENT_LINE = `#graphql
  fragment FulfillmentLine on FulfillmentLineItem { id quantity lineItem { id } }
` as const;

export const FULFILLMENT = `#graphql
  fragment FulfillmentPart on Fulfillment {
    id status createdAt
    trackingInfo(first: 50) { number }
    fulfillmentLineItems(first: 50) {
      pageInfo { hasNextPage endCursor }
      nodes { ...FulfillmentLine }
    }
  }
` as const;
