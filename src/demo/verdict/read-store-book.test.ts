import { expect, test } from 'vitest';
import { addLocation, addProduct } from '#connectors/shopify/sandbox/model/catalog.ts';
import { placeOrder, type PlaceOrderInput } from '#connectors/shopify/sandbox/model/place-order.ts';
import { createState } from '#connectors/shopify/sandbox/model/state.ts';
import { readStoreBook } from './read-store-book.ts';

function openShop() {
  const settings = {
    domain: 'demo.myshopify.com',
    name: 'Demo',
    currency: 'USD',
    timeZone: 'UTC',
    utcOffset: '+00:00',
  };
  const state = createState({ settings, now: () => 5_000, idsFrom: 1_000n });
  const { id: locationId } = addLocation(state, { name: 'Main' });
  for (const sku of ['MUG', 'BOWL'])
    addProduct(state, {
      title: sku,
      variants: [{ sku, priceMinor: 1_999, inventory: { [locationId]: 10 } }],
    });
  const sell = (input: Partial<PlaceOrderInput>) => placeOrder(state, { lines: [], locationId, ...input });
  return {
    state,
    locationId,
    sell,
    read: () => readStoreBook('store', state, { sent: 0, duplicated: 0, dropped: 0 }),
  };
}

test('an order is read with the amounts that are to be booked, to the cent', () => {
  const { sell, read, locationId } = openShop();
  const taxes = [{ title: 'State Tax', rate: 0.0725 }];
  sell({
    lines: [
      { sku: 'MUG', quantity: 2, taxes },
      { sku: 'BOWL', quantity: 1, taxes },
    ],
    orderDiscount: { code: 'SAVE33', percentage: 33 },
    shipping: [{ title: 'Parcel', priceMinor: 495, taxes }],
    tipMinor: 150,
    presentment: { currency: 'EUR', rate: 0.92 },
  });
  const [order] = read().orders;
  const goods = (order?.lines ?? []).reduce((sum, line) => sum + line.totalMinor, 0);
  expect(goods).toBe(Math.round(3 * 1_999 * 0.67));
  expect(order).toMatchObject({ currency: 'USD', totalMinor: goods + 495 + 150 + (order?.taxMinor ?? 0) });
  expect(order?.lines[0]).toMatchObject({
    sku: 'MUG',
    quantity: 2,
    units: [{ location: locationId, quantity: 2 }],
  });
});

test('levels and their changes are read with what caused them', () => {
  const { sell, read, locationId } = openShop();
  sell({ lines: [{ sku: 'MUG', quantity: 3 }] });
  const { levels, changes } = read();
  expect(levels).toContainEqual({ sku: 'MUG', location: locationId, available: 7 });
  expect(changes.map(({ sku, from, to, cause }) => [sku, from, to, cause])).toEqual([
    ['MUG', 0, 10, 'other'],
    ['BOWL', 0, 10, 'other'],
    ['MUG', 10, 7, 'sale'],
  ]);
});
