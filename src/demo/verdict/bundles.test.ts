import { expect, test } from 'vitest';
import type { Books, LevelChange, ShippingRequest, StockChange, StoreOrder, StoreParcel } from './books.ts';
import { readHistories, stepsOf } from './cell-history.ts';
import { judgeOversold } from './judge-oversold.ts';
import { judgeRequests } from './judge-requests.ts';
import { judgeShipments } from './judge-shipments.ts';
import { judgeStock } from './judge-stock.ts';

/** A set of one mug and two lamps, sold by both stores from the 3PL. */
const recipes = new Map([
  [
    'SET',
    new Map([
      ['MUG', 1],
      ['LAMP', 2],
    ]),
  ],
]);
const PLACE = 'L3';

interface Told {
  readonly lines?: Readonly<Record<string, number>>;
  readonly parcels?: readonly StoreParcel[];
  readonly shown?: Readonly<Record<string, number>>;
  readonly changes?: readonly LevelChange[];
}

/** What two stores tell, and what is on the shelves of the 3PL. */
function booksOf(
  told: readonly Told[],
  shelf: {
    readonly onHand?: Readonly<Record<string, number>>;
    readonly sent?: readonly (readonly [string, Readonly<Record<string, number>>])[];
    readonly asked?: readonly Readonly<Record<string, number>>[];
    readonly changes?: readonly StockChange[];
  } = {},
): Books {
  const { onHand = { MUG: 5, LAMP: 5 }, sent = [], asked = [], changes = [] } = shelf;
  const orderOf = (lines: Readonly<Record<string, number>>, parcels: readonly StoreParcel[]): StoreOrder => ({
    id: '1',
    name: '#1',
    placedAtMs: 1_000,
    canceledAtMs: null,
    isTest: false,
    currency: 'USD',
    taxesIncluded: false,
    totalMinor: 100,
    taxMinor: 0,
    lines: Object.entries(lines).map(([sku, quantity]) => ({
      id: sku,
      sku,
      quantity,
      totalMinor: 100,
      units: [{ location: PLACE, quantity }],
    })),
    parcels,
    refunds: [],
  });
  return {
    stores: told.map(({ lines = {}, parcels = [], shown = {}, changes: own = [] }, index) => ({
      name: ['us', 'eu'][index] ?? '',
      orders: Object.keys(lines).length === 0 ? [] : [orderOf(lines, parcels)],
      levels: Object.entries(shown).map(([sku, available]) => ({ sku, location: PLACE, available })),
      changes: own,
      webhooks: { sent: 0, duplicated: 0, dropped: 0 },
    })),
    erp: {
      orders: [],
      credits: [],
      changes,
      onHand: new Map(
        Object.entries({ ...onHand, SET: 0 }).map(([sku, units]) => [sku, new Map([['3PL', units]])]),
      ),
      parcels: sent.map(([tracking, units], index) => ({
        name: `parcel ${index}`,
        reference: 'us:1',
        warehouse: '3PL',
        tracking,
        shippedAtMs: 2_000,
        units,
      })),
    },
    places: ['us', 'eu'].map((store) => ({ store, location: PLACE, warehouse: '3PL' })),
    recipes,
    thirdParty: {
      warehouse: '3PL',
      requests: asked.map((units, index): ShippingRequest => ({
        name: `us:1/${index + 1}`,
        reference: 'us:1',
        units,
      })),
      told: [],
      expected: [],
    },
  };
}

test('a bundle must be shown as often as its parts make it, less what the orders of both stores take of them', () => {
  const lines = { SET: 1, LAMP: 1 };
  const right = { MUG: 4, LAMP: 2, SET: 1 };
  expect(judgeStock(booksOf([{ lines, shown: right }, { shown: right }]), 0)).toMatchObject({
    cells: 6,
    differing: 0,
  });
  const { complaints } = judgeStock(booksOf([{ lines, shown: { ...right, SET: 2 } }]), 0);
  expect(complaints).toEqual([
    'SET at L3: us shows 2, right is 1 (1 MUG each, 5 on hand, 1 owed; 2 LAMP each, 5 on hand, 3 owed, 0 kept back)',
  ]);
  // A part that the bundle took is not there for its own sake.
  expect(judgeStock(booksOf([{ lines, shown: { ...right, MUG: 5 } }]), 0).differing).toBe(1);
  // One lamp has left: the shelf has one less, and the order is owed one less.
  const sent = [['T1', { LAMP: 1 }]] as const;
  expect(
    judgeStock(booksOf([{ lines, shown: right }], { onHand: { MUG: 5, LAMP: 4 }, sent }), 0).differing,
  ).toBe(0);
});

