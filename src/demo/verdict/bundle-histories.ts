import type { CellEvent, CellHistory } from './cell-events.ts';
import { cellKey } from './judge-stock.ts';
import { makeable, type Recipes } from './recipes.ts';

/** An event of a part, with the bundle whose sale it is, if it is one. */
interface Moved {
  readonly atMs: number;
  readonly part: string;
  readonly units: number;
  readonly of: CellEvent | null;
  readonly isGoods: boolean;
}

/**
 * What is truly there of a part falls with each sale of a bundle that takes it; of a bundle there is as much as its parts make
 * at that moment. So a unit that was sold twice is seen where it was sold, by its own SKU or in a bundle.
 */
export function withBundles(
  histories: readonly CellHistory[],
  recipes: Recipes | undefined,
): readonly CellHistory[] {
  if (recipes === undefined || recipes.size === 0) return histories;
  const byCell = new Map(histories.map((history) => [cellKey(history.sku, history.warehouse), history]));
  const moves = new Map(
    [...Map.groupBy(histories, ({ warehouse }) => warehouse)].map(([warehouse, there]) => [
      warehouse,
      there.flatMap((history) => movesOf(history, recipes)).toSorted((a, b) => a.atMs - b.atMs),
    ]),
  );
  return histories.map((history) => {
    const { sku, warehouse } = history;
    const all = moves.get(warehouse) ?? [];
    const recipe = recipes.get(sku);
    if (recipe === undefined) {
      const shared = all.filter(
        ({ part, of }) => part === sku && of !== null && !history.events.includes(of),
      );
      return shared.length === 0 ? history : withEvents(history, shared.map(toShared));
    }
    const free = new Map(
      [...recipe.keys()].map((part) => [part, byCell.get(cellKey(part, warehouse))?.truthBefore ?? 0]),
    );
    return historyOfBundle(history, { recipes, free, moves: all.filter(({ part }) => recipe.has(part)) });
  });
}

/** What a SKU's own events take from its parts, or from itself. */
function movesOf({ sku, events }: CellHistory, recipes: Recipes): readonly Moved[] {
  const parts = [...(recipes.get(sku) ?? new Map([[sku, 1]]))];
  return events.flatMap((event): readonly Moved[] => {
    if (event.kind === 'goods')
      return [{ atMs: event.atMs, part: sku, units: event.units, of: null, isGoods: true }];
    if (event.kind !== 'sale' && event.kind !== 'return') return [];
    return parts.map(([part, each]) => ({
      atMs: event.atMs,
      part,
      units: (event.to - event.from) * each,
      of: event,
      isGoods: false,
    }));
  });
}

function toShared({ atMs, units }: Moved): CellEvent {
  return { kind: 'shared', atMs, units };
}

/** Its own sales are in its history already; whatever else moves a part moves what can be made. */
function historyOfBundle(
  history: CellHistory,
  {
    recipes,
    free,
    moves,
  }: { readonly recipes: Recipes; readonly free: Map<string, number>; readonly moves: readonly Moved[] },
): CellHistory {
  const made = (): number => makeable(history.sku, recipes, (part) => free.get(part) ?? 0);
  const truthBefore = made();
  const own = new Set(history.events);
  const events: CellEvent[] = [];
  for (const { atMs, part, units, of, isGoods } of moves) {
    const before = made();
    free.set(part, (free.get(part) ?? 0) + units);
    const change = made() - before;
    if (change !== 0 && (of === null || !own.has(of)))
      events.push({ kind: isGoods ? 'goods' : 'shared', atMs, units: change });
  }
  return withEvents({ ...history, truthBefore }, events);
}

function withEvents(history: CellHistory, more: readonly CellEvent[]): CellHistory {
  return { ...history, events: [...history.events, ...more].toSorted((a, b) => a.atMs - b.atMs) };
}
