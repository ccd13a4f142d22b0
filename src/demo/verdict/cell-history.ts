import type { Books, StoreBook } from './books.ts';
import type { CellEvent, CellHistory } from './cell-events.ts';
import { withBundles } from './bundle-histories.ts';
import { cellKey, warehousesOf } from './judge-stock.ts';
import { partsOf } from './recipes.ts';

interface OpenHistory {
  readonly sku: string;
  readonly warehouse: string;
  readonly events: CellEvent[];
  readonly levels: Map<string, number>;
  goodsMoved: number;
}

/**
 * The truth is ERP on hand - units of all stores' unshipped orders. A shipment takes the same units from both terms, so
 * it does not move the truth and is left out: the two books note it at moments that differ by a tick.
 */
export function readHistories(books: Books): readonly CellHistory[] {
  const cells = new Map<string, OpenHistory>();
  const cellOf = (sku: string, warehouse: string): OpenHistory => {
    const key = cellKey(sku, warehouse);
    const cell = cells.get(key) ?? { sku, warehouse, events: [], levels: new Map(), goodsMoved: 0 };
    cells.set(key, cell);
    return cell;
  };
  for (const { sku, warehouse, from, to, cause, atMs } of books.erp.changes) {
    const cell = cellOf(sku, warehouse);
    cell.goodsMoved += to - from;
    if (cause === 'other') cell.events.push({ kind: 'goods', atMs, units: to - from });
  }
  for (const store of books.stores) addStore(books, store, cellOf);
  // A part counts although nobody sells it by itself.
  for (const { sku, warehouse } of cells.values())
    for (const [part] of partsOf(sku, books.recipes)) cellOf(part, warehouse);
  const histories = [...cells.values()].map(({ sku, warehouse, events, levels, goodsMoved }) => ({
    sku,
    warehouse,
    truthBefore: (books.erp.onHand.get(sku)?.get(warehouse) ?? 0) - goodsMoved,
    levelsBefore: levels,
    events: events.toSorted((a, b) => a.atMs - b.atMs),
  }));
  return withBundles(histories, books.recipes);
}

function addStore(
  { erp, places }: Books,
  store: StoreBook,
  cellOf: (sku: string, warehouse: string) => OpenHistory,
): void {
  const warehouses = warehousesOf(store, places);
  for (const { sku, location, from, to, cause, atMs } of store.changes) {
    const warehouse = warehouses.get(location);
    if (warehouse === undefined || !erp.onHand.has(sku)) continue;
    const cell = cellOf(sku, warehouse);
    if (!cell.levels.has(store.name)) cell.levels.set(store.name, from);
    cell.events.push({ kind: cause, atMs, store: store.name, from, to });
  }
  for (const { sku, location, available } of store.levels) {
    const warehouse = warehouses.get(location);
    if (warehouse === undefined || !erp.onHand.has(sku)) continue;
    const { levels } = cellOf(sku, warehouse);
    if (!levels.has(store.name)) levels.set(store.name, available);
  }
}

/** The truth, and what the stores show, on both sides of one event. */
export interface CellStep {
  readonly event: CellEvent;
  readonly truthBefore: number;
  readonly truth: number;
  readonly levelsBefore: ReadonlyMap<string, number>;
  readonly levels: ReadonlyMap<string, number>;
}

export function* stepsOf(history: CellHistory): Generator<CellStep> {
  let truth = history.truthBefore;
  let levels = history.levelsBefore;
  for (const event of history.events) {
    const [truthBefore, levelsBefore] = [truth, levels];
    if (event.kind === 'goods' || event.kind === 'shared') truth += event.units;
    else {
      if (event.kind === 'sale' || event.kind === 'return') truth += event.to - event.from;
      levels = new Map(levels).set(event.store, event.to);
    }
    yield { event, truthBefore, truth, levelsBefore, levels };
  }
}
