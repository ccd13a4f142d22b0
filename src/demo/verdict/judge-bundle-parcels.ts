import type { ErpParcel, StoreOrder } from './books.ts';
import { inParts, partsOf, type Recipes } from './recipes.ts';

type Units = Readonly<Record<string, number>>;

/**
 * An order with bundles is told of whole ones only, with the parcel that makes them whole. So its parcels are not compared one
 * by one: together they must tell no part that has not left, and must not keep back a line's unit all of whose parts have.
 */
export function judgeBundleParcels(
  order: Pick<StoreOrder, 'lines' | 'parcels'>,
  sent: readonly ErpParcel[],
  recipes: Recipes,
  delivers: (sku: string) => boolean = () => true,
): 'right' | 'missing' | 'duplicated' {
  const told = sumUnits(order.parcels.map(({ units }) => units));
  const untold = new Map(Object.entries(sumUnits(sent.map(({ units }) => units))));
  for (const [part, units] of Object.entries(inParts(told, recipes)))
    untold.set(part, (untold.get(part) ?? 0) - units);
  if ([...untold.values()].some((units) => units < 0)) return 'duplicated';
  const isKeptBack = order.lines.some(({ sku, quantity }) => {
    if (sku === null || !delivers(sku) || quantity <= (told[sku] ?? 0)) return false;
    return partsOf(sku, recipes).every(([part, each]) => spare(part, sku) >= each);
  });
  return isKeptBack ? 'missing' : 'right';

  /** Of an item that several lines take, loose units may belong to a bundle that is not whole. */
  function spare(part: string, sku: string): number {
    const others = order.lines.filter((line) => line.sku !== null && line.sku !== sku);
    const taken = others.reduce((sum, line) => {
      const [, each] = partsOf(line.sku ?? '', recipes).find(([one]) => one === part) ?? [part, 0];
      return sum + each * Math.max(0, line.quantity - (told[line.sku ?? ''] ?? 0));
    }, 0);
    return (untold.get(part) ?? 0) - taken;
  }
}

function sumUnits(all: readonly Units[]): Units {
  const sums: Record<string, number> = {};
  for (const units of all)
    for (const [sku, quantity] of Object.entries(units)) sums[sku] = (sums[sku] ?? 0) + quantity;
  return sums;
}
