import { expect, test } from 'vitest';
import { signedLinesOf } from '#domain/order-return.ts';
import type { Order } from '#domain/order.ts';
import { creditOf, imbalanceOfRefund } from '#domain/refund-balance.ts';
import { readShopOrders } from '#tests/support/read-shop-order.ts';
import { createScriptedShop } from '#tests/support/scripted-shop.ts';
import { shopify } from './connector.ts';
import { amountsOf } from './sandbox/model/order-amounts.ts';
import { defaultScopes } from './sandbox/options.ts';
import { openTestShop, type TestShop } from './sandbox/test-shop.ts';

const VAT = [{ title: 'VAT', rate: 0.2 }];

function openShop(scopes: readonly string[] = [...defaultScopes, 'read_returns']) {
  const shop = openTestShop({ scopes });
  for (const [sku, priceMinor] of [
    ['TEE', 2_000],
    ['MUG', 500],
    ['CAP', 3_000],
  ] as const) {
    const inventory = { [shop.locationId]: 10 };
    shop.shop.addProduct({ title: sku, variants: [{ sku, priceMinor, inventory }] });
  }
  return shop;
}

function sellAndShip({ shop, locationId }: TestShop, quantity = 2): string {
  const lines = [
    { sku: 'TEE', quantity, taxes: VAT },
    { sku: 'MUG', quantity: 1, taxes: VAT },
  ];
  const placed = shop.placeOrder({ lines, locationId });
  if (!placed.ok) throw new Error(placed.reason);
  shop.fulfillOrder(placed.order.id);
  return placed.order.id;
}

async function read(shop: TestShop, id: string, returns = true): Promise<Order> {
  const { items, refused } = await readShopOrders(shop, [id], { returns });
  expect(refused).toEqual([]);
  const [order] = items;
  if (order === undefined) throw new Error(`${id} was not read`);
  return order;
}

/** What the booking says less what is credited is what Shopify says the customer owes for what he has. */
function requireSettled(shop: TestShop, order: Order): void {
  for (const refund of order.refunds) expect(imbalanceOfRefund(order, refund)).toBeNull();
  const credited = order.refunds.reduce((sum, refund) => sum + creditOf(order, refund).total.minor, 0);
  const { currentTotal } = amountsOf(shop.shop.order(order.id));
  expect(order.totals.total.shop.minor - credited).toBe(currentTotal.shop);
}

test('a return is read with its lines, reasons, parcels and what became of what arrived', async () => {
  const shop = openShop();
  const id = sellAndShip(shop);
  expect((await read(shop, id)).returns).toEqual([]);
  const returnId = shop.shop.requestReturn(id, { lines: [{ sku: 'TEE', quantity: 2, reason: 'too-tight' }] });
  expect((await read(shop, id)).returns).toMatchObject([
    { id: returnId, name: '#1001-R1', status: 'requested', closedAt: null, arrivals: [] },
  ]);
  shop.shop.approveReturn(returnId);
  shop.shop.labelReturn(returnId);
  shop.shop.disposeReturn(returnId, {
    sku: 'TEE',
    quantity: 1,
    type: 'RESTOCKED',
    locationId: shop.locationId,
  });
  shop.shop.disposeReturn(returnId, { sku: 'TEE', quantity: 1, type: 'MISSING' });
  shop.shop.processReturn(returnId, { refund: { shop: 4_800, presentment: 4_800 } });
  shop.shop.closeReturn(returnId);
  const order = await read(shop, id);
  const [tee] = order.lines;
  expect(order.returns).toMatchObject([
    {
      status: 'closed',
      lines: [{ lineId: tee?.id, quantity: 2, processed: 2, refunded: 2, reason: 'too-tight' }],
      arrivals: [
        {
          status: 'open',
          parcels: 1,
          lines: [
            {
              lineId: tee?.id,
              quantity: 2,
              dispositions: [
                { kind: 'restocked', quantity: 1, locationId: shop.locationId },
                { kind: 'missing', quantity: 1, locationId: null },
              ],
            },
          ],
        },
      ],
    },
  ]);
  expect(order.returns?.[0]?.closedAt).not.toBeNull();
  expect(order.refunds).toHaveLength(1);
  expect(order.refunds[0]).not.toHaveProperty('inKind');
  requireSettled(shop, order);
});

