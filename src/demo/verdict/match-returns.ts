import type { Books, ExpectedReturn, StoreReturn, ThirdParty } from './books.ts';
import { warehousesOf } from './judge-stock.ts';
import { inParts } from './recipes.ts';
import { referenceOf } from './references.ts';

type Units = Readonly<Record<string, number>>;

/** One return of a store, and what the 3PL was told of it. */
export interface MatchedReturn {
  readonly name: string;
  /** Ours. */
  readonly reference: string;
  /** Units by SKU that the 3PL had shipped, and that the store has agreed to take back. */
  readonly wanted: Units;
  readonly expected: readonly ExpectedReturn[];
}

/**
 * Pairs the stores' returns with what the 3PL expects, by the mark on the box and the parcel that the goods left with; also returns
 * what no store knows.
 */
export function matchReturns(
  books: Books,
  thirdParty: ThirdParty,
): { readonly matched: readonly MatchedReturn[]; readonly unexplained: readonly ExpectedReturn[] } {
  const left = new Set(thirdParty.expected);
  const take = (isIt: (one: ExpectedReturn) => boolean): readonly ExpectedReturn[] => {
    const found = [...left].filter(isIt);
    for (const one of found) left.delete(one);
    return found;
  };
  const returns = books.stores.flatMap((store) => {
    const warehouses = warehousesOf(store, books.places);
    const isThere = (location: string): boolean => warehouses.get(location) === thirdParty.warehouse;
    return store.orders.flatMap((order) =>
      (order.returns ?? []).map((returned) => {
        const of = referenceOf(store.name, order.id);
        const wanted = inParts(unitsBack(returned, isThere), books.recipes);
        return { of, store: store.name, returned, wanted };
      }),
    );
  });
  const named = returns.map(({ of, store, returned: { id, name }, wanted }) => {
    const isIts = ({ mark, reference }: ExpectedReturn): boolean =>
      mark.startsWith(`${name}/`) && reference === of;
    const expected = take(isIts);
    return { number: name, name: `${name} of ${store}`, reference: `${of}/return/${id}`, wanted, expected };
  });
  // Goods of several parcels: two stores may have returns of one number, so the units tell them apart.
  const matched = named.map(({ number, ...one }): MatchedReturn => {
    const [several] = [...left].filter(
      ({ mark, reference, units }) =>
        reference === null && mark.startsWith(`${number}/`) && isEqual(units, one.wanted),
    );
    if (several !== undefined) left.delete(several);
    return several === undefined ? one : { ...one, expected: [...one.expected, several] };
  });
  return { matched, unexplained: [...left] };
}

/** Whether the 3PL expects exactly these units, in one return. */
export function isExpected({ wanted, expected }: MatchedReturn): boolean {
  const [there, ...more] = expected;
  return more.length === 0 && isEqual(there?.units ?? {}, wanted);
}

function isEqual(left: Units, right: Units): boolean {
  const skus = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...skus].every((sku) => (left[sku] ?? 0) === (right[sku] ?? 0));
}

function unitsBack({ state, lines }: StoreReturn, isThere: (location: string) => boolean): Units {
  const units: Record<string, number> = {};
  if (state !== 'agreed') return units;
  for (const { sku, quantity, from } of lines)
    if (sku !== null && from.length > 0 && from.every(isThere)) units[sku] = (units[sku] ?? 0) + quantity;
  return units;
}
