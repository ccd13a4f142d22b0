import { expect, test } from 'vitest';
import type { Books, ErpBook, LevelChange, StockChange, StoreBook } from './books.ts';
import { judge, type Evidence, type Judgement } from './judge.ts';

const START = 1_000_000;
const after = (seconds: number): number => START + seconds * 1000;
type Cause = StockChange['cause'];
const stock = (seconds: number, from: number, to: number, cause: Cause = 'other'): StockChange => {
  const place = { sku: 'MUG', warehouse: 'WH' };
  return { atMs: after(seconds), ...place, from, to, cause };
};
const level = (seconds: number, from: number, to: number, cause: LevelChange['cause']): LevelChange => ({
  atMs: after(seconds),
  sku: 'MUG',
  location: 'L1',
  from,
  to,
  cause,
});

const credit = { state: 'draft', currency: 'USD', totalMinor: 1100 } as const;

/** Three mugs; two are sold and one of these ships; the last is sold; five come in; one bad order is parked. */
function cleanBooks(): Books {
  const store: StoreBook = {
    name: 'store',
    orders: [
      {
        id: '1',
        name: '#1',
        placedAtMs: after(1),
        canceledAtMs: null,
        isTest: false,
        currency: 'USD',
        taxesIncluded: false,
        totalMinor: 2200,
        taxMinor: 200,
        lines: [
          { id: 'a', sku: 'MUG', quantity: 2, totalMinor: 2000, units: [{ location: 'L1', quantity: 2 }] },
        ],
        parcels: [{ tracking: '1Z1', units: { MUG: 1 } }],
        refunds: [{ id: 'r1', creditMinor: 1100 }],
      },
      {
        id: '2',
        name: '#2',
        placedAtMs: after(10),
        canceledAtMs: null,
        isTest: false,
        currency: 'USD',
        taxesIncluded: false,
        totalMinor: 1100,
        taxMinor: 100,
        lines: [
          { id: 'b', sku: 'MUG', quantity: 1, totalMinor: 1000, units: [{ location: 'L1', quantity: 1 }] },
        ],
        parcels: [],
        refunds: [],
      },
      {
        id: '3',
        name: '#3',
        placedAtMs: after(11),
        canceledAtMs: null,
        isTest: false,
        currency: 'USD',
        taxesIncluded: false,
        totalMinor: 500,
        taxMinor: 0,
        lines: [
          { id: 'c', sku: 'GHOST', quantity: 1, totalMinor: 500, units: [{ location: 'L1', quantity: 1 }] },
        ],
        parcels: [],
        refunds: [],
      },
    ],
    levels: [{ sku: 'MUG', location: 'L1', available: 5 }],
    changes: [level(1, 3, 1, 'sale'), level(10, 1, 0, 'sale'), level(22, 0, 5, 'write')],
    webhooks: { sent: 9, duplicated: 2, dropped: 1 },
  };
  const erp: ErpBook = {
    credits: [{ number: 'RINV1', reference: 'store:1/refund/r1', ...credit }],
    onHand: new Map([['MUG', new Map([['WH', 7]])]]),
    orders: [
      {
        number: 'S1',
        reference: 'store:1',
        state: 'confirmed',
        currency: 'USD',
        totalMinor: 2200,
        taxMinor: 200,
        confirmedAtMs: after(2),
        lines: [{ sku: 'MUG', quantity: 2, untaxedMinor: 2000, totalMinor: 2200 }],
      },
      {
        number: 'S2',
        reference: 'store:2',
        state: 'confirmed',
        currency: 'USD',
        totalMinor: 1100,
        taxMinor: 100,
        confirmedAtMs: after(13),
        lines: [{ sku: 'MUG', quantity: 1, untaxedMinor: 1000, totalMinor: 1100 }],
      },
    ],
    parcels: [
      {
        name: 'OUT/1',
        reference: 'store:1',
        warehouse: 'WH',
        tracking: '1Z1',
        shippedAtMs: after(5),
        units: { MUG: 1 },
      },
    ],
    changes: [stock(-5, 0, 3), stock(5, 3, 2, 'shipment'), stock(20, 2, 7)],
  };
  return { stores: [store], erp, places: [{ store: 'store', location: 'L1', warehouse: 'WH' }] };
}

