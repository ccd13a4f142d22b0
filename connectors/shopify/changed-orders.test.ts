import { expect, test } from 'vitest';
import type { OrderHeader, Page } from '#sdk/capabilities.ts';
import { createScriptedShop, cutPage } from '#tests/support/scripted-shop.ts';
import { changedOrders } from './changed-orders.ts';
import { changedSinceQuery } from './changed-records.ts';
import { createShopifyClient } from './client.ts';
import { shopifySettings } from './settings.ts';

const settings = shopifySettings.parse({ shop: 'acme.myshopify.com', accessToken: 'x', orderPageSize: 100 });
const start = Date.parse('2026-11-01T00:00:00Z');

interface Header {
  readonly id: string;
  readonly updatedAt: string;
}

const headers = (count: number, stepMs: number): readonly Header[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `gid://shopify/Order/${index}`,
    updatedAt: new Date(start + index * stepMs).toISOString().replace(/\.\d+/, ''),
  }));

/** A search as Shopify has it: from the quoted time on, at most 25,000 objects deep. */
function createShop(all: readonly Header[], options: { readonly date?: string } = {}) {
  const times = all.map((header) => Date.parse(header.updatedAt));
  return createScriptedShop(({ variables }) => {
    const from = Date.parse(/^updated_at:>='(.+)'$/.exec(String(variables['query']))?.[1] ?? '');
    const found = all.slice(times.findIndex((time) => time >= from)).slice(0, 25_000);
    return { orders: cutPage(all.length === 0 ? [] : found, Number(variables['first']), variables['after']) };
  }, options);
}

async function collect(pass: AsyncIterable<Page<OrderHeader>>): Promise<readonly Page<OrderHeader>[]> {
  const pages: Page<OrderHeader>[] = [];
  for await (const page of pass) pages.push(page);
  return pages;
}

const idsOf = (pages: readonly Page<OrderHeader>[]) =>
  new Set(pages.flatMap((page) => page.items.map(({ id }) => id)));

test('a pass sees every order once and says at its end that it was whole', async () => {
  const { tools } = createShop(headers(450, 1_000));
  const pages = await collect(changedOrders(createShopifyClient(settings, tools), settings, null, start));
  expect(idsOf(pages).size).toBe(450);
  expect(pages.map((page) => page.complete)).toEqual([false, false, false, false, true]);
});

test('the next pass looks back by the overlap, so a change that came late into the index is found', async () => {
  const { tools, calls } = createShop(headers(10, 1_000));
  const api = createShopifyClient(settings, tools);
  const [first] = await collect(changedOrders(api, settings, null, start));
  await collect(changedOrders(api, settings, first?.cursor ?? null, start));
  expect(calls[0]?.variables['query']).toBe("updated_at:>='2026-11-01T00:00:00Z'");
  expect(calls[1]?.variables['query']).toBe(changedSinceQuery(start + 9_000 - settings.overlapMs));
});

test('a pass without changes keeps the cursor', async () => {
  const { tools } = createShop([]);
  const api = createShopifyClient(settings, tools);
  const cursor = JSON.stringify({ updatedAt: start });
  const pages = await collect(changedOrders(api, settings, cursor, 0));
  expect(pages).toHaveLength(1);
  expect(pages[0]).toMatchObject({ items: [], cursor, complete: true });
});

test('more orders than one search can show are read in several windows', async () => {
  const { tools } = createShop(headers(26_000, 100));
  const wide = { ...settings, orderPageSize: 250 };
  const pages = await collect(changedOrders(createShopifyClient(wide, tools), wide, null, start));
  expect(idsOf(pages).size).toBe(26_000);
  expect(pages.at(-1)?.complete).toBe(true);
});

test('a pass ends when it has caught up with its own start, by the clock of Shopify', async () => {
  const date = new Date(start + 150_000).toUTCString();
  const { tools } = createShop(headers(1_000, 1_000), { date });
  const pages = await collect(changedOrders(createShopifyClient(settings, tools), settings, null, start));
  expect(pages).toHaveLength(2);
  expect(pages.at(-1)?.complete).toBe(true);
  expect([...idsOf(pages)].length).toBeGreaterThan(150);
});

test('a header without its stamp is set aside and the rest goes on', async () => {
  const { tools } = createScriptedShop(() => ({
    orders: cutPage([{ id: 'gid://shopify/Order/1' }, ...headers(1, 1)], 100, null),
  }));
  const [page] = await collect(changedOrders(createShopifyClient(settings, tools), settings, null, start));
  expect(page?.items).toHaveLength(1);
  expect(page?.refused).toEqual([
    { id: 'gid://shopify/Order/1', reason: expect.stringContaining('updatedAt') as string },
  ]);
});

test('a request leaves only when the caller asks for the next page', async () => {
  const { tools, calls } = createShop(headers(450, 1_000));
  const pass = changedOrders(createShopifyClient(settings, tools), settings, null, start)[
    Symbol.asyncIterator
  ]();
  await pass.next();
  expect(calls).toHaveLength(1);
  await pass.next();
  expect(calls).toHaveLength(2);
});

test('an unusable cursor is refused instead of starting over', async () => {
  const { tools } = createShop([]);
  const pass = changedOrders(createShopifyClient(settings, tools), settings, '{}', start);
  await expect(collect(pass)).rejects.toMatchObject({ kind: 'rejected', code: 'cursor' });
});
