import { afterEach, expect, test } from 'vitest';
import {
  collect,
  editing,
  openShipbobAccount,
  takeShipbobViolations,
} from '#tests/support/shipbob-account.ts';

afterEach(() => expect(takeShipbobViolations()).toEqual([]));

function open() {
  const account = openShipbobAccount();
  const read = () => {
    const source = account.connection.catalog?.source;
    if (source === undefined) throw new TypeError('no catalog');
    return collect(source.all());
  };
  return { ...account, read };
}

test('a listing is named by the inventory that counts it; its SKU is kept byte for byte', async () => {
  const { read, warehouse, locationId } = open();
  const { inventoryId } = warehouse.addItem({
    sku: ' Odd sku ',
    title: 'Odd',
    isActive: false,
    onHand: { [locationId]: 1 },
  });
  expect((await read()).items).toContainEqual({
    id: String(inventoryId),
    sku: ' Odd sku ',
    inventoryItemId: String(inventoryId),
    title: 'Odd',
    tracked: true,
    active: false,
  });
});

test('bundles and digital goods have no listing, what is stored without an inventory is refused', async () => {
  const { read, warehouse, rewrite } = open();
  warehouse.addItem({ sku: 'SET', parts: { TEE: 1, MUG: 2 } });
  warehouse.addItem({ sku: 'E-BOOK', isDigital: true });
  expect((await read()).items.map(({ sku }) => sku)).toEqual(['TEE', 'MUG']);
  rewrite(
    editing('catalog.products', (body) => {
      const page = body as { items: { variants: { inventory: object }[] }[] };
      Object.assign(page.items[0]?.variants[0]?.inventory ?? {}, { inventory_id: null });
      return page;
    }),
  );
  const { items, refused } = await read();
  expect(items.map(({ sku }) => sku)).toEqual(['MUG']);
  expect(refused).toHaveLength(1);
});

test('closed centers are listed as not active', async () => {
  const { connection, warehouse, locationId } = open();
  const { id } = warehouse.addLocation({ name: 'Old', isActive: false });
  expect(await connection.locations?.source?.all()).toEqual([
    { id: String(locationId), name: 'Cicero (IL)', active: true },
    { id: String(id), name: 'Old', active: false },
  ]);
});
