import { describe, expect, test } from 'vitest';
import { money } from '#domain/money.ts';
import { openKlaviyoAccount, takeKlaviyoViolations } from '#tests/support/klaviyo-account.ts';
import { marketingEvent } from '#tests/support/make-marketing-event.ts';

const placed = marketingEvent();

test('the metrics have the names by which Klaviyo knows orders', async () => {
  const { events, settle, books } = openKlaviyoAccount();
  const kinds = [
    'order-placed',
    'product-ordered',
    'order-fulfilled',
    'order-canceled',
    'order-refunded',
  ] as const;
  await events.send(kinds.map((kind) => marketingEvent({ kind, reference: `store-us:41:${kind}` })));
  settle();
  expect(books.events().map(({ metric }) => metric)).toEqual([
    'Placed Order',
    'Ordered Product',
    'Fulfilled Order',
    'Cancelled Order',
    'Refunded Order',
  ]);
  expect(takeKlaviyoViolations()).toEqual([]);
});

test('what is sent is what happened: time to the second, money exact, lines by name', async () => {
  const { events, settle, books } = openKlaviyoAccount();
  await events.send([placed, marketingEvent({ reference: 'r2', value: money(4_599, 'JPY') })]);
  settle();
  const [event, yen] = books.events();
  expect(event).toMatchObject({ at: placed.at, value: 45.99, currency: 'USD', isBackfill: false });
  expect(yen).toMatchObject({ value: 4_599, currency: 'JPY' });
  expect(JSON.parse(event?.propertiesText ?? '{}')).toMatchObject({
    OrderId: '41',
    ItemNames: ['Tee'],
    DiscountCode: 'WELCOME',
    Items: [{ SKU: 'TEE', Quantity: 2, ItemPrice: 20, RowTotal: 36 }],
  });
});

describe.each(['dropped', 'refused'] as const)('where a repeated event is %s', (repeatedEvents) => {
  test('a resync doubles no revenue and starts no flow again', async () => {
    const { events, settle, books, state } = openKlaviyoAccount({ repeatedEvents });
    state.flowMetrics.add('Placed Order');
    const second = marketingEvent({ reference: 'store-us:order-42:placed', orderId: '42' });
    await events.send([placed]);
    settle();
    await events.send([placed, second]);
    settle();
    await events.send([second, placed]);
    settle();
    expect(books.events().map(({ uniqueId }) => uniqueId)).toEqual([placed.reference, second.reference]);
    expect(books.events().reduce((sum, { value }) => sum + (value ?? 0), 0)).toBeCloseTo(91.98);
    expect(books.messages()).toHaveLength(2);
  });
});

test('the events of an order take the call whose limit is 23 times as wide; many go together', async () => {
  const { events, settle, books, requests } = openKlaviyoAccount();
  const about = (count: number) =>
    Array.from({ length: count }, (_, at) => marketingEvent({ reference: `store-us:${count}:${at}` }));
  await events.send([placed]);
  await events.send(about(3));
  expect(new Set(requests.map(({ operation }) => operation))).toEqual(new Set(['create_event']));
  expect(requests).toHaveLength(4);
  await events.send(about(21));
  settle();
  expect(requests.at(-1)?.operation).toBe('bulk_create_events');
  expect(books.events()).toHaveLength(25);
});

/** Orders of so many lines that one job does not hold them. */
function bigEvents(count: number) {
  const lines = Array.from({ length: 40 }, () => ({
    productId: null,
    sku: 'TEE',
    title: 'ä'.repeat(200),
    quantity: 1,
    unitPrice: money(2_000, 'USD'),
    total: money(2_000, 'USD'),
  }));
  return Array.from({ length: count }, (_, at) =>
    marketingEvent({ reference: `store-us:${at}:placed`, lines }),
  );
}

test('what is more than one job may hold by its size goes in several, and each arrives once', async () => {
  const { events, settle, books, requests } = openKlaviyoAccount();
  expect(events.batchMax).toBe(1_000);
  await events.send(bigEvents(300));
  settle();
  const sizes = requests.map(({ body = '' }) => Buffer.byteLength(body));
  expect(sizes.length).toBeGreaterThan(1);
  expect(Math.max(...sizes)).toBeLessThan(5_000_000);
  expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThan(4_000_000);
  expect(books.events()).toHaveLength(300);
});

test('a second job that is not taken leaves the batch open, never undone', async () => {
  const { events, rewrite } = openKlaviyoAccount();
  let jobs = 0;
  rewrite((response) => {
    jobs += 1;
    return jobs === 2 ? { ...response, status: 429, body: '' } : response;
  });
  await expect(events.send(bigEvents(300))).rejects.toMatchObject({ kind: 'unknown' });
  expect(jobs).toBe(2);
});

test('history is taken down and starts nothing', async () => {
  const { events, settle, books, state } = openKlaviyoAccount();
  state.flowMetrics.add('Placed Order');
  await events.send([{ ...placed, historical: true }]);
  settle();
  expect(books.events()).toMatchObject([{ isBackfill: true }]);
  expect(books.messages()).toEqual([]);
});

test('accepted is not done: it is there once Klaviyo shows it', async () => {
  const { events, settle } = openKlaviyoAccount();
  await events.send([placed]);
  expect(await events.has(placed)).toBe(false);
  settle();
  expect(await events.has(placed)).toBe(true);
  expect(await events.has({ ...placed, reference: 'another' })).toBe(false);
});

test('an event goes to the profile of our reference, also before its import', async () => {
  const account = openKlaviyoAccount();
  await account.events.send([placed]);
  account.settle();
  await account.customers.upsert([{ reference: 'store-us:7', email: 'ada@acme.test' }]);
  account.settle();
  expect(account.books.profiles()).toHaveLength(1);
});

test('an event of nobody is refused before anything is sent', async () => {
  const { events, requests } = openKlaviyoAccount();
  const nobody = marketingEvent({ person: { reference: null, email: null, phone: null } });
  await expect(events.send([placed, nobody])).rejects.toMatchObject({ code: 'nobody' });
  expect(requests).toEqual([]);
});

test('a lost answer in the middle of a batch that goes one by one leaves it open, never undone', async () => {
  const account = openKlaviyoAccount({ repeatedEvents: 'refused' });
  await account.events.send([placed]);
  account.settle();
  let singles = 0;
  account.rewrite((response, { operation }) => {
    if (operation !== 'create_event') return response;
    singles += 1;
    return singles === 2 ? { ...response, status: 429, body: '' } : response;
  });
  const others = ['a', 'b'].map((reference) => marketingEvent({ reference }));
  await expect(account.events.send([placed, ...others])).rejects.toMatchObject({ kind: 'unknown' });
});
