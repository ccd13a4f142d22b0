import { expect, test } from 'vitest';
import type { Order } from '#domain/order.ts';
import { RejectedError } from '#sdk/errors.ts';
import { readShopOrders } from '#tests/support/read-shop-order.ts';
import { orderShape } from './order-shape.ts';
import { defaultScopes } from './sandbox/options.ts';
import { openTestShop, type TestShop } from './sandbox/test-shop.ts';
import type { OptionalReads } from './settings.ts';

const businessScopes = [...defaultScopes, 'read_customers', 'read_payment_terms'];
const business = { companies: true, paymentTerms: true };
const lines = [{ sku: 'TEE', quantity: 1 }];

function openShop(scopes: readonly string[] = businessScopes): TestShop {
  const shop = openTestShop({ scopes });
  const inventory = { [shop.locationId]: 10 };
  shop.shop.addProduct({ title: 'Tee', variants: [{ sku: 'TEE', priceMinor: 2_000, inventory }] });
  return shop;
}

function sell({ shop }: TestShop, input: Partial<Parameters<typeof shop.placeOrder>[0]>): string {
  const placed = shop.placeOrder({ lines, ...input });
  if (!placed.ok) throw new Error(placed.reason);
  return placed.order.id;
}

async function read(shop: TestShop, id: string, reads: Partial<OptionalReads> = business): Promise<Order> {
  const { items, refused } = await readShopOrders(shop, [id], reads);
  expect(refused).toEqual([]);
  const [order] = items;
  if (order === undefined) throw new Error(`${id} was not read`);
  return order;
}

const ofAcme = {
  company: { name: 'Acme GmbH', location: 'Berlin' },
  poNumber: ' PO-4711 ',
  paymentTerms: { name: 'Net 30', dueInDays: 30 },
};

test('an order of a company says which, for which branch, under which number and on which terms', async () => {
  const shop = openShop();
  const order = await read(shop, sell(shop, ofAcme));
  expect(order).toMatchObject({
    company: { name: 'Acme GmbH', locationName: 'Berlin' },
    purchaseOrderNumber: 'PO-4711',
    paymentTerms: { name: 'Net 30', dueInDays: 30 },
  });
  const other = await read(
    shop,
    sell(shop, { company: { name: 'Acme GmbH', location: 'Vienna' }, paymentTerms: { name: 'On receipt' } }),
  );
  expect(other.company?.id).toBe(order.company?.id);
  expect(other.company?.locationId).not.toBe(order.company?.locationId);
  expect(other.paymentTerms).toEqual({ name: 'On receipt', dueInDays: null });
});

test('orders of people and of guests say nothing of a company', async () => {
  const shop = openShop();
  const customer = { firstName: 'Ada', email: 'ada@example.test' };
  for (const input of [{ customer, poNumber: '  ' }, {}]) {
    const order = await read(shop, sell(shop, input));
    for (const part of ['company', 'purchaseOrderNumber', 'paymentTerms'])
      expect(order).not.toHaveProperty(part);
  }
});

test('without the settings nothing is asked that needs a scope, and the purchase order number is read all the same', async () => {
  const shop = openShop(defaultScopes);
  const order = await read(shop, sell(shop, ofAcme), {});
  expect(order.purchaseOrderNumber).toBe('PO-4711');
  expect(order).not.toHaveProperty('company');
  expect(order).not.toHaveProperty('paymentTerms');
});

test.each(['companies', 'paymentTerms'] as const)(
  '%s without the scope is an error, not an order without them',
  async (setting) => {
    const shop = openShop(defaultScopes);
    const id = sell(shop, ofAcme);
    await expect(readShopOrders(shop, [id], { [setting]: true })).rejects.toBeInstanceOf(RejectedError);
  },
);

test('a kind of buyer that nobody knows is refused, and never booked as an ordinary customer', () => {
  const shape = orderShape.pick({ purchasingEntity: true });
  expect(shape.safeParse({ purchasingEntity: { __typename: 'Customer' } }).success).toBe(true);
  expect(shape.safeParse({ purchasingEntity: { __typename: 'PurchasingGuild' } }).success).toBe(false);
  expect(shape.safeParse({ purchasingEntity: { __typename: 'PurchasingCompany' } }).success).toBe(false);
});
