import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Customer } from '#domain/customer.ts';
import { money } from '#domain/money.ts';
import type { ContactConsent } from '#sdk/ledger/customers.ts';
import { makeLine, makeOrder } from '#tests/support/make-order.ts';
import { addToHistory, figuresOf, NO_HISTORY } from './customer-figures.ts';

const skus = new Set(['tea']);
const customer: Customer = {
  id: '1',
  updatedAt: 1,
  email: 'ada@example.test',
  phone: null,
  firstName: null,
  lastName: null,
  company: null,
  locale: null,
  address: null,
  tags: [],
  lifetime: { orders: 2, spent: money(5_000, 'EUR') },
  consents: {},
};
const orderOf = (createdAt: number, change: object = {}) =>
  makeOrder({ id: `o${createdAt}`, createdAt, lines: [makeLine({ sku: 'tea' })], ...change });
const figures = (orders: Parameters<typeof addToHistory>[1], change: Partial<Customer> = {}) =>
  figuresOf({
    store: 'store',
    customer: { ...customer, ...change },
    history: addToHistory(NO_HISTORY, orders, skus),
    consents: [],
  });

test('while orders are missing, the first order and what was not bought are not known; the last order is', () => {
  expect(figures([orderOf(20)])).toMatchObject({ firstOrderAt: null, lastOrderAt: 20, isWhole: false });
  expect(figures([orderOf(20), orderOf(10)])).toMatchObject({
    firstOrderAt: 10,
    lastOrderAt: 20,
    isWhole: true,
    bought: new Set(['tea']),
  });
  expect(figures([])).toMatchObject({ firstOrderAt: null, lastOrderAt: null, isWhole: false });
});

test('who has ordered nothing never did, and one of whom the store does not say is not known', () => {
  const none = { lifetime: { orders: 0, spent: money(0, 'EUR') } };
  expect(figures([], none)).toMatchObject({ firstOrderAt: 'never', lastOrderAt: 'never', spent: new Map() });
  expect(figures([], { lifetime: null })).toMatchObject({ orders: null, spent: null, lastOrderAt: null });
});

test('orders that were canceled or are tests are no sign of a customer', () => {
  const orders = [orderOf(10), orderOf(20, { canceledAt: 25 }), orderOf(30, { test: true })];
  expect(figures(orders)).toMatchObject({ firstOrderAt: 10, lastOrderAt: 10, isWhole: true });
});

test('a history is the same in whatever pages it is read', () => {
  const orders = fc.array(
    fc.record({
      createdAt: fc.nat(50),
      canceledAt: fc.option(fc.constant(60), { nil: null }),
      test: fc.boolean(),
      lines: fc.array(
        fc.constantFrom('tea', 'cup').map((sku) => makeLine({ sku })),
        { maxLength: 2 },
      ),
    }),
  );
  fc.assert(
    fc.property(orders, fc.nat(10), (some, cut) => {
      const all = some.map((change) => makeOrder(change));
      const inPages = addToHistory(addToHistory(NO_HISTORY, all.slice(0, cut), skus), all.slice(cut), skus);
      expect(inPages).toEqual(addToHistory(NO_HISTORY, all, skus));
    }),
  );
});

test('of what systems say the least counts, and that nothing was said takes nothing away', () => {
  const said = (connection: string, state: ContactConsent['state']): ContactConsent => ({
    connection,
    channel: 'email',
    state,
    at: null,
    source: null,
    since: 1,
  });
  const of = (...consents: readonly ContactConsent[]) =>
    figuresOf({ store: 'store', customer, history: NO_HISTORY, consents }).consents;
  expect(of(said('store', 'never'), said('mail', 'subscribed'))).toEqual({ email: 'subscribed' });
  expect(of(said('store', 'subscribed'), said('mail', 'unsubscribed'))).toEqual({ email: 'unsubscribed' });
  expect(of(said('store', 'never'))).toEqual({ email: 'never' });
  expect(of()).toEqual({});
});
