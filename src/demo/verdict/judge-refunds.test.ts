import { expect, test } from 'vitest';
import type { Books, ErpCredit, StoreOrder } from './books.ts';
import { judgeRefunds, type RefundsVerdict } from './judge-refunds.ts';

const note = (change: Partial<ErpCredit> = {}): ErpCredit => ({
  number: 'RINV1',
  reference: 'us:1/refund/r1',
  state: 'draft',
  currency: 'USD',
  totalMinor: 500,
  ...change,
});

/** An order of 2,000 that is booked, gave back 500 of it, and took units out for which nothing is to be credited. */
function booksOf(credits: readonly ErpCredit[], change: Partial<StoreOrder> = {}): Books {
  const order: StoreOrder = {
    id: '1',
    name: '#1',
    placedAtMs: 1_000,
    canceledAtMs: null,
    isTest: false,
    currency: 'USD',
    taxesIncluded: false,
    totalMinor: 2_000,
    taxMinor: 0,
    lines: [],
    parcels: [],
    refunds: [
      { id: 'r1', creditMinor: 500 },
      { id: 'r2', creditMinor: 0 },
    ],
    ...change,
  };
  const webhooks = { sent: 0, duplicated: 0, dropped: 0 };
  const booked = { totalMinor: 2_000, taxMinor: 0, lines: [], confirmedAtMs: 1_500 };
  return {
    stores: [{ name: 'us', orders: [order], levels: [], changes: [], webhooks }],
    erp: {
      orders: [{ number: 'S1', reference: 'us:1', state: 'confirmed', currency: 'USD', ...booked }],
      credits,
      parcels: [],
      changes: [],
      onHand: new Map(),
    },
    places: [],
  };
}

const right = { given: 1, missing: 0, duplicated: 0, complaints: [] };

test.each<readonly [string, Books, Partial<RefundsVerdict>]>([
  ['a credit note over what is still booked is right', booksOf([note()]), right],
  ['one beside a canceled twin is right', booksOf([note({ state: 'canceled' }), note()]), right],
  ['none is missing', booksOf([]), { missing: 1, duplicated: 0 }],
  ['a canceled one is missing', booksOf([note({ state: 'canceled' })]), { missing: 1, duplicated: 0 }],
  ['one over a cent more is missing', booksOf([note({ totalMinor: 501 })]), { missing: 1, duplicated: 0 }],
  ['one in another currency is missing', booksOf([note({ currency: 'EUR' })]), { missing: 1, duplicated: 0 }],
  ['a second one is doubled', booksOf([note(), note()]), { missing: 0, duplicated: 1 }],
  [
    'one for what is off the booking is doubled',
    booksOf([note(), note({ reference: 'us:1/refund/r2' })]),
    { missing: 0, duplicated: 1 },
  ],
  [
    'one that no refund explains is doubled',
    booksOf([note(), note({ reference: 'us:1/refund/r9' })]),
    { missing: 0, duplicated: 1 },
  ],
  [
    'what a canceled order gave back needs none',
    booksOf([], { canceledAtMs: 2_000 }),
    { given: 0, missing: 0, duplicated: 0 },
  ],
  [
    'what had been credited before the cancellation is for a person, not for the sync',
    booksOf([note()], { canceledAtMs: 2_000 }),
    { given: 0, missing: 0, duplicated: 0 },
  ],
])('%s', (_name, books, verdict) => {
  expect(judgeRefunds(books)).toMatchObject(verdict);
});
