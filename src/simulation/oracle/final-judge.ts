import { differencesOf } from '#demo/verdict/compare-order.ts';
import { judgeOrders } from '#demo/verdict/judge-orders.ts';
import { judgeRefunds } from '#demo/verdict/judge-refunds.ts';
import { judgeRequests } from '#demo/verdict/judge-requests.ts';
import { judgeShipments } from '#demo/verdict/judge-shipments.ts';
import { judgeStock } from '#demo/verdict/judge-stock.ts';
import { judgeToldParcels } from '#demo/verdict/judge-told-parcels.ts';
import type { Books } from '#demo/verdict/books.ts';
import { inParts, partsOf, type Recipes } from '#demo/verdict/recipes.ts';
import { matchOrders } from '#demo/verdict/references.ts';
import type { MemoryLedger } from '#ledger/sqlite/memory-ledger.ts';
import type { HistoryPlan } from '../plan/history-plan.ts';
import { THIRD_PARTY } from '../world/depot.ts';
import { readTold, type Unfinished } from './told-people.ts';
import { BUFFER_UNITS, BUFFERED_SKU, ERP } from '../world/vendors.ts';

/** What may never be, whatever else is still under way: something twice. */
export function findDoubles(books: Books): readonly Unfinished[] {
  const found: Unfinished[] = [];
  for (const { order, booked } of matchOrders(books).matched) {
    if (booked.length > 1)
      found.push({
        invariant: 'I4',
        detail: `${order.name} is booked as ${booked.map(({ number }) => number).join(' and ')}`,
      });
  }
  for (const complaint of [
    ...judgeShipments(books).complaints,
    ...(judgeToldParcels(books)?.complaints ?? []),
  ]) {
    if (/duplicated|never left/.test(complaint)) found.push({ invariant: 'I4', detail: complaint });
  }
  for (const complaint of judgeRefunds(books).doubles) found.push({ invariant: 'I4', detail: complaint });
  for (const { number, reference } of matchOrders(books).unexplained)
    found.push({ invariant: 'I7', detail: `${number} (${reference}) is booked for no order of a store` });
  return found;
}

/** Everything that keeps the world from being in agreement. */
export async function findUnfinished(
  books: Books,
  ledger: MemoryLedger,
  { netsOff, now }: Pick<HistoryPlan, 'netsOff'> & { readonly now: number },
): Promise<readonly Unfinished[]> {
  // Without polls nothing says that no sale was missed: numbers that fell stay low.
  const mayBeLow = netsOff.includes('polls');
  const told = await readTold(ledger, { mayBeLow, hasSweeps: !netsOff.includes('sweeps'), now });
  const disputed = findDisputed(books, told.subjects);
  const found: Unfinished[] = [...findDoubles(books)];
  for (const detail of judgeOrders(withoutOrders(books, disputed), new Set()).complaints)
    found.push({ invariant: 'I21', detail });
  for (const detail of judgeShipments(withoutOrders(books, disputed)).complaints)
    found.push({ invariant: 'I21', detail });
  for (const detail of judgeToldParcels(withoutOrders(books, disputed))?.complaints ?? [])
    found.push({ invariant: 'I21', detail });
  for (const detail of judgeRefunds(withoutOrders(books, disputed)).lacks)
    found.push({ invariant: 'I21', detail });
  for (const detail of judgeRequests(withoutOrders(books, disputed))?.complaints ?? [])
    found.push({ invariant: 'I21', detail });
  for (const detail of judgeLevels(books, disputed, mayBeLow)) found.push({ invariant: 'I21', detail });
  found.push(
    ...told.unfinished.filter(
      ({ subject }) =>
        ![...disputed].some((reference) => subject.includes(idOf(reference)) || isParcel(subject)),
    ),
  );
  return found;
}

/** Orders that changed in the store after a parcel had left: the ERP refuses, and a person must have been told. */
function findDisputed(books: Books, told: readonly string[]): ReadonlySet<string> {
  const disputed = new Set<string>();
  for (const { order, reference, booked } of matchOrders(books).matched) {
    const [erpOrder] = booked;
    const parcels = books.erp.parcels.filter((parcel) => parcel.reference === reference);
    if (parcels.length === 0) continue;
    // A parcel is named by its number in the ERP.
    const isTold = told.some((subject) => subject.includes(order.id) || isParcel(subject));
    const lines = order.lines.map(({ sku, quantity }) => inParts({ [sku ?? '']: quantity }, books.recipes));
    const wanted = sumUnits(lines);
    const shippedAll = isWithin(sumUnits(parcels.map(({ units }) => units)), wanted);
    // Canceled before it was booked, and yet the 3PL had shipped it.
    const differs = erpOrder === undefined || differencesOf(order, erpOrder).length > 0;
    // The ERP took the change, and a request of which a part has left cannot be taken back.
    const requests = (books.thirdParty?.requests ?? []).filter((request) => request.reference === reference);
    const isAskedForMore = !isWithin(sumUnits(requests.map(({ units }) => units)), wanted);
    if (isTold && (differs || !shippedAll || isAskedForMore)) disputed.add(reference);
  }
  return disputed;
}

