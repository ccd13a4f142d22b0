import { expect, test } from 'vitest';
import { createScriptedShop, cutPage, type Script } from '#tests/support/scripted-shop.ts';
import { createShopifyClient } from './client.ts';
import { shopifySettings } from './settings.ts';
import { createStockTarget } from './stock-target.ts';

const settings = shopifySettings.parse({ shop: 'acme.myshopify.com', accessToken: 'x' });
const change = {
  inventoryItemId: 'gid://shopify/InventoryItem/1',
  locationId: 'gid://shopify/Location/1',
  from: 5,
  to: 3,
};

function createWorld(script: Script) {
  const shop = createScriptedShop(script);
  return { ...shop, stock: createStockTarget(createShopifyClient(settings, shop.tools), settings) };
}

const setAnswer = (userErrors: readonly unknown[]) => () => ({
  inventorySetQuantities: { inventoryAdjustmentGroup: null, userErrors },
});

test('a set always says what must still be there, carries its key and names its reference', async () => {
  const { stock, calls } = createWorld(setAnswer([]));
  await stock.set([change], 'key-1', 'plan 7');
  expect(calls[0]?.variables).toEqual({
    key: 'key-1',
    input: {
      name: 'available',
      reason: 'correction',
      referenceDocumentUri: 'gid://syncline/StockChange/plan%207',
      quantities: [
        {
          inventoryItemId: change.inventoryItemId,
          locationId: change.locationId,
          quantity: 3,
          changeFromQuantity: 5,
        },
      ],
    },
  });
});

test('a difference says that it compares nothing, carries its key and names its reference', async () => {
  const answer = { inventoryAdjustQuantities: { inventoryAdjustmentGroup: null, userErrors: [] } };
  const { stock, calls } = createWorld(() => answer);
  const { inventoryItemId, locationId } = change;
  await stock.lower?.([{ inventoryItemId, locationId, units: 2 }], 'key-1', 'plan 7');
  expect(calls[0]?.variables).toEqual({
    key: 'key-1',
    input: {
      name: 'available',
      reason: 'correction',
      referenceDocumentUri: 'gid://syncline/StockChange/plan%207',
      changes: [{ inventoryItemId, locationId, delta: -2, changeFromQuantity: null }],
    },
  });
});

test.each([
  ['ITEM_NOT_STOCKED_AT_LOCATION', { kind: 'rejected', code: 'not-stocked' }],
  ['IDEMPOTENCY_CONCURRENT_REQUEST', { kind: 'unknown' }],
  ['ADJUST_QUANTITIES_FAILED', { kind: 'rejected', code: 'ADJUST_QUANTITIES_FAILED' }],
])('a refused difference: %s is the kind of error that it means', async (code, expected) => {
  const userErrors = [{ field: null, message: 'words', code }];
  const { stock } = createWorld(() => ({ inventoryAdjustQuantities: { userErrors } }));
  const { inventoryItemId, locationId } = change;
  await expect(
    stock.lower?.([{ inventoryItemId, locationId, units: 2 }], 'key', 'plan'),
  ).rejects.toMatchObject(expected);
});

test('no group and no user error is success: there was nothing to change', async () => {
  const { stock } = createWorld(setAnswer([]));
  await expect(stock.set([change], 'key', 'plan')).resolves.toBeUndefined();
});