test.each(['decline', 'cancel'] as const)(
  'a return that ends in %s changes nothing of the order',
  async (end) => {
    const shop = openShop();
    const id = sellAndShip(shop);
    const before = await read(shop, id);
    const returnId = shop.shop.requestReturn(id, {
      lines: [{ sku: 'TEE', quantity: 1 }],
      exchanges: [{ sku: 'CAP', quantity: 1, taxes: VAT }],
    });
    if (end === 'decline') shop.shop.declineReturn(returnId);
    else {
      shop.shop.approveReturn(returnId);
      shop.shop.cancelReturn(returnId);
    }
    const { returns, ...after } = await read(shop, id);
    expect(returns).toMatchObject([{ status: end === 'decline' ? 'declined' : 'canceled' }]);
    expect({ ...after, returns: [], updatedAt: 0 }).toEqual({ ...before, updatedAt: 0 });
  },
);

test('what is exchanged has two signs, and ships as a line of the order once the store has taken the return', async () => {
  const shop = openShop();
  const id = sellAndShip(shop);
  const returnId = shop.shop.requestReturn(id, {
    lines: [{ sku: 'TEE', quantity: 1 }],
    exchanges: [{ sku: 'CAP', quantity: 1, taxes: VAT }],
  });
  shop.shop.approveReturn(returnId);
  const open = await read(shop, id);
  expect(open.lines).toHaveLength(2);
  expect(open.returns?.map((one) => signedLinesOf(one, open.lines))).toEqual([
    [
      { sku: 'TEE', units: -1, processed: 0 },
      { sku: 'CAP', units: 1, processed: 0 },
    ],
  ]);
  shop.shop.processReturn(returnId);
  const taken = await read(shop, id);
  const cap = taken.lines.find(({ sku }) => sku === 'CAP');
  expect(cap).toMatchObject({ quantity: 1, fulfilledQuantity: 0, locationId: shop.locationId });
  expect(taken.returns?.[0]?.exchanges).toMatchObject([{ processed: 1, lineIds: [cap?.id] }]);
  const open2 = taken.fulfillmentOrders.filter(({ status }) => status === 'open');
  expect(open2.flatMap(({ lines }) => lines)).toMatchObject([{ lineId: cap?.id, remaining: 1 }]);
});

test.each([
  ['dearer goods without any refund', 'CAP', undefined, [{ total: 0, inKind: 2_400 }]],
  ['equal goods without any refund', 'TEE', undefined, [{ total: 0, inKind: 2_400 }]],
  ['cheaper goods, the difference not paid back yet', 'MUG', undefined, [{ total: 0, inKind: 600 }]],
  ['cheaper goods, the difference paid back', 'MUG', 1_800, [{ total: 1_800, inKind: 600 }]],
  ['equal goods and a refund of nothing', 'TEE', 0, [{ total: 0, inKind: 2_400 }]],
])('of %s, what they are worth is credited beside the money', async (_, sku, refund, wanted) => {
  const shop = openShop();
  const id = sellAndShip(shop);
  const exchanges = [{ sku, quantity: 1, taxes: VAT }];
  const returnId = shop.shop.requestReturn(id, { lines: [{ sku: 'TEE', quantity: 1 }], exchanges });
  shop.shop.approveReturn(returnId);
  const money = refund === undefined ? undefined : { shop: refund, presentment: refund };
  shop.shop.processReturn(returnId, { refund: money });
  const order = await read(shop, id);
  expect(
    order.refunds.map(({ total, inKind }) => ({ total: total.shop.minor, inKind: inKind?.shop.minor })),
  ).toEqual(wanted);
  const owed = amountsOf(shop.shop.order(id)).due.shop;
  if (refund === undefined && sku === 'MUG') {
    // The store owes the difference, and a later refund credits it.
    expect(owed).toBe(-1_800);
    const credited = order.refunds.reduce((sum, one) => sum + creditOf(order, one).total.minor, 0);
    expect(credited).toBe(600);
  } else requireSettled(shop, order);
});

test('without the setting nothing is asked about returns, and an app without the scope reads its orders', async () => {
  const shop = openShop(defaultScopes);
  const id = sellAndShip(shop);
  shop.shop.requestReturn(id, { lines: [{ sku: 'TEE', quantity: 1 }] });
  expect(await read(shop, id, false)).not.toHaveProperty('returns');
  expect(shop.shop.apiCalls.get('ReturnsByIds')).toBeUndefined();
});

test('whoever sweeps is told whether orders come with their returns', () => {
  const { tools } = createScriptedShop(() => ({}));
  const open = (returns: boolean) =>
    shopify.open({ shop: 'one.myshopify.com', accessToken: 'x', returns }, tools);
  expect([true, false].map((returns) => open(returns).orders?.source?.readsReturns)).toEqual([true, false]);
});
