import { expect, test } from 'vitest';
import type { OrderScript } from '#tests/support/random-order-script.ts';
import { playOrder } from '#tests/support/random-shopify-order.ts';
import { createScriptedShop, cutPage, type Script } from '#tests/support/scripted-shop.ts';
import { createShopifyClient } from './client.ts';
import { fetchOrders } from './fetch-orders.ts';
import { shopifySettings } from './settings.ts';

const settings = shopifySettings.parse({ shop: 'acme.myshopify.com', accessToken: 'x' });

const scriptOf = (lines: number): OrderScript => ({
  taxesIncluded: false,
  plays: Array.from({ length: lines }, (_, index) => ({
    unitPrice: 100 + index,
    ordered: 2,
    discounts: [10],
    taxes: [7, 3],
    edited: 0,
    removed: index % 3 === 0 ? 1 : 0,
    removedAs: 'CANCEL',
    shipped: 1,
    returned: index % 5 === 0 ? 1 : 0,
    exchanged: 0,
  })),
  shipping: { price: 500, tax: 80, refund: 'none' },
  tip: 0,
  tipIsLine: false,
  duties: 0,
  dutiesIncluded: false,
  fees: 0,
  rounding: 0,
});

/** Each list of a played order, cut after `first` entries as the batch read would. */
interface PlayedOrder {
  readonly id: string;
  readonly lineItems: { readonly nodes: readonly unknown[] };
  readonly refunds: readonly {
    readonly id: string;
    readonly refundLineItems: { readonly nodes: readonly unknown[] };
  }[];
  readonly fulfillments: readonly { readonly fulfillmentLineItems: { readonly nodes: readonly unknown[] } }[];
}

function cutOrder(order: PlayedOrder, first: number): object {
  return {
    ...order,
    lineItems: cutPage(order.lineItems.nodes, first, null),
    refunds: order.refunds.map((refund) => ({
      ...refund,
      refundLineItems: cutPage(refund.refundLineItems.nodes, first, null),
    })),
    fulfillments: order.fulfillments.map((parcel) => ({
      ...parcel,
      fulfillmentLineItems: cutPage(parcel.fulfillmentLineItems.nodes, first, null),
    })),
  };
}

const fetchFrom = async (script: Script, ids: readonly string[] = ['gid://shopify/Order/1']) => {
  const shop = createScriptedShop(script);
  return {
    answer: await fetchOrders(createShopifyClient(settings, shop.tools), settings, ids),
    calls: shop.calls,
  };
};

test('an order of 250 lines comes whole, with all its refunds and parcels', async () => {
  const order = playOrder(scriptOf(250)) as PlayedOrder;
  const { answer, calls } = await fetchFrom(({ label, variables }) => {
    const { id, after } = variables;
    if (label === 'orders.lines') return { order: { lineItems: cutPage(order.lineItems.nodes, 100, after) } };
    if (label === 'orders.refund-lines') {
      const refund = order.refunds.find((entry) => entry.id === id);
      return { refund: { refundLineItems: cutPage(refund?.refundLineItems.nodes ?? [], 40, after) } };
    }
    if (label === 'orders.fulfillment-lines') {
      const nodes = order.fulfillments[0]?.fulfillmentLineItems.nodes ?? [];
      return { fulfillment: { fulfillmentLineItems: cutPage(nodes, 100, after) } };
    }
    return { nodes: [cutOrder(order, 50)] };
  });
  expect(answer.refused).toEqual([]);
  const [found] = answer.items;
  expect(found?.lines).toHaveLength(250);
  expect(found?.lines.filter((line) => line.quantity === 1)).toHaveLength(84);
  expect(found?.fulfillments[0]?.lines).toHaveLength(250);
  expect(found?.refunds.flatMap((refund) => refund.lines)).toHaveLength(84 + 50);
  expect(calls.map((call) => call.label)).toContain('orders.refund-lines');
  expect(answer.answeredAt).toBe(calls.length * 2);
});

test('an order that does not balance is set aside with the difference, and its neighbors come', async () => {
  const good = { ...playOrder(scriptOf(1)), id: 'gid://shopify/Order/2' };
  const { answer } = await fetchFrom(() => ({
    nodes: [{ ...playOrder(scriptOf(2)), currentTotalPriceSet: good.currentTotalPriceSet }, good],
  }));
  expect(answer.items.map((order) => order.id)).toEqual(['gid://shopify/Order/2']);
  expect(answer.refused).toEqual([
    { id: 'gid://shopify/Order/1', reason: expect.stringMatching(/^totals do not balance: .*EUR/) as string },
  ]);
});

test('an amount with more digits than its currency has is refused, not rounded', async () => {
  const order = playOrder(scriptOf(1));
  const odd = {
    shopMoney: { amount: '1.005', currencyCode: 'EUR' },
    presentmentMoney: { amount: '1', currencyCode: 'JPY' },
  };
  const { answer } = await fetchFrom(() => ({ nodes: [{ ...order, totalReceivedSet: odd }] }));
  expect(answer.refused).toEqual([
    { id: 'gid://shopify/Order/1', reason: 'an amount has more digits than EUR has' },
  ]);
});

test('an order that is not there is in neither list', async () => {
  const { answer } = await fetchFrom(() => ({ nodes: [null] }));
  expect(answer).toMatchObject({ items: [], refused: [] });
});

test('a list without page information that is full is not taken for whole', async () => {
  const order = playOrder(scriptOf(1)) as PlayedOrder;
  const refunds = Array.from({ length: 100 }, () => order.refunds[0]);
  const { answer } = await fetchFrom(() => ({ nodes: [{ ...order, refunds }] }));
  expect(answer.refused[0]?.reason).toMatch(/refunds: 100 or more/);
});

test('a broken follow-up page spoils its order only', async () => {
  const order = playOrder(scriptOf(60)) as PlayedOrder;
  const good = { ...playOrder(scriptOf(1)), id: 'gid://shopify/Order/2' };
  const { answer } = await fetchFrom(({ label }) =>
    label === 'orders.fetch'
      ? { nodes: [cutOrder(order, 50), good] }
      : { order: { lineItems: { nodes: 7 } } },
  );
  expect(answer.items.map(({ id }) => id)).toEqual(['gid://shopify/Order/2']);
  expect(answer.refused[0]).toMatchObject({ id: 'gid://shopify/Order/1' });
});

test('withheld personal data arrives as nothing, not as a fault', async () => {
  const { answer } = await fetchFrom(() => ({ nodes: [playOrder(scriptOf(1))] }));
  expect(answer.items[0]?.personal).toEqual({
    customerId: null,
    name: null,
    email: null,
    phone: null,
    company: null,
    billing: null,
    delivery: null,
    note: null,
  });
});
