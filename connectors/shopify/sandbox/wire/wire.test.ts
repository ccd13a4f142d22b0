import { expect, test } from 'vitest';
import { z } from 'zod';
import { openTestShop } from '../test-shop.ts';

const ORDERS =
  'query Orders($query: String) { orders(first: 250, query: $query, sortKey: UPDATED_AT) { nodes { id } pageInfo { hasNextPage endCursor } } }';

const pageShape = z.object({
  orders: z.object({
    nodes: z.array(z.object({ id: z.string() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

test('a call without a good token is refused with a text, and a granted token lives as long as it says', async () => {
  const shop = openTestShop({ tokenLifeMs: 10_000 });
  const refused = await shop.call('{ shop { id } }', {}, { 'x-shopify-access-token': 'wrong' });
  expect([refused.status, refused.body.errors]).toEqual([
    401,
    '[API] Invalid API key or access token (unrecognized login or wrong password)',
  ]);
  const grant = await shop.handler({
    method: 'POST',
    path: '/admin/oauth/access_token',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: shop.clientId,
      client_secret: shop.clientSecret,
    }),
  });
  const granted = JSON.parse(grant.body) as { access_token: string; expires_in: number };
  expect(granted.expires_in).toBe(10);
  const token = { 'x-shopify-access-token': granted.access_token };
  expect((await shop.call('{ shop { id } }', {}, token)).status).toBe(200);
  await shop.clock.advance(10_000);
  expect((await shop.call('{ shop { id } }', {}, token)).status).toBe(401);
});

test('the version that is served stands in a header, and an unknown one falls forward', async () => {
  const shop = openTestShop();
  const versionOf = async (version: string): Promise<string | undefined> => {
    const { headers } = await shop.handler({
      method: 'POST',
      path: `/admin/api/${version}/graphql.json`,
      headers: { 'x-shopify-access-token': shop.accessToken },
      body: JSON.stringify({ query: '{ shop { id } }' }),
    });
    return headers?.['x-shopify-api-version'];
  };
  expect(await versionOf('2026-10')).toBe('2026-10');
  expect(await versionOf('2024-01')).toBe('2026-01');
});

test('the bucket runs empty, refuses with status 200, and fills again with time', async () => {
  const shop = openTestShop({ plan: 'standard' });
  const dear =
    'query($n: Int!) { orders(first: $n) { nodes { lineItems(first: 250) { nodes { taxLines { rate } variant { inventoryItem { id } } } } } } }';
  const first = await shop.call(dear, { n: 250 });
  expect(first.body.extensions?.cost).toMatchObject({ requestedQueryCost: 519, actualQueryCost: 2 });
  shop.faults.force('throttled');
  const throttled = await shop.call(dear, { n: 250 });
  expect([throttled.status, throttled.body.errors?.[0]?.extensions?.['code']]).toEqual([200, 'THROTTLED']);
  expect(throttled.body).not.toHaveProperty('data');
  const cheap = 'mutation($id: ID!) { webhookSubscriptionDelete(id: $id) { userErrors { message } } }';
  for (let calls = 0; calls < 199; calls += 1)
    await shop.call(cheap, { id: 'gid://shopify/WebhookSubscription/1' });
  const last = await shop.call(cheap, { id: 'gid://shopify/WebhookSubscription/1' });
  expect(last.body.errors?.[0]?.extensions?.['code']).toBe('THROTTLED');
  await shop.clock.advance(1_000);
  expect((await shop.call(cheap, { id: 'gid://shopify/WebhookSubscription/1' })).body.errors).toBeUndefined();
});

test('a query that costs more than a thousand points is refused before it runs', async () => {
  const shop = openTestShop();
  const nested =
    '{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { duties { id } taxLines { rate } variant { id product { id } inventoryItem { id inventoryLevels(first: 50) { nodes { location { id } } } } } } } } } }';
  const { body } = await shop.call(nested);
  expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'MAX_COST_EXCEEDED', maxCost: 1_000 });
  expect(body).not.toHaveProperty('extensions');
});

test('a field beyond the scopes is null, with an error that names what is missing', async () => {
  const shop = openTestShop({ scopes: ['read_products'] });
  const { body } = await shop.call(ORDERS, { query: null });
  expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'ACCESS_DENIED' });
  expect(body.errors?.[0]?.message).toMatch(
    /^Access denied for orders field\. Required access: `read_orders`/,
  );
});

test('a search filter that is not understood is ignored with a warning, and shows everything', async () => {
  const shop = openTestShop();
  shop.shop.placeOrder({ lines: [{ title: 'Card', quantity: 1, unitPriceMinor: 100 }] });
  const { body } = await shop.call(ORDERS, { query: 'colour:red' });
  expect(body.data?.['orders']).toMatchObject({ nodes: [{}] });
  expect(body.extensions?.search).toMatchObject([{ warnings: [{ field: 'colour', code: 'invalid_field' }] }]);
});

test('a search lags behind as told, a read by id never does', async () => {
  const shop = openTestShop({ indexLagMs: 3_000 });
  const placed = shop.shop.placeOrder({ lines: [{ title: 'Card', quantity: 1, unitPriceMinor: 100 }] });
  const find = async (): Promise<number> => {
    const { body } = await shop.call(ORDERS, { query: "updated_at:>='2026-01-01T00:00:00Z'" });
    return pageShape.parse(body.data).orders.nodes.length;
  };
  expect(await find()).toBe(0);
  const id = placed.ok ? placed.order.id : '';
  expect((await shop.call('query($id: ID!) { order(id: $id) { id } }', { id })).body.data).toEqual({
    order: { id },
  });
  await shop.clock.advance(3_000);
  expect(await find()).toBe(1);
  await shop.clock.advance(10_000);
  shop.shop.touchOrder(id);
  await shop.clock.advance(3_500);
  // As it was before the touch: there, with its old stamp.
  shop.faults.force('stale-search');
  expect(await find()).toBe(1);
});

test('changes come into an uneven index one by one, so a later one can be there first', async () => {
  const shop = openTestShop({ indexSpreadMs: 4_000 });
  const ids: string[] = [];
  for (let count = 0; count < 12; count += 1) {
    const placed = shop.shop.placeOrder({ lines: [{ title: 'Card', quantity: 1, unitPriceMinor: 100 }] });
    if (placed.ok) ids.push(placed.order.id);
    await shop.clock.advance(100);
  }
  const find = async (): Promise<readonly boolean[]> => {
    const { body } = await shop.call(ORDERS, { query: "updated_at:>='2026-01-01T00:00:00Z'" });
    const found = new Set(pageShape.parse(body.data).orders.nodes.map(({ id }) => id));
    return ids.map((id) => found.has(id));
  };
  const seen = await find();
  expect(seen.indexOf(false)).toBeGreaterThanOrEqual(0);
  expect(seen.lastIndexOf(true)).toBeGreaterThan(seen.indexOf(false));
  await shop.clock.advance(4_000);
  expect(await find()).toEqual(ids.map(() => true));
});

test('pages are complete and stable while orders move to the end', async () => {
  const shop = openTestShop();
  const ids: string[] = [];
  for (let count = 0; count < 25; count += 1) {
    const placed = shop.shop.placeOrder({ lines: [{ title: 'Card', quantity: 1, unitPriceMinor: 100 }] });
    if (placed.ok) ids.push(placed.order.id);
    await shop.clock.advance(1_000);
  }
  const seen: string[] = [];
  const paged =
    'query($after: String) { orders(first: 10, after: $after, sortKey: UPDATED_AT) { nodes { id } pageInfo { hasNextPage endCursor } } }';
  let after: string | null = null;
  for (let page = 0; page < 5; page += 1) {
    const { body } = await shop.call(paged, { after });
    const { nodes, pageInfo } = pageShape.parse(body.data).orders;
    seen.push(...nodes.map((node) => node.id));
    if (page === 0) shop.shop.touchOrder(ids[3] ?? '');
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  expect(new Set(seen)).toEqual(new Set(ids));
  expect(seen.filter((id) => id === ids[3])).toHaveLength(2);
});

test('without read_all_orders an order of more than sixty days is not there', async () => {
  const shop = openTestShop();
  const createdAt = shop.clock.now() - 61 * 24 * 60 * 60_000;
  shop.shop.placeOrder({ lines: [{ title: 'Card', quantity: 1, unitPriceMinor: 100 }], createdAt });
  expect((await shop.call(ORDERS)).body.data?.['orders']).toMatchObject({ nodes: [] });
  const open = openTestShop({ scopes: ['read_orders', 'read_all_orders'] });
  open.shop.placeOrder({ lines: [{ title: 'Card', quantity: 1, unitPriceMinor: 100 }], createdAt });
  expect((await open.call(ORDERS)).body.data?.['orders']).toMatchObject({ nodes: [{}] });
});

test('an answer drifts only when the fault is rolled', async () => {
  const shop = openTestShop();
  const plain = await shop.call('{ shop { name } }');
  shop.faults.force('schema-drift');
  const drifted = await shop.call('{ shop { name } }');
  expect(plain.body.data).toEqual({ shop: { name: 'Sandbox' } });
  expect(drifted.body.data).not.toEqual(plain.body.data);
});
