import type { Books, ErpParcel } from './books.ts';
import { judgeBundleParcels } from './judge-bundle-parcels.ts';
import { matchOrders } from './references.ts';

export interface ToldParcelsVerdict {
  /** Parcels of the 3PL for orders that the ERP has booked. */
  readonly left: number;
  /** Of these, those that the ERP does not know, or not whole. */
  readonly missing: number;
  /** Those that it delivered more than once, and deliveries of what never left. */
  readonly duplicated: number;
  readonly complaints: readonly string[];
}

/**
 * Every parcel of the 3PL must be a delivery of the ERP once, with its tracking number and exactly its units. An order that is
 * not booked, or is canceled there, has none. The parts of bundles are judged by the order.
 *
 * @returns null when there is no 3PL.
 */
export function judgeToldParcels(books: Books): ToldParcelsVerdict | null {
  const { thirdParty } = books;
  if (thirdParty === undefined) return null;
  const left = books.erp.parcels.filter(({ warehouse }) => warehouse === thirdParty.warehouse);
  const leftFor = Map.groupBy(left, ({ reference }) => reference);
  const toldFor = Map.groupBy(thirdParty.told, ({ reference }) => reference);
  const complaints: string[] = [];
  let [count, missing, duplicated] = [0, 0, 0];
  for (const { reference, order, store, booked } of matchOrders(books).matched) {
    const told = [...(toldFor.get(reference) ?? [])];
    const isBooked = booked.some(({ state }) => state === 'confirmed');
    const { recipes } = books;
    if (recipes !== undefined && order.lines.some(({ sku }) => recipes.has(sku ?? ''))) {
      const sent = leftFor.get(reference) ?? [];
      // A bundle that the 3PL puts together is booked as a service: only the other lines are goods of the ERP's.
      const judged = judgeBundleParcels(
        { lines: order.lines, parcels: told },
        sent,
        recipes,
        (sku) => !recipes.has(sku),
      );
      if (isBooked) count += sent.length;
      if (judged === 'right' || (judged === 'missing' && !isBooked)) continue;
      if (judged === 'missing') missing += 1;
      else duplicated += 1;
      complaints.push(`what left of the bundles is ${judged} in the ERP: ${order.name} of ${store.name}`);
      continue;
    }
    for (const parcel of leftFor.get(reference) ?? []) {
      const at = told.findIndex((one) => isSame(one, parcel));
      if (at !== -1) told.splice(at, 1);
      if (!isBooked) continue;
      count += 1;
      if (at !== -1) continue;
      missing += 1;
      complaints.push(`the ERP was not told of ${parcel.name} of ${order.name} of ${store.name}`);
    }
    duplicated += told.length;
    for (const { name, tracking } of told)
      complaints.push(
        `${name} of the ERP (${tracking ?? 'no tracking'}) is duplicated: ${order.name} of ${store.name}`,
      );
  }
  return { left: count, missing, duplicated, complaints };
}

function isSame(one: ErpParcel, other: ErpParcel): boolean {
  const skus = new Set([...Object.keys(one.units), ...Object.keys(other.units)]);
  return (
    one.tracking === other.tracking &&
    [...skus].every((sku) => (one.units[sku] ?? 0) === (other.units[sku] ?? 0))
  );
}
