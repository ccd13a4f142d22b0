import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MarketingBench, openMarketingBench } from '#tests/support/marketing-bench.ts';
import { sendEvents } from './send-events.ts';
import { syncProfiles } from './sync-profiles.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

let bench: MarketingBench;

beforeEach(async () => {
  bench = await openMarketingBench();
  const { shop, ledger, mail } = bench;
  const { id } = shop.addLocation({ name: 'Main' });
  for (const sku of ['TEE', 'MUG'])
    shop.addProduct({ title: sku, variants: [{ sku, priceMinor: 1_000, inventory: { [id]: 100 } }] });
  await ledger.write((tx) => tx.connections.ensure('mail', mail.now()));
  bench.advance(MINUTE_MS);
});
afterEach(() => bench.ledger.close());

function place(change: Parameters<MarketingBench['shop']['placeOrder']>[0] | object = {}): string {
  const placed = bench.shop.placeOrder({
    customer: { email: 'ada@acme.test' },
    lines: [
      { sku: 'TEE', quantity: 2 },
      { sku: 'MUG', quantity: 1 },
    ],
    ...change,
  });
  if (!placed.ok) throw new Error(placed.reason);
  return placed.order.id;
}

async function tell(): Promise<void> {
  bench.advance(MINUTE_MS);
  await bench.pullOrders();
  await bench.run(sendEvents, 'mail');
  // Klaviyo accepts first and works later.
  bench.advance(MINUTE_MS);
}

const told = () =>
  bench.mail.books
    .events()
    .map(({ metric, isBackfill }) => (isBackfill ? `${metric} (history)` : metric))
    .toSorted();

test('an order is told with its lines, what became of it follows, and each thing arrives once', async () => {
  const order = place();
  await tell();
  expect(told()).toEqual(['Ordered Product', 'Ordered Product', 'Placed Order']);
  bench.shop.fulfillOrder(order);
  await tell();
  bench.shop.refundOrder(order, 'TEE', 1);
  await tell();
  await tell();
  expect(told()).toEqual([
    'Fulfilled Order',
    'Ordered Product',
    'Ordered Product',
    'Placed Order',
    'Refunded Order',
  ]);
});

test('who ordered is named by the reference of their profile, once it is written, and makes no second one', async () => {
  place();
  await bench.pullStore();
  bench.advance(MINUTE_MS);
  await bench.pullOrders();
  expect([...(await bench.run(sendEvents, 'mail')).values()]).toMatchObject([
    { kind: 'wait', waitsFor: 'profiles' },
  ]);
  for (let round = 0; round < 3; round += 1) {
    await bench.run(syncProfiles, 'mail');
    bench.advance(MINUTE_MS);
  }
  await tell();
  const [customer] = bench.shop.customers();
  const profiles = bench.mail.books.profiles().map(({ email, externalId }) => ({ email, externalId }));
  expect(profiles).toEqual([{ email: 'ada@acme.test', externalId: `store:${customer?.id ?? ''}` }]);
  expect(told()).toContain('Placed Order');
});

test('a canceled order is told as canceled, once', async () => {
  const order = place({ lines: [{ sku: 'TEE', quantity: 1 }] });
  await tell();
  bench.shop.cancelOrder(order, { refund: false });
  await tell();
  await tell();
  expect(told().filter((metric) => metric === 'Cancelled Order')).toHaveLength(1);
});

test('what happened before anybody watched is told as history', async () => {
  place({ createdAt: bench.mail.now() - DAY_MS });
  await tell();
  expect(told()).toEqual([
    'Ordered Product (history)',
    'Ordered Product (history)',
    'Placed Order (history)',
  ]);
});

test('an order of nobody, and a test order, are told to nobody', async () => {
  place({ customer: undefined });
  place({ test: true });
  await tell();
  expect(told()).toEqual([]);
});

test.each(['timeout-after', 'timeout-before'] as const)(
  'an answer that is lost (%s) is asked for again with the same events, and each arrives once',
  async (kind) => {
    const order = place();
    await bench.pullOrders();
    bench.mail.faults.force(kind);
    await expect(bench.run(sendEvents, 'mail')).rejects.toThrow(/no answer/i);
    // The order goes on before the outcome is known: what may have been sent goes out again as it was.
    bench.shop.fulfillOrder(order);
    await tell();
    await tell();
    expect(told()).toEqual(['Fulfilled Order', 'Ordered Product', 'Ordered Product', 'Placed Order']);
    const effects = await bench.ledger.read((tx) => tx.effects.counts());
    expect(effects.filter(({ connection }) => connection === 'mail').map(({ state }) => state)).toEqual([
      'confirmed',
    ]);
  },
);

test('of who was erased nothing more is told, and what is open is given up (I20)', async () => {
  place();
  await bench.pullOrders();
  bench.mail.faults.force('timeout-before');
  await expect(bench.run(sendEvents, 'mail')).rejects.toThrow(/no answer/i);
  await bench.ledger.write((tx) =>
    tx.erasures.begin(
      { email: 'ada@acme.test', phone: null, customer: null, orders: [] },
      'operator',
      bench.mail.now(),
    ),
  );
  place();
  for (let round = 0; round < 3; round += 1) {
    bench.advance(2 * MINUTE_MS);
    await tell();
  }
  expect(told()).toEqual([]);
  expect(await bench.dirty(sendEvents, 'mail')).toBe(0);
});
