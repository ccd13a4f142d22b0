import type { StockChange, StockLowering } from '#sdk/capabilities.ts';
import { RejectedError, StaleError } from '#sdk/errors.ts';
import type { UserErrors } from './answer-shape.ts';
import type { ShopifyClient } from './client.ts';
import { ACTIVATE_INVENTORY, LOWER_INVENTORY, SET_INVENTORY } from './operations/stock.ts';
import { activateAnswerShape, lowerAnswerShape, setAnswerShape } from './stock-shape.ts';
import { refuseUserErrors } from './user-errors.ts';

/**
 * Writes a batch of levels, all or nothing. `from` is always sent, so that a sale between our read and our write makes
 * the call stale instead of being overwritten. Shopify names no row for a stale batch.
 */
export async function setStock(
  client: ShopifyClient,
  changes: readonly StockChange[],
  key: string,
  reference: string,
): Promise<void> {
  const { data } = await client.write({
    operation: SET_INVENTORY,
    label: 'stock.set',
    shape: setAnswerShape,
    variables: {
      key,
      input: {
        name: 'available',
        reason: 'correction',
        referenceDocumentUri: toReferenceUri(reference),
        quantities: changes.map(({ inventoryItemId, locationId, from, to }) => {
          return { inventoryItemId, locationId, quantity: to, changeFromQuantity: from };
        }),
      },
    },
  });
  const errors = data.inventorySetQuantities.userErrors;
  if (errors.some((error) => error.code === 'CHANGE_FROM_QUANTITY_STALE')) {
    throw new StaleError('at least one level is no longer what was compared');
  }
  refuseRows(errors);
}

/** Takes units from levels, whatever they show by then: all or nothing. */
export async function lowerStock(
  client: ShopifyClient,
  lowerings: readonly StockLowering[],
  key: string,
  reference: string,
): Promise<void> {
  const { data } = await client.write({
    operation: LOWER_INVENTORY,
    label: 'stock.lower',
    shape: lowerAnswerShape,
    variables: {
      key,
      input: {
        name: 'available',
        reason: 'correction',
        referenceDocumentUri: toReferenceUri(reference),
        changes: lowerings.map(({ inventoryItemId, locationId, units }) => {
          return { inventoryItemId, locationId, delta: -units, changeFromQuantity: null };
        }),
      },
    },
  });
  refuseRows(data.inventoryAdjustQuantities.userErrors);
}

function refuseRows(errors: UserErrors): void {
  if (errors.some((error) => error.code === 'ITEM_NOT_STOCKED_AT_LOCATION')) {
    throw new RejectedError('an item of the batch is not stocked at its location', { code: 'not-stocked' });
  }
  refuseUserErrors(errors);
}

/** Already stocked there is what was wanted. */
export async function activateStock(
  client: ShopifyClient,
  cell: { readonly inventoryItemId: string; readonly locationId: string },
  key: string,
): Promise<void> {
  const { data } = await client.write({
    operation: ACTIVATE_INVENTORY,
    label: 'stock.activate',
    shape: activateAnswerShape,
    variables: { ...cell, key },
  });
  const errors = data.inventoryActivate.userErrors.filter(
    (error) => !/already active|already stocked/i.test(error.message),
  );
  refuseUserErrors(errors);
}

/** Shopify wants a URI, in this form by preference, and shows it in the history of the level. */
function toReferenceUri(reference: string): string {
  return `gid://syncline/StockChange/${encodeURIComponent(reference)}`;
}
