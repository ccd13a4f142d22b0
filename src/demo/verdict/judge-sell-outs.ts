import { type CellHistory, stepsOf } from './cell-history.ts';

export interface SellOuts {
  /** SKUs of which a store, selling, came to show nothing at any of its places. */
  readonly soldOut: number;
  /** Of these, the ones that showed something again later. */
  readonly backAgain: number;
}

/** A SKU is sold out when the last of its places has been emptied by a sale. */
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
  const shown = new Map(cells.map((cell) => [cell.warehouse, sumOf(cell.levelsBefore)]));
  let outcome: 'sells' | 'sold-out' | 'back' = 'sells';
  for (const { cell, step } of steps) {
    shown.set(cell, sumOf(step.levels));
    if (step.event.atMs < fromMs) continue;
    const isEmpty = [...shown.values()].every((units) => units === 0);
    if (isEmpty && step.event.kind === 'sale' && outcome === 'sells') outcome = 'sold-out';
    if (!isEmpty && outcome === 'sold-out') outcome = 'back';
  }
  return outcome;
}

function sumOf(levels: ReadonlyMap<string, number>): number {
  return [...levels.values()].reduce((sum, level) => sum + Math.max(0, level), 0);
}
