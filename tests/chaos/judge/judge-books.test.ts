import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Books, ErpBook, ShippingRequest, StoreBook } from '#demo/verdict/books.ts';
import { type MarketingBook, TOOL } from '#demo/verdict/marketing-book.ts';
import { startVendors, type Vendors } from '#tests/chaos/vendors/vendors.ts';
import { judgeBooks, measureFlow } from './judge-books.ts';

const FROM_MS = 1_000;

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
type Tamper = (books: { readonly store: Mutable<StoreBook>; readonly erp: Mutable<ErpBook> }) => void;

/** Two mugs, one of them sold, booked and shipped, and the store knows it. */
function booksAfter(tamper: Tamper = () => undefined): Books {
  const order = {
    id: '1',
    name: '#1',
    placedAtMs: 2_000,
    canceledAtMs: null,
    isTest: false,
    currency: 'USD',
    taxesIncluded: false,
    totalMinor: 1_000,
    taxMinor: 0,
    lines: [
      { id: 'a', sku: 'MUG', quantity: 1, totalMinor: 1_000, units: [{ location: 'L1', quantity: 1 }] },
    ],
    parcels: [{ tracking: '1Z1', units: { MUG: 1 } }],
    refunds: [{ id: 'r1', creditMinor: 400 }],
  };
  const store: Mutable<StoreBook> = {
    name: 'store',
    orders: [order],
    levels: [{ sku: 'MUG', location: 'L1', available: 1 }],
    changes: [{ atMs: 2_000, sku: 'MUG', location: 'L1', from: 2, to: 1, cause: 'sale' }],
    webhooks: { sent: 1, duplicated: 0, dropped: 0 },
  };
  const erp: Mutable<ErpBook> = {
    onHand: new Map([['MUG', new Map([['WH', 1]])]]),
    orders: [
      {
        number: 'S1',
        reference: 'store:1',
        state: 'confirmed',
        currency: 'USD',
        totalMinor: 1_000,
        taxMinor: 0,
        confirmedAtMs: 3_000,
        lines: [{ sku: 'MUG', quantity: 1, untaxedMinor: 1_000, totalMinor: 1_000 }],
      },
    ],
    credits: [
      {
        number: 'RINV1',
        reference: 'store:1/refund/r1',
        state: 'draft',
        currency: 'USD',
        totalMinor: 400,
      },
    ],
    parcels: [
      {
        name: 'OUT/1',
        reference: 'store:1',
        warehouse: 'WH',
        tracking: '1Z1',
        shippedAtMs: 4_000,
        units: { MUG: 1 },
      },
    ],
    changes: [{ atMs: 4_000, sku: 'MUG', warehouse: 'WH', from: 2, to: 1, cause: 'shipment' }],
  };
  tamper({ store, erp });
  return { stores: [store], erp, places: [{ store: 'store', location: 'L1', warehouse: 'WH' }] };
}

test('books that agree are clean, and what flowed is counted', () => {
  expect(judgeBooks(booksAfter(), FROM_MS)).toEqual({
    lost: 0,
    doubled: 0,
    oversold: 0,
    differing: 0,
    isClean: true,
    complaints: [],
  });
  expect(measureFlow(booksAfter(), FROM_MS)).toMatchObject({ ordersSold: 1, ordersBooked: 1, parcels: 1 });
});

test.each<[string, Tamper, Partial<ReturnType<typeof judgeBooks>>]>([
  ['an order that is missing', ({ erp }) => void (erp.orders = []), { lost: 1 }],
  ['an order that is there twice', ({ erp }) => void (erp.orders = [...erp.orders, ...erp.orders]), { doubled: 1 }],
  ['an order that nobody sold', ({ erp }) => void (erp.orders = [...erp.orders, ...erp.orders.map((one) => ({ ...one, reference: 'store:9' }))]), { doubled: 1 }],
  ['a parcel that the store was not told of', ({ store }) => void (store.orders = store.orders.map((one) => ({ ...one, parcels: [] }))), { lost: 1 }],
  ['a refund that was not credited', ({ erp }) => void (erp.credits = []), { lost: 1 }],
  ['a refund that was credited twice', ({ erp }) => void (erp.credits = [...erp.credits, ...erp.credits]), { doubled: 1 }],
  ['a parcel that was told twice', ({ store }) => void (store.orders = store.orders.map((one) => ({ ...one, parcels: [...one.parcels, ...one.parcels] }))), { doubled: 1 }],
  ['an amount that differs', ({ erp }) => void (erp.orders = erp.orders.map((one) => ({ ...one, totalMinor: 999 }))), { differing: 1 }],
  ['a number that the store shows wrongly', ({ store }) => void (store.levels = [{ sku: 'MUG', location: 'L1', available: 2 }]), { differing: 1 }],
])('%s is found', (_name, tamper, expected) => {
  const verdict = judgeBooks(booksAfter(tamper), FROM_MS);
  expect(verdict).toMatchObject({ ...expected, isClean: false });
  expect(verdict.complaints).not.toEqual([]);
}); // prettier-ignore

