import type { Item, Level, Variant } from './model/records.ts';
import type { ShopState } from './model/state.ts';
import { changeStock, deactivateLevel, onHandOf, stockAt } from './model/stock.ts';

/** One cell of the shop's stock, as a judge reads it. */
export interface LevelBook {
  readonly sku: string | null;
  readonly variantId: string | null;
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly active: boolean;
  readonly tracked: boolean;
  readonly available: number;
  readonly committed: number;
  readonly onHand: number;
}

/** What staff do to stock, and its books. Items are named by SKU or by the id of a variant or an inventory item. */
export interface ShopStock {
  /** Units that may be sold there; 0 for what is not stocked. */
  available(item: string, locationId: string): number;
  /** A manual count by staff: makes `available` this number. */
  adjustStock(item: string, locationId: string, available: number): void;
  unstock(item: string, locationId: string): void;
  levels(): readonly LevelBook[];
}

export function createShopStock(state: ShopState): ShopStock {
  return {
    available: (item, locationId) => levelOf(state, item, locationId)?.states.available ?? 0,
    adjustStock(item, locationId, available) {
      const location = state.locations.get(locationId);
      if (location === undefined) throw new RangeError(`the shop has no location ${locationId}`);
      const level = stockAt(state, findItem(state, item), location);
      changeStock(
        state,
        level,
        { available: available - level.states.available },
        { cause: 'manual', reference: null },
      );
    },
    unstock(item, locationId) {
      const level = levelOf(state, item, locationId);
      if (level !== undefined) deactivateLevel(state, level);
    },
    levels: () => [...state.levels.values()].map(toBook),
  };
}

function levelOf(state: ShopState, item: string, locationId: string): Level | undefined {
  const level = findItem(state, item).levels.get(locationId);
  return level?.isActive === true ? level : undefined;
}

/** @throws {RangeError} for what the shop does not have. */
export function findVariant(state: ShopState, name: string): Variant {
  const variant =
    state.variants.get(name) ?? state.variantsBySku.get(name)?.[0] ?? state.items.get(name)?.variant;
  if (!variant) throw new RangeError(`the shop has no product ${name}`);
  return variant;
}

function findItem(state: ShopState, name: string): Item {
  return findVariant(state, name).item;
}

function toBook(level: Level): LevelBook {
  return {
    sku: level.item.variant?.sku ?? null,
    variantId: level.item.variant?.id ?? null,
    inventoryItemId: level.item.id,
    locationId: level.location.id,
    active: level.isActive,
    tracked: level.item.tracked,
    available: level.states.available,
    committed: level.states.committed,
    onHand: onHandOf(level),
  };
}
