import type { Books } from '#demo/verdict/books.ts';
import { readHistories } from '#demo/verdict/cell-history.ts';
import { judgeMarketing } from '#demo/verdict/judge-marketing.ts';
import { judgeOrders } from '#demo/verdict/judge-orders.ts';
import { judgeOversold } from '#demo/verdict/judge-oversold.ts';
import { judgeRefunds } from '#demo/verdict/judge-refunds.ts';
import { judgeRequests } from '#demo/verdict/judge-requests.ts';
import { judgeShipments } from '#demo/verdict/judge-shipments.ts';
import { judgeStock } from '#demo/verdict/judge-stock.ts';
import { judgeToldParcels } from '#demo/verdict/judge-told-parcels.ts';

/** What the vendors' own books say about a run. Ours are never asked. */
export interface BooksVerdict {
  /** Orders that the ERP does not have, and parcels, refunds, requests to ship and events that were not told on. */
  readonly lost: number;
  /** The same when they are there more often than once, and those that nobody sold or sent. */
  readonly doubled: number;
  /** Units that the store sold although they were not there. */
  readonly oversold: number;
  /** Orders whose content differs, and SKUs of which the store shows a wrong number. */
  readonly differing: number;
  /** Nothing is lost, doubled or differing, nobody is written to against their word, and of who was erased nothing is left. What was oversold stays so, and is counted apart. */
  readonly isClean: boolean;
  readonly complaints: readonly string[];
}

const noneBad: ReadonlySet<string> = new Set();

/**
 * No fault excuses an oversold unit here: the load never takes away what is scarce, so the truth can only fall below what
 * a store shows when a write of ours has raised it.
 *
 * @param fromMs when selling began.
 */
export function judgeBooks(books: Books, fromMs: number): BooksVerdict {
  // What was sold before is a store's past: nobody may book it, its absence is no loss, and its parcels are not ours.
  const stores = books.stores.map((store) => ({
    ...store,
    orders: store.orders.filter(({ placedAtMs }) => placedAtMs >= fromMs),
  }));
  const orders = judgeOrders({ ...books, stores }, noneBad);
  const shipments = judgeShipments({ ...books, stores });
  const refunds = judgeRefunds({ ...books, stores });
  const requests = judgeRequests({ ...books, stores });
  const told = judgeToldParcels({ ...books, stores });
  const marketing = judgeMarketing(books, null);
  const stock = judgeStock(books, 0);
  const oversold = judgeOversold(readHistories(books), { fromMs, disturbed: [] });
  const lost =
    sum([orders, shipments, refunds, requests, told], ({ missing }) => missing) +
    (marketing.figures.events_missing ?? 0);
  const doubled =
    sum([orders, shipments, refunds, requests, told], ({ duplicated }) => duplicated) +
    orders.unexplained +
    (marketing.figures.events_duplicated ?? 0);
  const differing = orders.wrong + stock.differing;
  return {
    lost,
    doubled,
    differing,
    oversold: oversold.units,
    isClean: lost + doubled + differing === 0 && marketing.isSettled,
    complaints: [
      ...orders.complaints,
      ...shipments.complaints,
      ...refunds.complaints,
      ...(requests?.complaints ?? []),
      ...(told?.complaints ?? []),
      ...marketing.failures,
      ...marketing.complaints,
      ...stock.complaints,
      ...(oversold.units > 0
        ? [`${oversold.units} units were sold that were not there`, ...oversold.complaints]
        : []),
    ],
  };
}

interface Counted {
  readonly missing: number;
  readonly duplicated: number;
}

/** Null: there is nobody to judge. */
function sum(parts: readonly (Counted | null)[], countOf: (part: Counted) => number): number {
  return parts.reduce((total, part) => total + (part === null ? 0 : countOf(part)), 0);
}

/** What has flowed since a moment: a case in which nothing flows proves nothing. */
export interface Flow {
  readonly ordersSold: number;
  readonly ordersBooked: number;
  readonly stockWrites: number;
  readonly stockChanges: number;
  readonly parcels: number;
  /** What the 3PL was asked to ship, and what the tool that writes to customers was told; both 0 in a narrow world. */
  readonly requests: number;
  readonly events: number;
}

export function measureFlow({ stores, erp, thirdParty, marketing }: Books, fromMs: number): Flow {
  return {
    ordersSold: stores.flatMap(({ orders }) => orders).filter(({ placedAtMs }) => placedAtMs >= fromMs)
      .length,
    ordersBooked: erp.orders.filter(({ confirmedAtMs }) => (confirmedAtMs ?? 0) >= fromMs).length,
    stockWrites: stores
      .flatMap(({ changes }) => changes)
      .filter(({ cause, atMs }) => cause === 'write' && atMs >= fromMs).length,
    stockChanges: erp.changes.filter(({ cause, atMs }) => cause === 'other' && atMs >= fromMs).length,
    parcels: erp.parcels.filter(({ shippedAtMs }) => shippedAtMs >= fromMs).length,
    requests: thirdParty?.requests.length ?? 0,
    events: marketing?.events.length ?? 0,
  };
}
