export const VARIANTS_PAGE = `#graphql
  query VariantsPage($first: Int!, $after: String, $query: String) {
    productVariants(first: $first, after: $after, query: $query, sortKey: ID) {
      pageInfo { hasNextPage endCursor }
      nodes {
        id sku displayName title price inventoryPolicy updatedAt
        product { id status title }
        inventoryItem { id tracked requiresShipping }
      }
    }
  }
` as const;

export const LOCATIONS_PAGE = `#graphql
  query LocationsPage($first: Int!, $after: String, $includeInactive: Boolean!) {
    locations(first: $first, after: $after, includeInactive: $includeInactive) {
      pageInfo { hasNextPage endCursor }
      nodes { id name isActive fulfillsOnlineOrders isFulfillmentService shipsInventory }
    }
  }
` as const;
