import type { StockChange } from '#connectors/odoo/sandbox/books/ledger.ts';
import { CLOSED, SHELVES } from '../world/vendors.ts';

/** What somebody's shelf lost or won. */
type ShelfChange = Pick<StockChange, 'sku' | 'warehouse' | 'atMs' | 'from' | 'to' | 'cause'>;

/** What the shelves of the ERP and of the 3PL held, and when. */
export interface ShelfLog {
  /** Units that went missing there since a moment, not by shipping. */
  readonly lostSince: (sku: string, warehouse: string, at: number) => number;
  /** Every number that a shelf has had since a moment, the one of that moment included. */
  readonly numbersSince: (sku: string, location: string, at: number) => ReadonlySet<number>;
}

const SHIPPING = /picking|validateDelivery|backorder|shipment/i;
/** Our names of the places, in the order of the shelves; last the one that was given up. */
const LOCATIONS: readonly string[] = ['main', 'east', 'depot', 'closed'];

/** @param readLog what changed on all shelves, in order. */
export function createShelfLog(readLog: () => readonly ShelfChange[]): ShelfLog {
  return {
    lostSince: (sku, warehouse, at) =>
      readLog()
        .filter((change) => change.sku === sku && change.warehouse === warehouse && change.atMs >= at)
        .filter(({ from, to, cause }) => to < from && !SHIPPING.test(cause))
        .reduce((sum, { from, to }) => sum + from - to, 0),
    numbersSince(sku, location, at) {
      const warehouse = [...SHELVES, CLOSED][LOCATIONS.indexOf(location)];
      const changes = readLog().filter((change) => change.sku === sku && change.warehouse === warehouse);
      const before = changes.findLast(({ atMs }) => atMs < at);
      const since = changes.filter(({ atMs }) => atMs >= at).flatMap(({ from, to }) => [from, to]);
      return new Set([before?.to ?? 0, ...since]);
    },
  };
}
