import type { CellHistory } from './cell-events.ts';
import { stepsOf } from './cell-history.ts';

export interface SellOuts {
  /** SKUs of which a store, selling, came to show nothing at any of its places. */
  readonly soldOut: number;
  /** Of these, the ones that showed something again later. */
  readonly backAgain: number;
}

/**
 * A SKU is sold out when a store's own sale has emptied the last of the places that it shows. It is back when that store
 * shows something again.
 */
export function countSellOuts(histories: readonly CellHistory[], fromMs: number): SellOuts {
  let [soldOut, backAgain] = [0, 0];
  for (const cells of Map.groupBy(histories, ({ sku }) => sku).values()) {
    const outcome = followSku(cells, fromMs);
    if (outcome !== 'sells') soldOut += 1;
    if (outcome === 'back') backAgain += 1;
  }
  return { soldOut, backAgain };
}

function followSku(cells: readonly CellHistory[], fromMs: number): 'sells' | 'sold-out' | 'back' {
  const steps = cells
    .flatMap((cell) => [...stepsOf(cell)].map((step) => ({ cell: cell.warehouse, step })))
    .toSorted((a, b) => a.step.event.atMs - b.step.event.atMs);
  const shown = new Map(cells.map((cell) => [cell.warehouse, cell.levelsBefore]));
  const showsNothing = (store: string): boolean =>
    [...shown.values()].every((levels) => (levels.get(store) ?? 0) <= 0);
  let emptied: string | null = null;
  for (const { cell, step } of steps) {
    shown.set(cell, step.levels);
    const { event } = step;
    if (event.atMs < fromMs) continue;
    if (emptied === null && event.kind === 'sale' && showsNothing(event.store)) emptied = event.store;
    if (emptied !== null && !showsNothing(emptied)) return 'back';
  }
  return emptied === null ? 'sells' : 'sold-out';
}
