import { expect, test } from 'vitest';
import type { ShipmentToPublish } from '#sdk/capabilities.ts';
import { createScriptedShop, cutPage } from '#tests/support/scripted-shop.ts';
import { createShopifyClient } from './client.ts';
import { createFulfillmentTarget } from './fulfillment-target.ts';
import { shopifySettings } from './settings.ts';

const settings = shopifySettings.parse({ shop: 'acme.myshopify.com', accessToken: 'x' });
const shippedAt = '2026-11-01T10:00:00Z';

const publish: ShipmentToPublish = {
  reference: 'erp/77',
  locationId: null,
  orderId: 'gid://shopify/Order/1',
  shipment: {
    id: '77',
    orderReference: 'store:gid://shopify/Order/1',
    locationId: 'wh',
    shippedAt: Date.parse(shippedAt),
    carrier: 'DHL',
    trackingNumbers: ['T1'],
    trackingUrl: 'https://dhl.example/T1',
    lines: [
      { reference: 'line a', quantity: 2 },
      { reference: 'line b', quantity: 1 },
    ],
  },
};

const holder = (id: string, locationId: string, lineId: string, remainingQuantity: number) => ({
  id,
  status: 'OPEN',
  supportedActions: [{ action: 'CREATE_FULFILLMENT' }],
  assignedLocation: { location: { id: locationId } },
  lineItems: cutPage([{ id: `${id} of ${lineId}`, remainingQuantity, lineItem: { id: lineId } }], 50, null),
});

const parcel = (id: string, lines: Record<string, number>) => ({
  id,
  status: 'SUCCESS',
  createdAt: shippedAt,
  trackingInfo: [{ number: 'T1' }],
  fulfillmentLineItems: cutPage(
    Object.entries(lines).map(([lineId, quantity]) => ({ quantity, lineItem: { id: lineId } })),
    50,
    null,
  ),
});

function createWorld(state: {
  readonly parcels?: readonly object[];
  readonly message?: string;
  readonly gone?: boolean;
}) {
  const shop = createScriptedShop(({ label }) => {
    if (label === 'fulfillment.create') {
      const { message } = state;
      const userErrors = message === undefined ? [] : [{ field: ['fulfillment'], message }];
      return {
        fulfillmentCreate: { fulfillment: message === undefined ? { id: 'made' } : null, userErrors },
      };
    }
    if (state.gone === true) return { order: null };
    const fulfillmentOrders = cutPage(
      [holder('one', 'here', 'line a', 2), holder('two', 'there', 'line b', 1)],
      10,
      null,
    );
    return { order: { id: publish.orderId, fulfillments: state.parcels ?? [], fulfillmentOrders } };
  });
  return {
    calls: shop.calls,
    target: createFulfillmentTarget(createShopifyClient(settings, shop.tools), settings),
  };
}

const created = (calls: readonly { label: string }[]) =>
  calls.filter(({ label }) => label === 'fulfillment.create');

test('a shipment becomes one fulfillment for each location, with its tracking', async () => {
  const { target, calls } = createWorld({});
  expect(await target.fulfill(publish)).toEqual({ id: 'made' });
  expect(created(calls)).toHaveLength(2);
  expect(calls[1]?.variables['fulfillment']).toEqual({
    notifyCustomer: false,
    lineItemsByFulfillmentOrder: [
      { fulfillmentOrderId: 'one', fulfillmentOrderLineItems: [{ id: 'one of line a', quantity: 2 }] },
    ],
    trackingInfo: { company: 'DHL', numbers: ['T1'], urls: ['https://dhl.example/T1'] },
  });
});

test('a shipment that the store knows is found and not made again', async () => {
  const { target, calls } = createWorld({ parcels: [parcel('p', { 'line a': 2, 'line b': 1 })] });
  expect(await target.find(publish)).toEqual({ id: 'p' });
  expect(await target.fulfill(publish)).toEqual({ id: 'p' });
  expect(created(calls)).toHaveLength(0);
});

test('of a shipment that arrived in part only the rest is made', async () => {
  const { target, calls } = createWorld({ parcels: [parcel('p', { 'line a': 2 })] });
  expect(await target.find(publish)).toBeNull();
  expect(await target.fulfill(publish)).toEqual({ id: 'made' });
  expect(created(calls)).toHaveLength(1);
});

test('the words that a duplicate gets are told apart from other refusals', async () => {
  const duplicate = createWorld({ message: 'Invalid fulfillment order line item quantity requested.' });
  await expect(duplicate.target.fulfill(publish)).rejects.toMatchObject({
    kind: 'rejected',
    code: 'already-fulfilled',
  });
  const other = createWorld({ message: 'Something else' });
  await expect(other.target.fulfill(publish)).rejects.toMatchObject({ kind: 'rejected', code: undefined });
});

test('an order that the store does not have is refused', async () => {
  const { target } = createWorld({ gone: true });
  await expect(target.find(publish)).rejects.toMatchObject({ code: 'no-such-order' });
});
