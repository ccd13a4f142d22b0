import { expect, test } from 'vitest';
import { openTestShop } from '../test-shop.ts';

const SET =
  'mutation($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { changes { name delta } } userErrors { field message code } } }';

function open() {
  const shop = openTestShop();
  const skus = ['A', 'B'];
  const items = skus.map((sku) => {
    const { variants } = shop.shop.addProduct({
      title: sku,
      variants: [{ sku, priceMinor: 100, inventory: { [shop.locationId]: 5 } }],
    });
    return variants[0]?.item.id ?? '';
  });
  const set = async (
    key: string,
    rows: readonly (readonly [number, number, number | null])[],
    name = 'available',
  ) => {
    const quantities = rows.map(([at, quantity, changeFromQuantity]) => ({
      inventoryItemId: items[at],
      locationId: shop.locationId,
      quantity,
      changeFromQuantity,
    }));
    const { body } = await shop.call(SET, { key, input: { name, reason: 'correction', quantities } });
    return body.data?.['inventorySetQuantities'] as
      | { userErrors: { code: string }[]; inventoryAdjustmentGroup: unknown }
      | undefined;
  };
  const numbers = () => skus.map((sku) => shop.shop.available(sku, shop.locationId));
  return { shop, set, numbers };
}

test('one stale row refuses the whole call and writes nothing', async () => {
  const { set, numbers } = open();
  const answer = await set('k', [
    [0, 9, 5],
    [1, 9, 4],
  ]);
  expect(answer).toMatchObject({
    inventoryAdjustmentGroup: null,
    userErrors: [{ field: null, code: 'CHANGE_FROM_QUANTITY_STALE' }],
  });
  expect(numbers()).toEqual([5, 5]);
});

test('a repeated key gets the first answer and writes once; other parameters are refused', async () => {
  const { shop, set, numbers } = open();
  await set('k', [[0, 9, 5]]);
  shop.shop.adjustStock('A', shop.locationId, 3);
  expect(await set('k', [[0, 9, 5]])).toMatchObject({
    inventoryAdjustmentGroup: { changes: [{ name: 'available', delta: 4 }, { name: 'on_hand' }] },
  });
  expect(numbers()).toEqual([3, 5]);
  expect((await set('k', [[0, 8, 5]]))?.userErrors[0]?.code).toBe('IDEMPOTENCY_KEY_PARAMETER_MISMATCH');
  await shop.clock.advance(24 * 60 * 60_000 + 1);
  expect((await set('k', [[0, 8, 3]]))?.userErrors).toEqual([]);
  expect(numbers()).toEqual([8, 5]);
});

test('a stale refusal frees its key', async () => {
  const { set, numbers } = open();
  await set('k', [[0, 9, 4]]);
  expect((await set('k', [[0, 9, 5]]))?.userErrors).toEqual([]);
  expect(numbers()).toEqual([9, 5]);
});

test('nothing to change is a success without a group', async () => {
  const { set } = open();
  expect(await set('k', [[0, 5, 5]])).toEqual({ inventoryAdjustmentGroup: null, userErrors: [] });
});

test('setting on hand keeps what is committed', async () => {
  const { shop, set, numbers } = open();
  shop.shop.placeOrder({ lines: [{ sku: 'A', quantity: 2 }] });
  await set('k', [[0, 10, null]], 'on_hand');
  expect(numbers()).toEqual([8, 5]);
});

test('a key and a compare are compulsory', async () => {
  const { shop } = open();
  const bare =
    'mutation($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) { userErrors { code } } }';
  const input = { name: 'available', reason: 'correction', quantities: [] as object[] };
  expect((await shop.call(bare, { input })).body.errors?.[0]?.message).toMatch(
    /@idempotent directive is required/,
  );
  input.quantities = [
    { inventoryItemId: 'gid://shopify/InventoryItem/1', locationId: shop.locationId, quantity: 1 },
  ];
  expect((await shop.call(SET, { input, key: 'k' })).body.errors?.[0]?.message).toBe(
    'InventoryQuantityInput must include the following argument: changeFromQuantity.',
  );
});

test('more than 250 rows are too many', async () => {
  const { shop } = open();
  const row = {
    inventoryItemId: 'gid://shopify/InventoryItem/1',
    locationId: shop.locationId,
    quantity: 1,
    changeFromQuantity: 1,
  };
  const input = {
    name: 'available',
    reason: 'correction',
    quantities: Array.from({ length: 251 }, () => row),
  };
  const { body } = await shop.call(SET, { input, key: 'k' });
  expect(body.errors?.[0]).toMatchObject({
    message: 'The input array size of 251 is greater than the maximum allowed of 250.',
    extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
  });
});
