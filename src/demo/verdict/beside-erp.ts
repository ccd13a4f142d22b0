import type { ErpBook } from './books.ts';
import type { WarehouseBook } from './read-warehouse-book.ts';

/** Puts what stands on a 3PL's shelves, and what left them, beside what stands in the ERP's warehouses. */
export function besideErp(erp: ErpBook, other: WarehouseBook): ErpBook {
  return {
    ...erp,
    onHand: new Map(
      [...erp.onHand].map(([sku, units]) => [sku, new Map([...units, ...(other.onHand.get(sku) ?? [])])]),
    ),
    parcels: [...erp.parcels, ...other.parcels],
    changes: [...erp.changes, ...other.changes].toSorted((one, next) => one.atMs - next.atMs),
  };
}