/** The same, with a 3PL that was asked for the mug and a tool that was told of the order. */
function wideBooksAfter(tamper: (wide: WideBooks) => void = () => undefined): Books {
  const { stores, erp } = booksAfter();
  const email = 'ada@acme.test';
  const said = { email, said: 'yes', atMs: 1 } as const;
  const wide: WideBooks = {
    requests: [{ name: 'R1', reference: 'store:1', units: { MUG: 1 } }],
    marketing: {
      words: [
        { ...said, by: 'person', where: 'store' },
        { ...said, by: 'sync', where: TOOL },
      ],
      subscribed: [{ where: TOOL, email }],
      profiles: [{ id: 'P1', reference: 'store:ada', email }],
      events: [{ uniqueId: 'store:1:placed', profileId: 'P1' }],
      mailed: [],
      happenings: [
        {
          reference: 'store:1:placed',
          isToBeTold: true,
          words: '#1 was placed',
          email,
          customer: 'store:ada',
        },
      ],
      erased: [{ email: 'ida@acme.test', references: ['store:ida'] }],
    },
  };
  tamper(wide);
  const told = erp.parcels.map((one) => ({ ...one, name: 'WH3/1', warehouse: 'ERP3' }));
  return {
    stores,
    erp: { ...erp, parcels: erp.parcels.map((one) => ({ ...one, warehouse: 'WH' })) },
    places: [{ store: 'store', location: 'L1', warehouse: 'WH' }],
    thirdParty: { warehouse: 'WH', requests: wide.requests, told, expected: [] },
    marketing: wide.marketing,
  };
}

interface WideBooks {
  requests: readonly ShippingRequest[];
  marketing: Mutable<MarketingBook>;
}

test('books of a wide world that agree are clean', () => {
  expect(judgeBooks(wideBooksAfter(), FROM_MS)).toMatchObject({ isClean: true, complaints: [] });
});

test.each<[string, (wide: WideBooks) => void, Partial<ReturnType<typeof judgeBooks>>]>([
  ['a request to ship that was never made', (wide) => void (wide.requests = []), { lost: 1 }],
  ['a request that was made twice', (wide) => void (wide.requests = [...wide.requests, ...wide.requests]), { doubled: 1 }],
  ['an event that the tool was not told', ({ marketing }) => void (marketing.events = []), { lost: 1 }],
  ['an event that it was told twice', ({ marketing }) => void (marketing.events = [...marketing.events, ...marketing.events]), { doubled: 1 }],
  ['somebody who is written to and never said yes', ({ marketing }) => void (marketing.subscribed = [{ where: TOOL, email: 'bob@acme.test' }]), {}],
  ['somebody who was erased and is still there', ({ marketing }) => void (marketing.profiles = [...marketing.profiles, { id: 'P2', reference: 'store:ida', email: 'ida@acme.test' }]), {}],
])('%s is found', (_name, tamper, expected) => {
  const verdict = judgeBooks(wideBooksAfter(tamper), FROM_MS);
  expect(verdict).toMatchObject({ ...expected, isClean: false });
  expect(verdict.complaints).not.toEqual([]);
}); // prettier-ignore

test('a unit sold because a write had shown it is oversold, whatever fault was at work', () => {
  const books = booksAfter(({ store }) => {
    store.changes = [
      ...store.changes,
      { atMs: 5_000, sku: 'MUG', location: 'L1', from: 1, to: 3, cause: 'write' },
      { atMs: 5_100, sku: 'MUG', location: 'L1', from: 3, to: 0, cause: 'sale' },
    ];
  });
  expect(judgeBooks(books, FROM_MS).oversold).toBe(2);
});

test.describe('against the sandboxes', () => {
  let vendors: Vendors;
  beforeAll(async () => {
    vendors = startVendors();
    await vendors.ask('open', { seed: 1, breadth: 'narrow' });
  }, 60_000);
  afterAll(() => vendors.close());

  test('orders that nobody carries over are lost, and the numbers that nobody writes are wrong', async () => {
    const fromMs = Date.now();
    await vendors.ask('begin', { seconds: 2, rate: 10, customersMax: 100 });
    await expect.poll(async () => (await vendors.ask('counts')).isOver, { timeout: 10_000 }).toBe(true);
    const { placed, received } = await vendors.ask('counts');
    const { lost, differing, isClean } = judgeBooks(await vendors.ask('books'), fromMs);
    expect(placed).toBeGreaterThan(10);
    expect(lost).toBeGreaterThan(10);
    expect([isClean, received > 0 && differing === 0]).toEqual([false, false]);
  });
});
