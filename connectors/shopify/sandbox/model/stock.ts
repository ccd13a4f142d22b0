import type { Item, Level, ShopLocation, StockState } from './records.ts';
import { announce, type ShopState, type StockCause } from './state.ts';

/** Why a level is changed, for the books. */
export interface StockReason {
  readonly cause: StockCause;
  readonly reference: string | null;
}

/** Physical units: everything at the location except what is still on its way. */
export function onHandOf(level: Level): number {
  const { available, committed, damaged, quality_control, reserved, safety_stock } = level.states;
  return available + committed + damaged + quality_control + reserved + safety_stock;
}

/** The number of any of the eight states by Shopify's name; undefined for a name that there is not. */
export function quantityOf(level: Level, name: string): number | undefined {
  if (name === 'on_hand') return onHandOf(level);
  return name in level.states ? level.states[name as StockState] : undefined;
}

/** Applies differences to the stored states of one level, keeps the stock log, and tells a changed `available`. */
export function changeStock(
  state: ShopState,
  level: Level,
  deltas: Partial<Record<StockState, number>>,
  reason: StockReason,
): void {
  const before = level.states.available;
  const now = state.now();
  let changed = false;
  for (const [name, delta] of Object.entries(deltas)) {
    if (delta === 0) continue;
    level.states[name as StockState] += delta;
    level.touchedAt[name as StockState] = now;
    changed = true;
  }
  if (!changed) return;
  level.updatedAt = now;
  level.item.updatedAt = now;
  const after = level.states.available;
  if (before === after) return;
  state.stockLog.push({
    at: now,
    sku: level.item.variant?.sku ?? null,
    inventoryItemId: level.item.id,
    locationId: level.location.id,
    from: before,
    to: after,
    ...reason,
  });
  announce(state, 'inventory_levels/update', level);
}

/** The level of an item at a location, made and active if there is none. An inactive one is made active again. */
export function stockAt(state: ShopState, item: Item, location: ShopLocation): Level {
  const known = item.levels.get(location.id);
  if (known !== undefined) {
    if (!known.isActive) {
      known.isActive = true;
      known.updatedAt = state.now();
      announce(state, 'inventory_levels/connect', known);
    }
    return known;
  }
  const now = state.now();
  const number = state.ids.next('InventoryLevel');
  const level: Level = {
    kind: 'InventoryLevel',
    id: `${number}?inventory_item_id=${item.id.slice(item.id.lastIndexOf('/') + 1)}`,
    item,
    location,
    isActive: true,
    states: {
      available: 0,
      committed: 0,
      damaged: 0,
      incoming: 0,
      quality_control: 0,
      reserved: 0,
      safety_stock: 0,
    },
    touchedAt: { available: now },
    createdAt: now,
    updatedAt: now,
  };
  item.levels.set(location.id, level);
  state.levels.set(level.id, level);
  item.updatedAt = now;
  announce(state, 'inventory_levels/connect', level);
  return level;
}

/** Not stocked there any more. The numbers stay and come back when it is activated again. */
export function deactivateLevel(state: ShopState, level: Level): void {
  level.isActive = false;
  level.updatedAt = state.now();
  announce(state, 'inventory_levels/disconnect', level);
}

/** The number that a product page shows: what is available at all active locations. */
export function totalAvailable(item: Item): number {
  let total = 0;
  for (const level of item.levels.values()) {
    if (level.isActive && level.location.isActive) total += level.states.available;
  }
  return total;
}