type Tamper = (books: { store: Mutable<StoreBook>; erp: Mutable<ErpBook> }) => void;
type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

function judgeTampered(tamper: Tamper = () => {}, more: Partial<Evidence> = {}): Judgement {
  const { stores, erp, places } = cleanBooks();
  const [store] = stores;
  if (store === undefined) throw new Error('the books have no store');
  const books = { store: { ...store }, erp: { ...erp } };
  tamper(books);
  return judge({
    books: { stores: [books.store], erp: books.erp, places },
    diary: { fired: [], incidents: [] },
    costs: { callTimeoutMs: 30_000, lateEffectMs: 4_000, downMs: 10_000 },
    planted: new Set(['3']),
    buffer: 0,
    flashSku: null,
    fromMs: START,
    wantedFaults: [],
    ...more,
  });
}

/** The first of a list, changed. */
function changeFirst<Value>(values: readonly Value[], change: Partial<Value>): readonly Value[] {
  return values.map((value, index) => (index === 0 ? { ...value, ...change } : value));
}

test('clean books are clean, and every figure is what happened', () => {
  const { verdict, failures, complaints } = judgeTampered();
  expect(complaints).toEqual([]);
  expect(failures).toEqual([]);
  expect(verdict).toMatchObject({
    orders_sold: 3,
    orders_sold_by_store: { store: 3 },
    flash_units_sold: null,
    p99_sale_to_other_channels_ms: null,
    orders_in_erp: 2,
    orders_parked: 1,
    skus_compared: 1,
    skus_sold_out: 1,
    skus_back_again: 1,
    units_oversold: 0,
    refunds_given: 1,
    shipments_sent: 1,
    webhooks_sent: 9,
    webhooks_duplicated: 2,
    webhooks_dropped: 1,
    p50_order_ms: 1000,
    p99_order_ms: 3000,
    p50_stock_ms: 2000,
    p99_stock_ms: 2000,
    converged: true,
  });
});

const tampers: readonly (readonly [string, Tamper, Partial<Judgement['verdict']>])[] = [
  ['an order that never reached the ERP', ({ erp }) => (erp.orders = erp.orders.slice(1)), { orders_missing: 1 }],
  ['an order booked twice', ({ erp }) => (erp.orders = [...erp.orders, ...erp.orders.slice(0, 1)]), { orders_duplicated: 1 }],
  ['a total that is a cent off', ({ erp }) => (erp.orders = changeFirst(erp.orders, { totalMinor: 2201 })), { orders_wrong_total: 1 }],
  ['a tax that is too far off', ({ erp }) => (erp.orders = changeFirst(erp.orders, { taxMinor: 300 })), { orders_wrong_total: 1 }],
  ['another currency', ({ erp }) => (erp.orders = changeFirst(erp.orders, { currency: 'EUR' })), { orders_wrong_total: 1 }],
  ['an order left as a draft', ({ erp }) => (erp.orders = changeFirst(erp.orders, { state: 'draft' })), { orders_wrong_total: 1 }],
  ['a line with another quantity', ({ erp }) => (erp.orders = changeFirst(erp.orders, { lines: [{ sku: 'MUG', quantity: 3, untaxedMinor: 2000, totalMinor: 2200 }] })), { orders_wrong_total: 1 }],
  ['a line with another amount', ({ erp }) => (erp.orders = changeFirst(erp.orders, { lines: [{ sku: 'MUG', quantity: 2, untaxedMinor: 1999, totalMinor: 2200 }] })), { orders_wrong_total: 1 }],
  ['a line that is there twice', ({ erp }) => (erp.orders = changeFirst(erp.orders, { lines: [...(erp.orders[0]?.lines ?? []), ...(erp.orders[0]?.lines ?? [])] })), { orders_wrong_total: 1 }],
  ['a cancellation that the ERP missed', ({ store }) => (store.orders = changeFirst(store.orders, { canceledAtMs: after(3) })), { orders_wrong_total: 1 }],
  ['an edit that the ERP missed', ({ store }) => (store.orders = changeFirst(store.orders, { totalMinor: 1100, taxMinor: 100, lines: [{ id: 'a', sku: 'MUG', quantity: 1, totalMinor: 1000, units: [] }] })), { orders_wrong_total: 1 }],
  ['a planted order that was booked', ({ erp }) => (erp.orders = [...erp.orders, ...changeFirst(erp.orders.slice(0, 1), { reference: 'store:3' })]), { orders_parked: 0 }],
  ['an order that nobody sold', ({ erp }) => (erp.orders = [...erp.orders, ...changeFirst(erp.orders.slice(0, 1), { reference: 'store:9' })]), { orders_unexplained: 1 }],
  ['a level that is too high', ({ store }) => (store.levels = changeFirst(store.levels, { available: 6 })), { skus_differing: 1 }],
  ['a level that is too low', ({ store }) => (store.levels = changeFirst(store.levels, { available: 0 })), { skus_differing: 1 }],
  ['goods that left unseen', ({ erp }) => (erp.onHand = new Map([['MUG', new Map([['WH', 6]])]])), { skus_differing: 1 }],
  ['a parcel that the store does not know', ({ store }) => (store.orders = changeFirst(store.orders, { parcels: [] })), { shipments_missing: 1 }],
  ['a parcel with fewer units', ({ erp }) => (erp.parcels = changeFirst(erp.parcels, { units: { MUG: 2 } })), { shipments_missing: 1 }],
  ['a refund that is not credited', ({ erp }) => (erp.credits = []), { refunds_missing: 1, refunds_duplicated: 0 }],
  ['a refund credited twice', ({ erp }) => (erp.credits = [...erp.credits, ...erp.credits]), { refunds_missing: 0, refunds_duplicated: 1 }],
  ['a parcel that was told twice', ({ store }) => (store.orders = changeFirst(store.orders, { parcels: [...(store.orders[0]?.parcels ?? []), ...(store.orders[0]?.parcels ?? [])] })), { shipments_duplicated: 1 }],
  ['a parcel that never left', ({ store }) => (store.orders = changeFirst(store.orders, { parcels: [...(store.orders[0]?.parcels ?? []), { tracking: '1Z9', units: { MUG: 1 } }] })), { shipments_duplicated: 1 }],
  ['a run in which nothing sold out', ({ store }) => (store.changes = []), { skus_sold_out: 0 }],
]; // prettier-ignore

