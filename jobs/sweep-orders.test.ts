import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BookedOrder, Order } from '#domain/order.ts';
import type { OrderReturn } from '#domain/order-return.ts';
import { money } from '#domain/money.ts';
import type { OrderSource, OrderTarget } from '#sdk/capabilities.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { makeOrder } from '#tests/support/make-order.ts';
import { createHandClock, type HandClock, openTestLedger } from '#tests/support/open-test-ledger.ts';
import { readNow } from '#tests/support/read-now.ts';
import { runJobOnce } from '#tests/support/run-job.ts';
import { testSettings } from '#tests/support/test-settings.ts';
import { jobNames } from './job-names.ts';
import { recordOrders } from './steps/record-orders.ts';
import { sweepOrders } from './sweep-orders.ts';

let clock: HandClock;
let ledger: Ledger;

beforeEach(async () => {
  clock = createHandClock();
  ledger = await openTestLedger(clock);
});
afterEach(() => ledger.close());

describe('several bookings of one order', () => {
  test.each([
    ['two live ones are a duplicate', ['draft', 'confirmed'], 1],
    ['a canceled one before the live one is none', ['canceled', 'confirmed'], 0],
    ['a canceled one after the live one is none', ['confirmed', 'canceled'], 0],
    ['a canceled one between two live ones does not hide the duplicate', ['draft', 'canceled', 'draft'], 1],
  ] as const)('%s', async (_name, states, count) => {
    await sweep(states.map((state, index) => booking(String(index + 1), state)));
    const found = await ledger.read((tx) => tx.discrepancies.about('store:1'));
    expect(found.map((entry) => entry.type)).toEqual(Array.from({ length: count }, () => 'duplicate-order'));
  });
});

test.each([
  [
    'an order of which something is to come back is read again by each sweep, and whoever expects it asked, until the return is over',
    true,
  ],
  ['where returns are not read a sweep asks for none', false],
])('%s', async (_promise, readsReturns) => {
  const returned = (id: string, status: OrderReturn['status']): Order =>
    makeOrder({
      id,
      returns: [
        {
          id: `r${id}`,
          name: `#${id}-R1`,
          status,
          createdAt: 1,
          closedAt: null,
          lines: [],
          exchanges: [],
          arrivals: [],
        },
      ],
    });
  const orders = [
    makeOrder({ id: '1' }),
    returned('2', 'requested'),
    returned('3', 'open'),
    returned('4', 'closed'),
    returned('5', 'declined'),
  ];
  const bench = { ledger, clock, settings: testSettings(), connection: 'store' };
  await recordOrders(bench, orders, await readNow(ledger, clock));
  const source: OrderSource = {
    indexLagMs: 0,
    fetchMax: 1,
    readsReturns,
    fetch: () => Promise.reject(new Error('a sweep reads no order itself')),
    async *changedSince() {
      const now = clock.now();
      yield await Promise.resolve({
        items: [],
        refused: [],
        cursor: '',
        complete: true,
        sentAt: now,
        answeredAt: now,
      });
    },
  };
  const account = { check: () => Promise.resolve([]), orders: { source } };
  const mark = { job: sweepOrders.name, subject: 'all', connection: 'store', priority: 1, cause: 'test' };
  const announcing = () =>
    Promise.all(
      orders.map(async ({ id }) => {
        const row = { job: jobNames.announceReturns, subject: `store:${id}`, connection: 'warehouse' };
        return (await ledger.read((tx) => tx.work.get(row)))?.wanted ?? 0;
      }),
    );
  const before = await announcing();
  await ledger.write((tx) => tx.work.mark([mark]));
  await runJobOnce({ ...bench, account }, sweepOrders);
  const after = await announcing();
  expect(after.map((wanted, at) => wanted > (before[at] ?? 0))).toEqual([
    false,
    readsReturns,
    readsReturns,
    false,
    false,
  ]);
  const due = await Promise.all(
    orders.map(({ id }) =>
      ledger.read((tx) => tx.work.get({ job: jobNames.refreshOrders, subject: id, connection: 'store' })),
    ),
  );
  expect(due.map((row) => row !== null)).toEqual([false, readsReturns, readsReturns, false, false]);
});

function booking(id: string, state: BookedOrder['state']): BookedOrder {
  const nothing = money(0, 'USD');
  return { id, number: `S${id}`, reference: 'store:1', state, total: nothing, tax: nothing, lines: [] };
}

/** A target that can be asked for its bookings, and for nothing else. */
async function sweep(bookings: readonly BookedOrder[]): Promise<void> {
  const unasked = () => Promise.reject(new Error('a sweep does not ask this'));
  const target: OrderTarget = {
    idempotency: { by: 'unique-reference' },
    quarantineMs: 0,
    find: unasked,
    read: unasked,
    create: unasked,
    confirm: unasked,
    amend: unasked,
    cancel: unasked,
    async *all() {
      const now = clock.now();
      const page = { items: bookings, refused: [], cursor: '', complete: true, sentAt: now, answeredAt: now };
      yield await Promise.resolve(page);
    },
  };
  const account = { check: () => Promise.resolve([]), orders: { target } };
  await ledger.write((tx) =>
    tx.work.mark([{ job: sweepOrders.name, subject: 'all', connection: 'erp', priority: 1, cause: 'test' }]),
  );
  await runJobOnce({ ledger, clock, settings: testSettings(), account, connection: 'erp' }, sweepOrders);
}
