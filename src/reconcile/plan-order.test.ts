import { expect, test } from 'vitest';
import { money } from '#domain/money.ts';
import type { BookedOrder, Order } from '#domain/order.ts';
import type { Listing } from '#domain/stock.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';
import { makeLine, makeOrder } from '#tests/support/make-order.ts';
import { documentOf, type DocumentOptions, orderFromReference, orderReference } from './order-document.ts';
import { planOrder, whyNotBooked } from './plan-order.ts';

const channel = { bookedBy: 'erp', ordersFrom: 5_000, testOrders: 'skip', refunds: 'draft' } as const;

function listing(id: string, sku: string, active = true): Listing {
  return { id, sku, inventoryItemId: id, title: sku, tracked: true, active };
}

function options(change: Partial<DocumentOptions> = {}): DocumentOptions {
  return {
    connection: 'store',
    listings: new Map([['A', [listing('p1', 'A')]]]),
    unmappedSku: 'park',
    placeholder: null,
    locationId: null,
    ...change,
  };
}

function documentFor(order: Order): OrderToBook {
  const document = documentOf(order, options());
  if (!document.ok) throw new Error(document.reason);
  return document.order;
}

function booked(change: Partial<BookedOrder> = {}): BookedOrder {
  return {
    id: '7',
    number: 'S00007',
    reference: 'store:o1',
    state: 'confirmed',
    total: money(1_000, 'USD'),
    tax: money(0, 'USD'),
    lines: [{ reference: 'line-1', quantity: 1, delivered: 0 }],
    ...change,
  };
}

test('a reference names store and order, both ways, also when the id holds colons', () => {
  const reference = orderReference('store-us', 'gid://shopify/Order/1');
  expect(orderFromReference(reference)).toEqual({ connection: 'store-us', orderId: 'gid://shopify/Order/1' });
  expect(orderFromReference('no reference')).toBeNull();
});

test('equal ends need nothing; a draft is confirmed', () => {
  const order = makeOrder();
  expect(planOrder(order, documentFor(order), booked()).step).toBe('none');
  expect(planOrder(order, documentFor(order), booked({ state: 'draft' })).step).toBe('confirm');
});

test('another quantity, a new line and a line that is gone are amended', () => {
  const more = makeOrder({ lines: [makeLine({ quantity: 2 })] });
  expect(planOrder(more, documentFor(more), booked())).toMatchObject({ step: 'amend' });
  const extra = makeOrder({ lines: [makeLine(), makeLine({ id: 'line-2' })] });
  expect(planOrder(extra, documentFor(extra), booked())).toMatchObject({ step: 'amend' });
  const order = makeOrder();
  const tooMuch = booked({
    lines: [
      { reference: 'line-1', quantity: 1, delivered: 0 },
      { reference: 'line-9', quantity: 1, delivered: 0 },
    ],
  });
  expect(planOrder(order, documentFor(order), tooMuch)).toMatchObject({ step: 'amend' });
});

test('a canceled order is canceled once', () => {
  const order = makeOrder({ canceledAt: 9 });
  expect(planOrder(order, null, booked()).step).toBe('cancel');
  expect(planOrder(order, null, booked({ state: 'canceled' })).step).toBe('none');
});

test('an order that the target canceled by itself is never booked again, but told', () => {
  const order = makeOrder();
  expect(planOrder(order, documentFor(order), booked({ state: 'canceled' }))).toMatchObject({
    step: 'dispute',
    type: 'canceled-in-target',
  });
});

test('old, test, canceled and voided orders are not booked, each with its reason', () => {
  expect(whyNotBooked(makeOrder({ createdAt: 6_000 }), channel, 0)).toBeNull();
  expect(whyNotBooked(makeOrder({ createdAt: 4_000 }), channel, 0)).toContain('older');
  expect(whyNotBooked(makeOrder({ createdAt: 4_000 }), { ...channel, ordersFrom: null }, 5_300)).toContain(
    'older',
  );
  // The store's stamps are whole seconds, ours are not.
  expect(whyNotBooked(makeOrder({ createdAt: 5_000 }), { ...channel, ordersFrom: null }, 5_999)).toBeNull();
  expect(whyNotBooked(makeOrder({ test: true }), channel, 0)).toContain('test');
  expect(whyNotBooked(makeOrder({ canceledAt: 1 }), channel, 0)).toContain('canceled');
  expect(whyNotBooked(makeOrder({ financialStatus: 'voided', createdAt: 6_000 }), channel, 0)).toContain(
    'voided',
  );
});

test('an unknown SKU parks the order with its name, or is booked on the placeholder when the policy says so', () => {
  const order = makeOrder({ lines: [makeLine({ sku: 'ghost' })] });
  expect(documentOf(order, options())).toMatchObject({ ok: false, reason: expect.stringContaining('ghost') });
  const withPlaceholder = documentOf(
    order,
    options({ unmappedSku: 'placeholder', placeholder: listing('p9', 'MISC') }),
  );
  expect(withPlaceholder).toMatchObject({ ok: true, order: { lines: [{ listingId: 'p9' }] } });
});

test('a SKU that two active items of the target carry is never guessed; an archived twin does not matter', () => {
  const order = makeOrder();
  const two = new Map([['A', [listing('p1', 'A'), listing('p2', 'A')]]]);
  expect(documentOf(order, options({ listings: two })).ok).toBe(false);
  const archived = new Map([['A', [listing('p1', 'A'), listing('p2', 'A', false)]]]);
  expect(documentOf(order, options({ listings: archived }))).toMatchObject({
    ok: true,
    order: { lines: [{ listingId: 'p1' }] },
  });
});

test('lines with nothing left to book are left out, services need no item', () => {
  const order = makeOrder({
    lines: [
      makeLine({ quantity: 0, orderedQuantity: 2 }),
      makeLine({ id: 'line-2', sku: null, requiresShipping: false }),
    ],
  });
  expect(documentFor(order).lines).toMatchObject([{ reference: 'line-2', listingId: null }]);
});
