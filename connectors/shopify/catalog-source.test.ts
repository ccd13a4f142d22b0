import { expect, test } from 'vitest';
import type { Listing } from '#domain/stock.ts';
import type { Page } from '#sdk/capabilities.ts';
import { createScriptedShop, cutPage } from '#tests/support/scripted-shop.ts';
import { createCatalogSource } from './catalog-source.ts';
import { createShopifyClient } from './client.ts';
import { createLocationSource } from './location-source.ts';
import { shopifySettings } from './settings.ts';

const settings = shopifySettings.parse({ shop: 'acme.myshopify.com', accessToken: 'x' });
const start = Date.parse('2026-11-01T00:00:00Z');

const variant = (index: number, sku: string | null, status = 'ACTIVE') => ({
  id: `gid://shopify/ProductVariant/${index}`,
  sku,
  displayName: `Thing ${index}`,
  // Not in the order of the ids, as in life.
  updatedAt: new Date(start + ((index * 7) % 600) * 1_000).toISOString(),
  product: { status },
  inventoryItem: { id: `gid://shopify/InventoryItem/${index}`, tracked: index % 2 === 0 },
});

function createWorld(nodes: readonly unknown[]) {
  const shop = createScriptedShop(({ variables }) => ({
    productVariants: cutPage(nodes, Number(variables['first']), variables['after']),
    locations: cutPage(
      [
        { id: 'l1', name: 'Here', isActive: true },
        { id: 'l2', name: 'Gone', isActive: false },
      ],
      1,
      variables['after'],
    ),
  }));
  const client = createShopifyClient(settings, shop.tools);
  return {
    calls: shop.calls,
    catalog: createCatalogSource(client, settings),
    locations: createLocationSource(client),
  };
}

async function collect(pass: AsyncIterable<Page<Listing>>): Promise<readonly Page<Listing>[]> {
  const pages: Page<Listing>[] = [];
  for await (const page of pass) pages.push(page);
  return pages;
}

test('a SKU is kept byte for byte, an empty one is none, and a variant without its stock item is set aside', async () => {
  const odd = " Ärmel\u200b=1+1'; -- ";
  const { inventoryItem: _, ...broken } = variant(4, 'x');
  const { catalog } = createWorld([variant(1, odd), variant(2, ''), variant(3, null, 'ARCHIVED'), broken]);
  const [page] = await collect(catalog.all());
  expect(page?.items.map(({ sku, active, tracked }) => ({ sku, active, tracked }))).toEqual([
    { sku: odd, active: true, tracked: false },
    { sku: null, active: true, tracked: true },
    { sku: null, active: false, tracked: false },
  ]);
  expect(page?.refused).toEqual([
    { id: 'gid://shopify/ProductVariant/4', reason: expect.stringContaining('inventoryItem') as string },
  ]);
});

test('the cursor moves only with the last page, to the newest stamp of all', async () => {
  const { catalog, calls } = createWorld(
    Array.from({ length: 600 }, (_, index) => variant(index, `sku ${index}`)),
  );
  const before = JSON.stringify({ updatedAt: start - 1_000 });
  const pages = await collect(catalog.changedSince(before));
  expect(pages.map((page) => page.cursor)).toEqual([
    before,
    before,
    JSON.stringify({ updatedAt: start + 599_000 }),
  ]);
  expect(pages.map((page) => page.complete)).toEqual([false, false, true]);
  expect(calls[0]?.variables['query']).toBe("updated_at:>='2026-10-31T23:44:59Z'");
  await collect(catalog.changedSince(null));
  expect(calls.at(-1)?.variables['query']).toBeNull();
});

test('locations come whole, inactive ones included', async () => {
  const { locations } = createWorld([]);
  expect(await locations.all()).toEqual([
    { id: 'l1', name: 'Here', active: true },
    { id: 'l2', name: 'Gone', active: false },
  ]);
});