/** A parcel is named by the system that shipped it. */
function isParcel(subject: string): boolean {
  return subject.startsWith(`${ERP}/`) || subject.startsWith(`${THIRD_PARTY}/`);
}

type Units = Readonly<Record<string, number>>;

function isWithin(units: Units, wanted: Units): boolean {
  return Object.entries(units).every(([sku, count]) => count <= (wanted[sku] ?? 0));
}

function sumUnits(parcels: readonly Units[]): Units {
  const sums: Record<string, number> = {};
  for (const units of parcels)
    for (const [sku, quantity] of Object.entries(units)) sums[sku] = (sums[sku] ?? 0) + quantity;
  return sums;
}

function withoutOrders(books: Books, references: ReadonlySet<string>): Books {
  const ids = new Set([...references].map(idOf));
  return {
    ...books,
    stores: books.stores.map((store) => ({
      ...store,
      orders: store.orders.filter(({ id }) => !ids.has(id)),
    })),
    erp: {
      ...books.erp,
      orders: books.erp.orders.filter(({ reference }) => !references.has(reference)),
      parcels: books.erp.parcels.filter(({ reference }) => !references.has(reference)),
      credits: books.erp.credits.filter(
        ({ reference }) => ![...references].some((of) => reference.startsWith(`${of}/`)),
      ),
    },
    thirdParty:
      books.thirdParty === undefined
        ? undefined
        : {
            ...books.thirdParty,
            requests: books.thirdParty.requests.filter(({ reference }) => !references.has(reference)),
            told: books.thirdParty.told.filter(({ reference }) => !references.has(reference)),
          },
  };
}

function idOf(reference: string): string {
  return reference.slice(reference.indexOf(':') + 1);
}

/**
 * With a buffer for one SKU. Units of a disputed order may stay reserved, and units sold from a place that nobody counts are
 * taken off everywhere (S3): there less is right, too.
 */
function judgeLevels(books: Books, disputed: ReadonlySet<string>, mayBeLow: boolean): readonly string[] {
  const ids = new Set([...disputed].map(idOf));
  const counted = new Set(books.places.map(({ store, location }) => `${store} ${location}`));
  const doubtful = new Set(
    books.stores.flatMap((store) =>
      store.orders.flatMap(({ id, lines }) =>
        lines
          .filter(
            ({ units }) =>
              ids.has(id) || units.some(({ location }) => !counted.has(`${store.name} ${location}`)),
          )
          .flatMap(({ sku }) => sharing(sku ?? '', books.recipes)),
      ),
    ),
  );
  const only = (isIt: (sku: string) => boolean): Books => ({
    ...books,
    stores: books.stores.map((store) => ({ ...store, levels: store.levels.filter(({ sku }) => isIt(sku)) })),
  });
  const complaints = [
    ...judgeStock(
      only((sku) => sku !== BUFFERED_SKU),
      0,
    ).complaints,
    ...judgeStock(
      only((sku) => sku === BUFFERED_SKU),
      BUFFER_UNITS,
    ).complaints,
  ];
  return complaints.filter((complaint) => {
    const [, shown, right] = /shows (-?\d+), right is (-?\d+)/.exec(complaint) ?? [];
    const isDoubtful = [...doubtful].some((sku) => complaint.startsWith(`${sku} `));
    return !((isDoubtful || mayBeLow) && Number(shown) <= Number(right));
  });
}

/** Everything whose number falls when this is sold: its parts, and what else is made of them. */
function sharing(sku: string, recipes: Recipes | undefined): readonly string[] {
  const parts = partsOf(sku, recipes).map(([part]) => part);
  const bundles = [...(recipes ?? [])].flatMap(([bundle, own]) =>
    parts.some((part) => own.has(part)) ? [bundle] : [],
  );
  return [sku, ...parts, ...bundles];
}
