import type { StockChange } from '#connectors/odoo/sandbox/books/ledger.ts';
import { WAREHOUSES } from '../world/vendors.ts';

/** What the ERP's shelves held, and when. */
export interface ShelfLog {
  /** Units that went missing there since a moment, not by shipping. */
  lostSince(sku: string, warehouse: string, at: number): number;
  /** Every number that a shelf has had since a moment, the one of that moment included. */
  numbersSince(sku: string, location: string, at: number): ReadonlySet<number>;
}

const SHIPPING = /picking|validateDelivery|backorder/i;

export function createShelfLog(log: readonly StockChange[]): ShelfLog {
  return {
    lostSince: (sku, warehouse, at) =>
      log
        .filter((change) => change.sku === sku && change.warehouse === warehouse && change.atMs >= at)
        .filter(({ from, to, cause }) => to < from && !SHIPPING.test(cause))
        .reduce((sum, { from, to }) => sum + from - to, 0),
    numbersSince(sku, location, at) {
      const warehouse = location === 'main' ? WAREHOUSES[0] : WAREHOUSES[1];
      const changes = log.filter((change) => change.sku === sku && change.warehouse === warehouse);
      const before = changes.findLast(({ atMs }) => atMs < at);
      const since = changes.filter(({ atMs }) => atMs >= at).flatMap(({ from, to }) => [from, to]);
      return new Set([before?.to ?? 0, ...since]);
    },
  };
}
