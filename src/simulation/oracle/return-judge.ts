import type { ReturnInBooks } from '#connectors/shipbob/sandbox/books.ts';
import { partsOf } from '#demo/verdict/recipes.ts';
import { referenceOf } from '#demo/verdict/references.ts';
import type { MemoryLedger } from '#ledger/sqlite/memory-ledger.ts';
import { goodsReference, markOnBox, returnReference } from '#reconcile/return-reference.ts';
import { RECIPES, type Vendors } from '../world/vendors.ts';
import type { Unfinished } from './told-people.ts';

const DISPUTES_MAX = 500;

/** One return of a store, and what the depot has been told of it. */
interface Announced {
  readonly name: string;
  /** Our reference. */
  readonly reference: string;
  readonly isOpen: boolean;
  /** Units by SKU that the depot shipped and that are to come back. */
  readonly wanted: Readonly<Record<string, number>>;
  /** Those of the depot's that are not canceled. */
  readonly there: readonly ReturnInBooks[];
}

/** I4: one box is never announced twice. I7: nothing is announced that no store has agreed to. */
export function findAnnouncedTwice(vendors: Vendors): readonly Unfinished[] {
  const announced = readAnnounced(vendors);
  const twice = announced.filter(({ there }) => there.length > 1);
  const known = new Set(announced.flatMap(({ there }) => there.map(({ id }) => id)));
  const unknown = liveReturns(vendors).filter(({ id }) => !known.has(id));
  return [
    ...twice.map(({ name }) => ({
      invariant: 'I4',
      detail: `return ${name} is announced twice to the depot`,
    })),
    ...unknown.map(({ reference }) => ({
      invariant: 'I7',
      detail: `the depot expects ${reference}, which no store knows`,
    })),
  ];
}

/** I21: in the end the depot expects what the stores have agreed to, and nothing that was called off. */
export async function findUnannounced(
  vendors: Vendors,
  ledger: MemoryLedger,
): Promise<readonly Unfinished[]> {
  const announced = readAnnounced(vendors);
  if (announced.length === 0) return [];
  const open = await ledger.read((tx) => tx.discrepancies.list({ state: 'open', limit: DISPUTES_MAX }));
  const told = new Set(open.map(({ subject }) => subject));
  return announced.flatMap(({ name, reference, isOpen, wanted, there }): readonly Unfinished[] => {
    if (told.has(reference)) return [];
    const expected = sumOf(there.map(({ unitsBySku }) => unitsBySku));
    const right = isOpen ? wanted : {};
    if (isEqual(expected, right)) return [];
    const say = (units: Readonly<Record<string, number>>): string =>
      Object.entries(units)
        .map(([sku, count]) => `${count} ${sku}`)
        .join(', ') || 'nothing';
    return [
      {
        invariant: 'I21',
        detail: `of return ${name} the depot expects ${say(expected)}, right is ${say(right)}`,
      },
    ];
  });
}

function readAnnounced(vendors: Vendors): readonly Announced[] {
  const { stores, depot } = vendors;
  const live = liveReturns(vendors);
  return stores.flatMap(({ name: store, model, locationIds }) =>
    [...model.state.returns.values()].map((returned): Announced => {
      const order = model.shop.order(returned.orderId);
      const isFromDepot = order.fulfillmentOrders.some(({ locationId }) => locationId === locationIds[2]);
      const reference = returnReference(referenceOf(store, returned.orderId), returned.id);
      const mark = markOnBox(returned, goodsReference(reference, String(depot.locationId)));
      const units = returned.lines.map(({ lineId, quantity }) => {
        const sku = order.lines.find(({ id }) => id === lineId)?.sku ?? '';
        return Object.fromEntries(partsOf(sku, RECIPES).map(([part, each]) => [part, each * quantity]));
      });
      return {
        name: `${returned.name} of ${store}`,
        reference,
        isOpen: returned.status === 'OPEN',
        wanted: isFromDepot ? sumOf(units) : {},
        there: live.filter((one) => one.reference === mark),
      };
    }),
  );
}

function liveReturns({ depot }: Vendors): readonly ReturnInBooks[] {
  return depot.sandbox.books.returns().filter(({ status }) => status !== 'Cancelled');
}

function sumOf(all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const units of all)
    for (const [sku, count] of Object.entries(units)) sums[sku] = (sums[sku] ?? 0) + count;
  return sums;
}

function isEqual(left: Readonly<Record<string, number>>, right: Readonly<Record<string, number>>): boolean {
  const skus = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...skus].every((sku) => (left[sku] ?? 0) === (right[sku] ?? 0));
}
