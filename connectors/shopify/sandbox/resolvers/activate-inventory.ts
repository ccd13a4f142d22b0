import type {
  MutationInventoryActivateArgs,
  MutationInventoryBulkToggleActivationArgs,
  MutationInventoryDeactivateArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import type { Level } from '../model/records.ts';
import { changeStock, deactivateLevel, onHandOf, stockAt } from '../model/stock.ts';
import { type FieldMap, notFound } from './context.ts';
import type { UserError } from './inventory-checks.ts';

const QUANTITY_MAX = 1_000_000_000;

function isGiven(quantity: number | null | undefined): quantity is number {
  return quantity !== null && quantity !== undefined;
}

export const activateInventoryMutations: FieldMap = {
  inventoryActivate(_: unknown, args: MutationInventoryActivateArgs, { state }) {
    const item = state.items.get(args.inventoryItemId);
    const location = state.locations.get(args.locationId);
    const refuse = (field: string[] | null, message: string) => ({
      inventoryLevel: null,
      userErrors: [{ field, message }],
    });
    if (item === undefined) {
      return refuse(['inventoryItemId'], 'The inventory item could not be found.');
    }
    if (location === undefined) {
      return refuse(['locationId'], "The product couldn't be stocked because the location wasn't found.");
    }
    if (!location.isActive) {
      return refuse(
        ['locationId'],
        `The product couldn't be stocked at ${location.name} because the location is deactivated.`,
      );
    }
    const { available, onHand } = args;
    const known = item.levels.get(location.id);
    const cannot = `The product couldn't be stocked at ${location.name} because`;
    if (isGiven(available) && isGiven(onHand)) {
      const message = `${cannot} not allowed to set available and on_hand quantities at the same time.`;
      return {
        inventoryLevel: null,
        userErrors: [
          { field: ['available'], message },
          { field: ['onHand'], message },
        ],
      };
    }
    if (known?.isActive === true) {
      const [field, name] = isGiven(available) ? ['available', 'available'] : ['onHand', 'an on_hand'];
      if (!isGiven(available) && !isGiven(onHand)) return { inventoryLevel: known, userErrors: [] };
      const message = `Not allowed to set ${name} quantity when the item is already active at the location.`;
      return { inventoryLevel: known, userErrors: [{ field: [field], message }] };
    }
    for (const [field, quantity] of [
      ['available', available],
      ['onHand', onHand],
    ] as const) {
      if (isGiven(quantity) && Math.abs(quantity) > QUANTITY_MAX) {
        return refuse([field], `${cannot} the quantity needs to be between -1 billion and 1 billion.`);
      }
    }
    const level = stockAt(state, item, location);
    const reason = { cause: 'activated', reference: null } as const;
    if (isGiven(available)) {
      changeStock(state, level, { available: available - level.states.available }, reason);
    } else if (isGiven(onHand)) {
      changeStock(state, level, { available: onHand - onHandOf(level) }, reason);
    }
    return { inventoryLevel: level, userErrors: [] };
  },
  inventoryDeactivate(_: unknown, { inventoryLevelId }: MutationInventoryDeactivateArgs, { state }) {
    const level = state.levels.get(inventoryLevelId);
    if (level === undefined) throw notFound(inventoryLevelId);
    const reason = reasonAgainst(level);
    if (reason !== null) return { userErrors: [{ field: null, message: reason.message }] };
    deactivateLevel(state, level);
    return { userErrors: [] };
  },
  inventoryBulkToggleActivation(_: unknown, args: MutationInventoryBulkToggleActivationArgs, { state }) {
    const item = state.items.get(args.inventoryItemId);
    const refuse = (error: UserError) => ({
      inventoryItem: null,
      inventoryLevels: null,
      userErrors: [error],
    });
    if (item === undefined) {
      return refuse({
        field: ['inventoryItemId'],
        message: "The inventory item couldn't be found.",
        code: 'INVENTORY_ITEM_NOT_FOUND',
      });
    }
    const levels: Level[] = [];
    for (const [index, update] of args.inventoryItemUpdates.entries()) {
      const field = ['inventoryItemUpdates', String(index), 'locationId'];
      const location = state.locations.get(update.locationId);
      if (location === undefined) {
        const message = "The quantity couldn't be updated because the location was not found.";
        return refuse({ field, message, code: 'LOCATION_NOT_FOUND' });
      }
      const known = item.levels.get(location.id);
      if (update.activate) levels.push(stockAt(state, item, location));
      else if (known?.isActive === true) {
        const reason = reasonAgainst(known, 'variant');
        if (reason !== null) return refuse({ field, ...reason });
        deactivateLevel(state, known);
      }
    }
    return { inventoryItem: item, inventoryLevels: levels, userErrors: [] };
  },
};

/** Why an item must stay stocked at a location; null when it may leave. */
function reasonAgainst(
  level: Level,
  what = 'product',
): { readonly message: string; readonly code: string } | null {
  const { name } = level.location;
  const others = [...level.item.levels.values()].some((other) => other !== level && other.isActive);
  if (!others) {
    return {
      message: `The ${what} couldn't be unstocked from ${name} because products need to be stocked at a minimum of 1 location.`,
      code: 'CANNOT_DEACTIVATE_FROM_ONLY_LOCATION',
    };
  }
  for (const [state, word] of [
    ['committed', 'COMMITTED'],
    ['incoming', 'INCOMING'],
    ['reserved', 'RESERVED'],
  ] as const) {
    if (level.states[state] > 0) {
      return {
        message: `The ${what} couldn't be unstocked from ${name} because it has ${state} inventory.`,
        code: `${word}_INVENTORY_AT_LOCATION`,
      };
    }
  }
  return null;
}
