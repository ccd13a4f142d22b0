import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginBackfill } from '#operations/begin-backfill.ts';
import type { Backfill } from '#sdk/ledger/backfills.ts';
import { type MarketingBench, openMarketingBench } from '#tests/support/marketing-bench.ts';
import { readHistory } from './read-history.ts';
import { sendEvents } from './send-events.ts';
import { sendHistory } from './send-history.ts';
import { syncProfiles } from './sync-profiles.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

let bench: MarketingBench;

beforeEach(async () => {
  bench = await openMarketingBench({ scopes: ['read_all_orders'] });
  const { shop, ledger, mail } = bench;
  const { id } = shop.addLocation({ name: 'Main' });
  shop.addProduct({
    title: 'TEE',
    variants: [{ sku: 'TEE', priceMinor: 1_000, inventory: { [id]: 1_000 } }],
  });
  await ledger.write((tx) => tx.connections.ensure('mail', mail.now()));
});
afterEach(() => bench.ledger.close());

/** An order of so many days before the first start. */
function place(daysAgo: number, change: object = {}): string {
  const placed = bench.shop.placeOrder({
    customer: { email: 'ada@acme.test' },
    lines: [{ sku: 'TEE', quantity: 1 }],
    createdAt: bench.mail.now() - daysAgo * DAY_MS,
    ...change,
  });
  if (!placed.ok) throw new Error(placed.reason);
  return placed.order.id;
}

async function begin(
  resource: 'orders' | 'customers' = 'orders',
  { from = 0, to = null, again = false }: { from?: number; to?: number | null; again?: boolean } = {},
): Promise<string> {
  const asked = { connection: 'mail', stores: ['store'], resource, from, to, again, by: 'test' };
  const [backfill] = await beginBackfill(bench.ledger, asked, bench.mail.now());
  return backfill?.id ?? '';
}

const read = (id: string): Promise<Backfill | null> => bench.ledger.read((tx) => tx.backfills.get(id));

/** Runs all jobs that take part until the backfill is done. */
async function play(id: string): Promise<Backfill | null> {
  for (let round = 0; round < 60 && (await read(id))?.state !== 'done'; round += 1) {
    await bench.run(readHistory, 'store');
    await bench.run(sendHistory, 'mail');
    await bench.run(syncProfiles, 'mail');
    await bench.run(sendEvents, 'mail');
    bench.advance(20_000);
  }
  bench.advance(MINUTE_MS);
  return read(id);
}

const told = () =>
  bench.mail.books
    .events()
    .map(({ metric, isBackfill }) => (isBackfill ? `${metric} (history)` : metric))
    .toSorted();
const HISTORY = ['Ordered Product (history)', 'Placed Order (history)'];

test('orders of years ago are told as history, each once, and the ledger keeps none of them', async () => {
  place(900);
  place(400, { customer: { email: 'eve@acme.test' } });
  const done = await play(await begin());
  expect(done).toMatchObject({ state: 'done', found: 2, settled: 2, refused: 0, events: 4 });
  expect(told()).toEqual([...HISTORY, ...HISTORY].toSorted());
  expect(bench.mail.books.messages()).toEqual([]);
  expect(await bench.ledger.read((tx) => tx.orders.count('store'))).toBe(0);
  expect(await bench.ledger.read((tx) => tx.backfills.waiting(done?.id ?? '', null, 10))).toEqual([]);
});

test('what was sent before is not sent again: by a second pass, by another span of dates, by live work', async () => {
  const order = place(300);
  await play(await begin());
  // Now it would go out in a batch of its own kind.
  place(200, { customer: { email: 'eve@acme.test' } });
  expect(await play(await begin('orders', { again: true }))).toMatchObject({ settled: 2, events: 2 });
  place(100, { customer: { email: 'ida@acme.test' } });
  const from = bench.mail.now() - 500 * DAY_MS;
  expect(await play(await begin('orders', { from }))).toMatchObject({ settled: 3, events: 2 });
  bench.shop.touchOrder(order);
  await bench.pullOrders();
  await bench.run(sendEvents, 'mail');
  bench.advance(MINUTE_MS);
  expect(told()).toEqual([...HISTORY, ...HISTORY, ...HISTORY].toSorted());
});

test('a past of many orders goes in batches of the most that the tool takes, in one call each', async () => {
  const ORDERS = 620;
  for (let at = 0; at < ORDERS; at += 1)
    place(100 + at / 10, { customer: { email: `buyer-${at % 9}@acme.test` } });
  expect(await play(await begin())).toMatchObject({ found: ORDERS, settled: ORDERS, events: 2 * ORDERS });
  expect(told()).toHaveLength(2 * ORDERS);
  const calls = bench.mail.requests.filter(({ operation }) => operation === 'bulk_create_events');
  expect(calls).toHaveLength(2);
});

