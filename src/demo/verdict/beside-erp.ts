import type { ErpBook, ErpParcel } from './books.ts';
import type { WarehouseBook } from './read-warehouse-book.ts';

/**
 * Puts what stands on a 3PL's shelves, and what left them, beside what stands in the ERP's warehouses.
 *
 * @param standIn code of the ERP's warehouse that stands for the 3PL: what left it merely repeats the 3PL's parcels
 */
export function besideErp(erp: ErpBook, other: WarehouseBook, standIn: string): ErpBook {
  return {
    ...erp,
    onHand: new Map(
      [...erp.onHand].map(([sku, units]) => [sku, new Map([...units, ...(other.onHand.get(sku) ?? [])])]),
    ),
    parcels: [...erp.parcels.filter(({ warehouse }) => warehouse !== standIn), ...other.parcels],
    changes: [...erp.changes.filter(({ warehouse }) => warehouse !== standIn), ...other.changes].toSorted(
      (one, next) => one.atMs - next.atMs,
    ),
  };
}

/** What the ERP was told to have left the 3PL. */
export function toldOf(erp: ErpBook, standIn: string): readonly ErpParcel[] {
  return erp.parcels.filter(({ warehouse }) => warehouse === standIn);
}
