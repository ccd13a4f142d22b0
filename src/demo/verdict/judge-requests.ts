import type { Books, ShippingRequest, StoreOrder } from './books.ts';
import { warehousesOf } from './judge-stock.ts';
import { inParts } from './recipes.ts';
import { matchOrders } from './references.ts';

export interface RequestsVerdict {
  /** Requests that ask for something, or did until it had left. */
  readonly made: number;
  /** Orders of which the warehouse was asked for too few units. */
  readonly missing: number;
  /** Orders of which it was asked for too many, and requests for orders that nobody placed. */
  readonly duplicated: number;
  readonly complaints: readonly string[];
}

/**
 * All requests for an order together must ask for exactly the units that its store assigned to the warehouse's location, for
 * bundles by their parts. Of
 * a canceled order nothing more may be asked for than what had left.
 *
 * @returns null when no warehouse is asked.
 */
export function judgeRequests(books: Books): RequestsVerdict | null {
  const { thirdParty } = books;
  if (thirdParty === undefined) return null;
  const live = thirdParty.requests.filter(({ units }) => Object.values(units).some((count) => count > 0));
  const byOrder = Map.groupBy(live, ({ reference }) => reference);
  const complaints: string[] = [];
  let [missing, duplicated] = [0, 0];
  for (const { store, order, reference } of matchOrders(books).matched) {
    const asked = byOrder.get(reference) ?? [];
    byOrder.delete(reference);
    const warehouses = warehousesOf(store, books.places);
    const atWarehouse = wantedUnits(order, (location) => warehouses.get(location) === thirdParty.warehouse);
    const wanted = inParts(atWarehouse, books.recipes);
    const sums = sumUnits(asked);
    const skus = new Set([...Object.keys(wanted), ...Object.keys(sums)]);
    const differences = [...skus].map((sku) => (sums[sku] ?? 0) - (wanted[sku] ?? 0));
    const where = `${order.name} of ${store.name} (${asked.map(({ name }) => name).join(', ') || 'no request'})`;
    if (differences.some((difference) => difference < 0)) {
      missing += 1;
      complaints.push(`the warehouse was asked for too few units of ${where}`);
    }
    if (differences.some((difference) => difference > 0)) {
      duplicated += 1;
      complaints.push(`the warehouse was asked for too many units of ${where}`);
    }
  }
  for (const [reference, requests] of byOrder) {
    duplicated += requests.length;
    complaints.push(`the warehouse was asked for ${reference}, which no store has`);
  }
  return { made: live.length, missing, duplicated, complaints };
}

type Units = Readonly<Record<string, number>>;

function wantedUnits(order: StoreOrder, isThere: (location: string) => boolean): Units {
  const units: Record<string, number> = {};
  if (order.canceledAtMs !== null) return units;
  for (const { sku, units: places } of order.lines) {
    for (const { location, quantity } of places) {
      if (sku !== null && isThere(location)) units[sku] = (units[sku] ?? 0) + quantity;
    }
  }
  return units;
}

function sumUnits(requests: readonly ShippingRequest[]): Units {
  const sums: Record<string, number> = {};
  for (const { units } of requests)
    for (const [sku, count] of Object.entries(units)) sums[sku] = (sums[sku] ?? 0) + count;
  return sums;
}
