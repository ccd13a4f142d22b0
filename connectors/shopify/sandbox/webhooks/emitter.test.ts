import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../test-shop.ts';

const SUBSCRIBE =
  'mutation($topic: WebhookSubscriptionTopic!, $uri: String!) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri }) { webhookSubscription { id } userErrors { message } } }';
const URI = 'http://127.0.0.1:9/hooks';

async function subscribed(shop: TestShop, ...topics: readonly string[]): Promise<TestShop> {
  for (const topic of topics) await shop.call(SUBSCRIBE, { topic, uri: URI });
  return shop;
}

const sell = (shop: TestShop) =>
  shop.shop.placeOrder({ lines: [{ title: 'Card', quantity: 1, unitPriceMinor: 100 }] });

test('a delivery is signed over its very bytes, and its long ids stay whole', async () => {
  const shop = await subscribed(openTestShop({ idsFrom: 820_982_911_946_154_500n }), 'ORDERS_CREATE');
  sell(shop);
  await shop.clock.advance(0);
  const [delivery] = shop.deliveries;
  const body = delivery?.body ?? '';
  expect(delivery?.headers['x-shopify-hmac-sha256']).toBe(
    createHmac('sha256', shop.clientSecret).update(body).digest('base64'),
  );
  expect(delivery?.headers).toMatchObject({
    'x-shopify-topic': 'orders/create',
    'x-shopify-shop-domain': shop.shopDomain,
    'x-shopify-api-version': '2026-10',
  });
  const [order] = shop.shop.orders();
  expect(body).toContain(`"id":${order?.id.split('/').at(-1) ?? ''},`);
});

test('a refused delivery is tried again with the same id until it is taken', async () => {
  const answers = [500, 302, 200];
  const shop = await subscribed(
    openTestShop({
      webhookRetryDelaysMs: [1_000, 2_000, 4_000],
      answerWebhook: () => answers.shift() ?? 200,
    }),
    'ORDERS_CREATE',
  );
  sell(shop);
  await shop.clock.advance(10_000);
  expect(new Set(shop.deliveries.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(1);
  expect(shop.shop.webhookStats()).toMatchObject({
    sent: 1,
    retried: 2,
    delivered: 1,
    failed: 0,
    pending: 0,
  });
});

test('what happened before the story begins is counted as told, and nothing of it is sent', async () => {
  const { clock } = openTestShop();
  const shop = await subscribed(openTestShop({ toldUntil: clock.now() }), 'ORDERS_CREATE');
  sell(shop);
  await shop.clock.advance(1_000);
  expect([shop.deliveries.length, shop.shop.webhookStats()]).toMatchObject([
    0,
    { sent: 1, delivered: 1, pending: 0 },
  ]);
  sell(shop);
  await shop.clock.advance(0);
  expect(shop.deliveries.map(({ headers }) => headers['x-shopify-topic'])).toEqual(['orders/create']);
});

test('a subscription whose deliveries are given up eight times in a row is removed', async () => {
  const shop = await subscribed(
    openTestShop({ webhookRetryDelaysMs: [10], answerWebhook: () => 500 }),
    'ORDERS_CREATE',
  );
  for (let count = 0; count < 8; count += 1) sell(shop);
  await shop.clock.advance(1_000);
  expect(shop.subscriptions()).toEqual([]);
  expect(shop.shop.webhookStats()).toMatchObject({ failed: 8, removed: 1 });
});

test('deliveries are dropped, doubled and late when the board says so, and counted', async () => {
  const shop = await subscribed(openTestShop(), 'ORDERS_CREATE');
  shop.faults.force('webhook-dropped');
  sell(shop);
  shop.faults.force('webhook-doubled');
  sell(shop);
  shop.faults.force('webhook-late');
  sell(shop);
  await shop.clock.advance(0);
  expect(shop.deliveries).toHaveLength(2);
  await shop.clock.advance(20_000);
  expect(shop.deliveries).toHaveLength(3);
  expect(shop.shop.webhookStats()).toMatchObject({
    sent: 3,
    dropped: 1,
    duplicated: 1,
    late: 1,
    delivered: 3,
  });
});

test('after a rotation the old secret signs until it is told otherwise', async () => {
  const shop = await subscribed(openTestShop(), 'ORDERS_CREATE');
  const old = shop.clientSecret;
  shop.rotateSecret('new secret');
  sell(shop);
  shop.signWithNewSecret();
  sell(shop);
  await shop.clock.advance(0);
  const signedWith = (secret: string): readonly boolean[] =>
    shop.deliveries.map(
      ({ body, headers }) =>
        headers['x-shopify-hmac-sha256'] === createHmac('sha256', secret).update(body).digest('base64'),
    );
  expect([signedWith(old), signedWith('new secret')]).toEqual([
    [true, false],
    [false, true],
  ]);
});

test('addresses on this machine are taken only when that is allowed', async () => {
  const shop = openTestShop({ allowLoopbackWebhooks: false });
  const { body } = await shop.call(SUBSCRIBE, { topic: 'ORDERS_CREATE', uri: URI });
  expect(body.data?.['webhookSubscriptionCreate']).toMatchObject({
    userErrors: [{ message: 'Address protocol http:// is not supported' }],
  });
});