test.each([
  ['CHANGE_FROM_QUANTITY_STALE', { kind: 'stale' }],
  ['ITEM_NOT_STOCKED_AT_LOCATION', { kind: 'rejected', code: 'not-stocked' }],
  ['IDEMPOTENCY_CONCURRENT_REQUEST', { kind: 'unknown' }],
  ['IDEMPOTENCY_KEY_PARAMETER_MISMATCH', { kind: 'rejected', code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' }],
  ['IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED', { kind: 'rejected', code: 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED' }],
  ['INVALID_INVENTORY_ITEM', { kind: 'rejected', code: 'INVALID_INVENTORY_ITEM' }],
])('%s is the kind of error that it means', async (code, expected) => {
  const { stock } = createWorld(setAnswer([{ field: null, message: 'words', code }]));
  await expect(stock.set([change], 'key', 'plan')).rejects.toMatchObject(expected);
});

test('a refused row is named by its place', async () => {
  const field = ['input', 'quantities', '3', 'inventoryItemId'];
  const { stock } = createWorld(
    setAnswer([
      { field, message: 'The specified inventory item could not be found.', code: 'INVALID_INVENTORY_ITEM' },
    ]),
  );
  await expect(stock.set([change], 'key', 'plan')).rejects.toThrow(/input\.quantities\.3\.inventoryItemId/);
});

test('stocked already is what an activation wanted', async () => {
  const message = 'Not allowed to set available quantity when the item is already active at the location.';
  const { stock } = createWorld(() => ({ inventoryActivate: { userErrors: [{ field: null, message }] } }));
  await expect(stock.activate(change, 'key')).resolves.toBeUndefined();
});

const level = (location: number, available: number, isActive = true) => ({
  isActive,
  location: { id: `gid://shopify/Location/${location}` },
  quantities: [
    { name: 'available', quantity: available },
    { name: 'committed', quantity: 2 },
  ],
});

test('an inactive level and an untracked item have no number, a deleted item no level at all', async () => {
  const { stock } = createWorld(() => ({
    nodes: [
      { id: 'a', tracked: true, inventoryLevels: cutPage([level(1, -3), level(2, 9, false)], 50, null) },
      null,
      { id: 'b', tracked: false, inventoryLevels: cutPage([level(1, 0)], 50, null) },
      { id: 'c', tracked: true },
    ],
  }));
  const { items, refused } = await stock.read(['a', 'gone', 'b', 'c']);
  expect(items).toEqual([
    {
      inventoryItemId: 'a',
      locationId: 'gid://shopify/Location/1',
      active: true,
      available: -3,
      committed: 2,
    },
    {
      inventoryItemId: 'a',
      locationId: 'gid://shopify/Location/2',
      active: false,
      available: null,
      committed: null,
    },
    {
      inventoryItemId: 'b',
      locationId: 'gid://shopify/Location/1',
      active: true,
      available: null,
      committed: null,
    },
  ]);
  expect(refused).toEqual([{ id: 'c', reason: expect.stringContaining('inventoryLevels') as string }]);
});

test('an item at more locations than a page holds comes whole, and as late as its last page', async () => {
  const levels = Array.from({ length: 620 }, (_, index) => level(index, index));
  const { stock } = createWorld(({ label, variables }) =>
    label === 'stock.levels'
      ? { inventoryItem: { inventoryLevels: cutPage(levels, 250, variables['after']) } }
      : { nodes: [{ id: 'a', tracked: true, inventoryLevels: cutPage(levels, 50, null) }] },
  );
  const answer = await stock.read(['a']);
  expect(new Set(answer.items.map((item) => item.locationId)).size).toBe(620);
  expect(answer).toMatchObject({ sentAt: 1, answeredAt: 8 });
});

test('many ids are asked for in several calls, each once', async () => {
  const { stock, calls } = createWorld(({ variables }) => ({
    nodes: (variables['ids'] as string[]).map((id) => ({
      id,
      tracked: true,
      inventoryLevels: cutPage([level(1, 1)], 50, null),
    })),
  }));
  const ids = Array.from({ length: 230 }, (_, index) => `item ${index}`);
  const { items } = await stock.read([...ids, ...ids]);
  expect(items).toHaveLength(230);
  expect(calls).toHaveLength(3);
});

test('the whole shop is read page by page and says when it is whole', async () => {
  const all = Array.from({ length: 150 }, (_, index) => ({
    id: `item ${index}`,
    tracked: true,
    inventoryLevels: cutPage([level(1, index)], 50, null),
  }));
  const { stock } = createWorld(({ variables }) => ({
    inventoryItems: cutPage(all, Number(variables['first']), variables['after']),
  }));
  const seen: number[] = [];
  const ends: boolean[] = [];
  for await (const page of stock.all()) {
    seen.push(...page.items.map((item) => item.available ?? -1));
    ends.push(page.complete);
  }
  expect(seen).toHaveLength(150);
  expect(ends).toEqual([false, true]);
});
