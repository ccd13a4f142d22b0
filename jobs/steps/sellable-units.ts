import { cellSubject } from '#domain/stock.ts';
import { whyNotShown } from '#domain/shown-places.ts';
import { factSchemeOf } from '#reconcile/fact-scheme.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { Cell } from '#sdk/ledger/stock.ts';
import type { SyncSettings } from '#sdk/settings.ts';

/**
 * Units of an item that one of these stores sells now, by the facts: what it shows, at all its locations. So nobody is told of
 * units that a person still holds back by the brake. Where several stores sell the same units, the one with most counts. Null: not known.
 */
export async function sellableUnits(
  tx: LedgerTransaction,
  settings: SyncSettings,
  { sku, stores }: { readonly sku: string; readonly stores: readonly string[] },
): Promise<number | null> {
  const cells = await tx.stock.cellsBySku(sku);
  const sums: number[] = [];
  for (const store of stores) {
    const own = await shownCells(tx, settings, store, cells);
    if (own.length === 0) continue;
    const units = sumOf(own);
    if (units === null) return null;
    sums.push(units);
  }
  return sums.length === 0 ? null : Math.max(...sums);
}

async function shownCells(
  tx: LedgerTransaction,
  settings: SyncSettings,
  store: string,
  all: readonly Cell[],
): Promise<readonly Cell[]> {
  const cells = all.filter(({ connection }) => connection === store);
  if (cells.length === 0) return [];
  const places = await tx.stock.places(store, cells, factSchemeOf(settings));
  const active = new Set(settings.locations.filter((one) => one.active).map(({ name }) => name));
  return cells.filter((cell) => {
    const place = places.get(cellSubject(cell));
    return active.has(cell.location) && (place === undefined || whyNotShown(place) === null);
  });
}

/** Of two items with one SKU at one place, the one with less counts: they cannot be told apart. */
function sumOf(cells: readonly Cell[]): number | null {
  const byLocation = new Map<string, number>();
  for (const { location, expected } of cells) {
    if (expected === null) return null;
    byLocation.set(location, Math.min(byLocation.get(location) ?? Infinity, Math.max(0, expected)));
  }
  return [...byLocation.values()].reduce((sum, units) => sum + units, 0);
}
