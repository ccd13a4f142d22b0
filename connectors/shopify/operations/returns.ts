/**
 * Whole returns by id. What customers and staff wrote about them is not asked for. Needs the scope `read_returns`. A list
 * that is cut is refused: no return of a store has as many lines.
 */
export const RETURNS_BY_IDS = `#graphql
  query ReturnsByIds($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      ... on Return {
        id name status createdAt closedAt
        returnLineItems(first: 100) {
          pageInfo { hasNextPage endCursor }
          nodes {
            __typename
            id quantity processedQuantity refundedQuantity
            returnReasonDefinition { handle }
            ... on ReturnLineItem { fulfillmentLineItem { lineItem { id } } }
          }
        }
        exchangeLineItems(first: 100) {
          pageInfo { hasNextPage endCursor }
          nodes { id quantity processedQuantity variantSku lineItems { id } }
        }
        reverseFulfillmentOrders(first: 10) {
          pageInfo { hasNextPage endCursor }
          nodes {
            id status
            lineItems(first: 100) {
              pageInfo { hasNextPage endCursor }
              nodes {
                totalQuantity
                fulfillmentLineItem { lineItem { id } }
                dispositions { type quantity location { id } }
              }
            }
            reverseDeliveries(first: 20) { pageInfo { hasNextPage endCursor } nodes { id } }
          }
        }
      }
    }
  }
` as const;