test('a 3PL must be asked for the parts, for all of them, and not for the bundle', () => {
  const lines = { SET: 2, MUG: 1 };
  const judged = (...asked: readonly Readonly<Record<string, number>>[]) =>
    judgeRequests(booksOf([{ lines }], { asked }));
  expect(judged({ MUG: 3, LAMP: 4 })).toMatchObject({ missing: 0, duplicated: 0 });
  expect(judged({ MUG: 3, LAMP: 2 })).toMatchObject({ missing: 1, duplicated: 0 });
  expect(judged({ MUG: 3 })).toMatchObject({ missing: 1 });
  expect(judged({ MUG: 3, LAMP: 5 })).toMatchObject({ missing: 0, duplicated: 1 });
  expect(judged({ MUG: 1, SET: 2 })).toMatchObject({ missing: 1, duplicated: 1 });
});

const parcel = (tracking: string, units: Readonly<Record<string, number>>): StoreParcel => ({
  tracking,
  units,
});
const shipped: readonly (readonly [
  string,
  readonly (readonly [string, Readonly<Record<string, number>>])[],
  readonly StoreParcel[],
  object,
])[] = [
  ['parts alone are told to nobody', [['T1', { LAMP: 2 }]], [], { missing: 0, duplicated: 0 }],
  ['a whole bundle is told', [['T1', { LAMP: 2 }], ['T2', { MUG: 1 }]], [parcel('T2', { SET: 1 })], { missing: 0, duplicated: 0 }],
  ['a whole bundle that is not told is missing', [['T1', { LAMP: 2, MUG: 1 }]], [], { missing: 1, duplicated: 0 }],
  ['a bundle that is told with its first part is told too early', [['T1', { LAMP: 2 }]], [parcel('T1', { SET: 1 })], { missing: 0, duplicated: 1 }],
  ['one bundle of two is told', [['T1', { LAMP: 3, MUG: 2 }]], [parcel('T1', { SET: 1 })], { missing: 0, duplicated: 0 }],
  ['two of one are too many', [['T1', { LAMP: 2, MUG: 1 }]], [parcel('T1', { SET: 2 })], { missing: 0, duplicated: 1 }],
  ['a parcel that never left is too many', [['T1', { LAMP: 2, MUG: 1 }]], [parcel('T9', { SET: 1 })], { duplicated: 1 }],
]; // prettier-ignore

test.each(shipped)('%s', (_name, sent, parcels, expected) => {
  expect(judgeShipments(booksOf([{ lines: { SET: 2 }, parcels }], { sent }))).toMatchObject(expected);
});

test('a line of its own beside a bundle is missed when nobody else can have taken its unit', () => {
  const judged = (units: Readonly<Record<string, number>>) =>
    judgeShipments(booksOf([{ lines: { SET: 1, MUG: 1 } }], { sent: [['T1', units]] }));
  expect(judged({ MUG: 1 })).toMatchObject({ missing: 0, duplicated: 0 });
  expect(judged({ MUG: 2 })).toMatchObject({ missing: 1 });
});

const sale = (atMs: number, sku: string, from: number, to: number): LevelChange => ({
  atMs,
  sku,
  location: PLACE,
  from,
  to,
  cause: 'sale',
});

test('what is there of a part falls with the bundle, and of the bundle with its parts, at the same moment', () => {
  const books = booksOf([{ changes: [sale(1_000, 'SET', 2, 1), sale(2_000, 'LAMP', 3, 1)] }], {
    changes: [{ atMs: 3_000, sku: 'LAMP', warehouse: '3PL', from: 1, to: 5, cause: 'other' }],
  });
  const truths = Object.fromEntries(
    readHistories(books).map((history) => [
      history.sku,
      [history.truthBefore, ...[...stepsOf(history)].map(({ event, truth }) => `${event.kind} ${truth}`)],
    ]),
  );
  // Of the five lamps on the shelf four came in the end.
  expect(truths).toEqual({
    LAMP: [1, 'shared -1', 'sale -3', 'goods 1'],
    SET: [0, 'sale -1', 'shared -2', 'goods 0'],
    MUG: [5, 'shared 4'],
  });
});

test('units that were sold by themselves in one store and in a bundle in the other are oversold, on their part', () => {
  const judged = (soldAtMs: number) =>
    judgeOversold(
      readHistories(
        booksOf(
          [
            { shown: { SET: 1, MUG: 1 }, changes: [sale(1_000, 'MUG', 1, 0)] },
            { shown: { SET: 1, MUG: 1 }, changes: [sale(soldAtMs, 'SET', 1, 0)] },
          ],
          { onHand: { MUG: 1, LAMP: 9 } },
        ),
      ),
      { fromMs: 0, disturbed: [] },
    );
  expect(judged(1_500)).toMatchObject({ units: 1, unitsBySync: 0 });
  expect(judged(60_000)).toMatchObject({ units: 1, unitsBySync: 1 });
});
