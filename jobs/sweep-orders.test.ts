import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BookedOrder } from '#domain/order.ts';
import { money } from '#domain/money.ts';
import type { OrderTarget } from '#sdk/capabilities.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { createHandClock, type HandClock, openTestLedger } from '#tests/support/open-test-ledger.ts';
import { runJobOnce } from '#tests/support/run-job.ts';
import { testSettings } from '#tests/support/test-settings.ts';
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
