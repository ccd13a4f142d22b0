import type { Books, ErpParcel, StoreOrder, StoreParcel } from './books.ts';
import { judgeBundleParcels } from './judge-bundle-parcels.ts';
import { matchOrders } from './references.ts';

export interface ShipmentsVerdict {
  /** Parcels that left the ERP's warehouses for orders of the stores. */
  readonly shipped: number;
  readonly missing: number;
  readonly duplicated: number;
  readonly complaints: readonly string[];
}

/**
 * Every parcel of the ERP must be in its order in the store once, with its tracking number and exactly its units. One
 * parcel may be several entries in the store (one per location), so entries with one tracking number are added up.
 * The parts of bundles are judged by the order.
 */
export function judgeShipments(books: Books): ShipmentsVerdict {
  const byReference = Map.groupBy(books.erp.parcels, (parcel) => parcel.reference);
  const complaints: string[] = [];
  let [shipped, missing, duplicated] = [0, 0, 0];
  for (const { store, order, reference } of matchOrders(books).matched) {
    const sent = byReference.get(reference) ?? [];
    shipped += sent.length;
    const known = sumByTracking(order.parcels);
    const { recipes } = books;
    const hasBundles = recipes !== undefined && order.lines.some(({ sku }) => recipes.has(sku ?? ''));
    if (hasBundles) {
      const judged = judgeBundleParcels(order, sent, recipes);
      if (judged === 'missing') missing += 1;
      if (judged === 'duplicated') duplicated += 1;
      if (judged !== 'right')
        complaints.push(`what left of the bundles is ${judged} in ${order.name} of ${store.name}`);
    }
    for (const parcel of hasBundles ? [] : sent) {
      const judged = judgeParcel(parcel, known);
      if (judged === 'missing') missing += 1;
      if (judged === 'duplicated') duplicated += 1;
      if (judged !== 'right')
        complaints.push(`${parcel.name} is ${judged} in ${order.name} of ${store.name}`);
    }
    const spare = spareParcels(order, sent);
    duplicated += spare.length;
    for (const { tracking } of spare)
      complaints.push(
        `${order.name} of ${store.name} shows a parcel ${tracking ?? 'without tracking'} that never left`,
      );
  }
  return { shipped, missing, duplicated, complaints };
}

type Units = Readonly<Record<string, number>>;

function judgeParcel(
  parcel: ErpParcel,
  known: ReadonlyMap<string, Units>,
): 'right' | 'missing' | 'duplicated' {
  const shown = known.get(parcel.tracking ?? '');
  if (shown === undefined) return 'missing';
  const skus = new Set([...Object.keys(shown), ...Object.keys(parcel.units)]);
  const differences = [...skus].map((sku) => (shown[sku] ?? 0) - (parcel.units[sku] ?? 0));
  if (differences.some((difference) => difference < 0)) return 'missing';
  return differences.some((difference) => difference > 0) ? 'duplicated' : 'right';
}

function sumByTracking(parcels: readonly StoreParcel[]): ReadonlyMap<string, Units> {
  const sums = new Map<string, Record<string, number>>();
  for (const { tracking, units } of parcels) {
    const sum = sums.get(tracking ?? '') ?? {};
    for (const [sku, quantity] of Object.entries(units)) sum[sku] = (sum[sku] ?? 0) + quantity;
    sums.set(tracking ?? '', sum);
  }
  return sums;
}

function spareParcels(order: StoreOrder, sent: readonly ErpParcel[]): readonly StoreParcel[] {
  const numbers = new Set(sent.map(({ tracking }) => tracking));
  return order.parcels.filter(({ tracking }) => !numbers.has(tracking));
}
