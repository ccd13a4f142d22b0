import type { Books, ErpParcel, Place, StoreBook } from './books.ts';
import { makeable, partsOf } from './recipes.ts';
import { referenceOf } from './references.ts';

export interface StockVerdict {
  /** SKUs that both a store and the ERP know, with at least one mapped place. */
  readonly compared: number;
  readonly differing: number;
  /** Single numbers that were compared, and those that are right: one per SKU and location. */
  readonly cells: number;
  readonly cellsRight: number;
  readonly complaints: readonly string[];
}

/**
 * What a store shows must be what the ERP has on hand, less what its warehouse still owes to the stores' orders, less the
 * buffer; of a bundle as many as that makes, part by part. Nothing to sell is nothing to sell: below zero counts as zero on both sides.
 */
export function judgeStock(books: Books, buffer: number): StockVerdict {
  const owed = unshippedUnits(books);
  const complaints: string[] = [];
  const skus = new Set<string>();
  const differing = new Set<string>();
  let cells = 0;
  for (const store of books.stores) {
    const warehouses = warehousesOf(store, books.places);
    for (const { sku, location, available } of store.levels) {
      const warehouse = warehouses.get(location);
      const parts = partsOf(sku, books.recipes);
      if (warehouse === undefined || parts.some(([part]) => !books.erp.onHand.has(part))) continue;
      const unshipped = (part: string): number => owed.get(cellKey(part, warehouse)) ?? 0;
      const physical = (part: string): number => books.erp.onHand.get(part)?.get(warehouse) ?? 0;
      const made = makeable(sku, books.recipes, (part) => physical(part) - unshipped(part));
      const right = Math.max(0, made - buffer);
      skus.add(sku);
      cells += 1;
      if (right === Math.max(0, available)) continue;
      differing.add(sku);
      const terms = parts.map(
        ([part, each]) =>
          `${part === sku ? '' : `${each} ${part} each, `}${physical(part)} on hand, ${unshipped(part)} owed`,
      );
      complaints.push(
        `${sku} at ${location}: ${store.name} shows ${available}, right is ${right} (${terms.join('; ')}, ${buffer} kept back)`,
      );
    }
  }
  const cellsRight = cells - complaints.length;
  return { compared: skus.size, differing: differing.size, cells, cellsRight, complaints };
}

export function cellKey(sku: string, warehouse: string): string {
  return `${sku}\u0000${warehouse}`;
}

export function warehousesOf(store: StoreBook, places: readonly Place[]): ReadonlyMap<string, string> {
  return new Map(
    places.filter((place) => place.store === store.name).map((place) => [place.location, place.warehouse]),
  );
}

/** Units of all stores' live orders that have not left the ERP's warehouse, by plain item and warehouse. */
function unshippedUnits(books: Books): ReadonlyMap<string, number> {
  const shipped = shippedUnits(books.erp.parcels);
  const owed = new Map<string, number>();
  for (const store of books.stores) {
    const warehouses = warehousesOf(store, books.places);
    for (const order of store.orders) {
      if (order.canceledAtMs !== null) continue;
      for (const line of order.lines) {
        for (const { location, quantity } of line.units) {
          const warehouse = warehouses.get(location);
          if (line.sku === null || warehouse === undefined) continue;
          for (const [part, each] of partsOf(line.sku, books.recipes)) {
            // Lines of one item share what has left, so what was taken for one is gone for the next.
            const key = `${referenceOf(store.name, order.id)}\u0000${cellKey(part, warehouse)}`;
            const gone = Math.min(quantity * each, shipped.get(key) ?? 0);
            if (gone > 0) shipped.set(key, (shipped.get(key) ?? 0) - gone);
            const cell = cellKey(part, warehouse);
            owed.set(cell, (owed.get(cell) ?? 0) + quantity * each - gone);
          }
        }
      }
    }
  }
  return owed;
}

function shippedUnits(parcels: readonly ErpParcel[]): Map<string, number> {
  const shipped = new Map<string, number>();
  for (const { reference, warehouse, units } of parcels) {
    for (const [sku, quantity] of Object.entries(units)) {
      const key = `${reference}\u0000${cellKey(sku, warehouse)}`;
      shipped.set(key, (shipped.get(key) ?? 0) + quantity);
    }
  }
  return shipped;
}
