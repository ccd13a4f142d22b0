/** Levels with the quantities asked for; inactive levels are in the list and say so. */
const LEVEL = `#graphql
  fragment Level on InventoryLevel {
    id isActive updatedAt
    location { id }
    quantities(names: $names) { name quantity updatedAt }
  }
` as const;

export const ITEMS_BY_IDS = `#graphql
  query ItemsByIds($ids: [ID!]!, $names: [String!]!) {
    nodes(ids: $ids) {
      __typename
      ... on InventoryItem {
        id sku tracked
        inventoryLevels(first: 50, includeInactive: true) {
          pageInfo { hasNextPage endCursor }
          nodes { ...Level }
        }
      }
    }
  }
  ${LEVEL}
` as const;

export const ITEMS_PAGE = `#graphql
  query ItemsPage($first: Int!, $after: String, $names: [String!]!) {
    inventoryItems(first: $first, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {
        id sku tracked
        inventoryLevels(first: 50, includeInactive: true) {
          pageInfo { hasNextPage endCursor }
          nodes { ...Level }
        }
      }
    }
  }
  ${LEVEL}
` as const;

/** The levels of one item that did not fit its first read. */
export const ITEM_LEVELS = `#graphql
  query ItemLevels($id: ID!, $after: String, $names: [String!]!) {
    inventoryItem(id: $id) {
      inventoryLevels(first: 250, after: $after, includeInactive: true) {
        pageInfo { hasNextPage endCursor }
        nodes { ...Level }
      }
    }
  }
  ${LEVEL}
` as const;

/** `changeFromQuantity` may be left out by the schema and is refused without; the builder of the input always has it. */
export const SET_INVENTORY = `#graphql
  mutation SetInventory($input: InventorySetQuantitiesInput!, $key: String!) {
    inventorySetQuantities(input: $input) @idempotent(key: $key) {
      inventoryAdjustmentGroup { id createdAt }
      userErrors { field message code }
    }
  }
` as const;

/** By a difference: here `changeFromQuantity` is null, which must be said as well. */
export const LOWER_INVENTORY = `#graphql
  mutation LowerInventory($input: InventoryAdjustQuantitiesInput!, $key: String!) {
    inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
      inventoryAdjustmentGroup { id createdAt }
      userErrors { field message code }
    }
  }
` as const;

export const ACTIVATE_INVENTORY = `#graphql
  mutation ActivateInventory($inventoryItemId: ID!, $locationId: ID!, $key: String!) {
    inventoryActivate(inventoryItemId: $inventoryItemId, locationId: $locationId) @idempotent(key: $key) {
      inventoryLevel { id isActive }
      userErrors { field message }
    }
  }
` as const;