test('a reader that begins anew goes back in its pages, and reads none of their orders again', async () => {
  for (let at = 0; at < 30; at += 1) place(300 - at / 10_000);
  const id = await begin();
  await bench.run(readHistory, 'store');
  const reads = () => bench.shop.apiCalls.get('OrdersByIds') ?? 0;
  const before = reads();
  expect(before).toBe(1);
  const { cursor } = (await bench.ledger.read((tx) => tx.backfills.get(id))) ?? {};
  await bench.ledger.write(async (tx) => {
    await tx.backfills.note(id, { state: 'reading', cursor: cursor ?? null });
    await tx.work.mark([
      { job: readHistory.name, subject: 'history', connection: 'store', cause: 'test', priority: 8 },
    ]);
  });
  await bench.run(readHistory, 'store');
  expect(reads()).toBe(before);
  expect(await play(id)).toMatchObject({ found: 30, settled: 30, events: 60 });
});

test('what has to wait for its profile keeps nothing behind it from its turn', async () => {
  const { id: ada } = bench.shop.addCustomer({ email: 'ada@acme.test' });
  place(300, { customer: { email: 'ada@acme.test' } });
  place(200, { customer: { email: 'eve@acme.test' } });
  const reference = `store:${ada}`;
  await bench.ledger.write((tx) =>
    tx.work.mark([
      { job: syncProfiles.name, subject: reference, connection: 'mail', cause: 'test', priority: 6 },
    ]),
  );
  await begin();
  await bench.run(readHistory, 'store');
  expect([...(await bench.run(sendHistory, 'mail')).values()]).toMatchObject([
    { kind: 'wait', waitsFor: 'profiles' },
  ]);
  bench.advance(MINUTE_MS);
  expect(told()).toEqual(HISTORY);
});

test('the same command again is the same backfill, also when it is done', async () => {
  place(300);
  const first = await begin();
  expect(await begin()).toBe(first);
  await play(first);
  expect(await begin()).toBe(first);
  expect((await read(first))?.state).toBe('done');
});

test('only what was placed within the dates is told, and what is live is left to live work', async () => {
  place(900);
  const inside = place(400);
  place(100);
  bench.advance(MINUTE_MS);
  place(0);
  const now = bench.mail.now();
  const id = await begin('orders', { from: now - 500 * DAY_MS, to: now - 300 * DAY_MS });
  expect(await play(id)).toMatchObject({ found: 1, settled: 1 });
  expect(told()).toEqual(HISTORY);
  expect(bench.mail.books.events()[0]?.uniqueId).toContain(inside);
  expect(await play(await begin('orders', { from: now - DAY_MS, to: now + DAY_MS }))).toMatchObject({
    found: 0,
  });
});

test.each(['timeout-after', 'timeout-before'] as const)(
  'an answer that is lost (%s) is asked for again with the same events, and each arrives once',
  async (kind) => {
    place(300);
    place(200, { customer: { email: 'eve@acme.test' } });
    const id = await begin();
    await bench.run(readHistory, 'store');
    bench.mail.faults.force(kind);
    await expect(bench.run(sendHistory, 'mail')).rejects.toThrow(/no answer/i);
    expect(await play(id)).toMatchObject({ state: 'done', settled: 2, events: 4 });
    expect(told()).toEqual([...HISTORY, ...HISTORY].toSorted());
  },
);

test('who was erased meanwhile is not told of, and nothing of what waited stays (I20)', async () => {
  place(300);
  place(200, { customer: { email: 'eve@acme.test' } });
  const id = await begin();
  await bench.run(readHistory, 'store');
  const person = { email: 'ada@acme.test', phone: null, customer: null, orders: [] };
  await bench.ledger.write((tx) => tx.erasures.begin(person, 'operator', bench.mail.now()));
  expect(await bench.ledger.read((tx) => tx.backfills.countWaiting(id))).toBe(1);
  await play(id);
  expect(told()).toEqual(HISTORY);
  expect(bench.mail.books.profiles().map(({ email }) => email)).toEqual(['eve@acme.test']);
});

test('what a backfill has sent is not kept in words', async () => {
  const order = place(300);
  await play(await begin());
  const effects = await bench.ledger.read((tx) => tx.effects.ofSubject(`store:${order}`, 10));
  expect(effects).toMatchObject([{ operation: 'events.send', state: 'confirmed', body: '' }]);
});

test('customers come with what they are, and no consent of long ago is given again', async () => {
  for (const name of ['ada', 'eve', 'ida']) {
    const { id } = bench.shop.addCustomer({ email: `${name}@acme.test`, firstName: name });
    bench.shop.sayConsent(id, 'email', 'yes', bench.mail.now() - 90 * DAY_MS);
  }
  bench.advance(MINUTE_MS);
  const id = await begin('customers', { to: bench.mail.now() });
  expect(await play(id)).toMatchObject({ state: 'done', found: 3, settled: 3, refused: 0 });
  expect(bench.mail.books.profiles().map(({ fields }) => fields.get('first_name'))).toEqual([
    'ada',
    'eve',
    'ida',
  ]);
  expect(bench.mail.books.profiles().map(({ emailMarketing }) => emailMarketing.consent)).toEqual([
    'NEVER_SUBSCRIBED',
    'NEVER_SUBSCRIBED',
    'NEVER_SUBSCRIBED',
  ]);
});