test.each(tampers)('%s is reported', (_name, tamper, expected) => {
  const { verdict, failures } = judgeTampered(tamper);
  expect(verdict).toMatchObject(expected);
  expect(failures).not.toEqual([]);
});

test("a sale long after the truth was gone is the sync's, one right after is not, and neither is one under faults", () => {
  // The warehouse loses two units at second 2; the store still shows them and sells one of them.
  const oversell =
    (soldAt: number): Tamper =>
    ({ store, erp }) => {
      erp.changes = [stock(-5, 0, 3), stock(2, 3, 1)];
      erp.onHand = new Map([['MUG', new Map([['WH', 1]])]]);
      store.changes = [level(1, 3, 1, 'sale'), level(soldAt, 1, 0, 'sale')];
    };
  expect(judgeTampered(oversell(6)).verdict).toMatchObject({ units_oversold: 1, units_oversold_by_sync: 0 });
  expect(judgeTampered(oversell(8)).verdict).toMatchObject({ units_oversold: 1, units_oversold_by_sync: 1 });
  const fired = [{ kind: 'down', at: after(2), operation: 'all' }] as const;
  const excused = judgeTampered(oversell(8), { diary: { fired, incidents: [] } });
  expect(excused.verdict).toMatchObject({
    units_oversold: 1,
    units_oversold_by_sync: 0,
    faults_fired: { down: 1 },
  });
});

test("a write that gives a store back what it had sold itself makes the units sold of it the sync's, however soon", () => {
  const raised: Tamper = ({ store }) => {
    store.changes = [
      level(1, 3, 1, 'sale'),
      level(10, 1, 0, 'sale'),
      level(10.1, 0, 2, 'write'),
      level(10.2, 2, 0, 'sale'),
    ];
  };
  expect(judgeTampered(raised).verdict).toMatchObject({ units_oversold: 2, units_oversold_by_sync: 2 });
});

test('a fault kind that never fired fails the run', () => {
  expect(judgeTampered(() => {}, { wantedFaults: ['webhook-late'] }).failures).toEqual([
    'the fault webhook-late never fired',
  ]);
});
