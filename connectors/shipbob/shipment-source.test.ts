import { afterEach, expect, test } from 'vitest';
import {
  collect,
  editing,
  openShipbobAccount,
  takeShipbobViolations,
} from '#tests/support/shipbob-account.ts';

afterEach(() => expect(takeShipbobViolations()).toEqual([]));

type Account = ReturnType<typeof openShipbobAccount>;
const shipmentsOf = ({ connection }: Account, cursor: string | null = null) => {
  const source = connection.shipments?.source;
  if (source === undefined) throw new TypeError('no shipments');
  return collect(source.changedSince(cursor));
};

test('each part that leaves is a shipment with its own tracking, and nothing is told of what is still there', async () => {
  const account = openShipbobAccount();
  const { target, ask, warehouse, idOf, locationId, now } = account;
  await target.create(ask('store:1', { TEE: 3, MUG: 1 }));
  expect((await shipmentsOf(account)).items).toEqual([]);
  const at = now();
  warehouse.ship(idOf('store:1'), {
    units: { TEE: 2 },
    carrier: 'UPS',
    tracking: '1Z1',
    trackingUrl: 'https://ups/1',
  });
  const first = await shipmentsOf(account);
  expect(first.items).toMatchObject([
    {
      orderReference: 'store:1',
      locationId: String(locationId),
      shippedAt: at,
      carrier: 'UPS',
      trackingNumbers: ['1Z1'],
      trackingUrl: 'https://ups/1',
      lines: [{ reference: 'gid://shopify/LineItem/1', quantity: 2 }],
    },
  ]);
  account.advance(60_000);
  warehouse.ship(idOf('store:1'), { tracking: null });
  const second = await shipmentsOf(account, first.cursor);
  expect(second.items.map(({ trackingNumbers, lines }) => ({ trackingNumbers, lines }))).toContainEqual({
    trackingNumbers: [],
    lines: [
      { reference: 'gid://shopify/LineItem/1', quantity: 1 },
      { reference: 'gid://shopify/LineItem/2', quantity: 1 },
    ],
  });
});

test('two lines of one item share its units in their order, over several parcels', async () => {
  const account = openShipbobAccount();
  const { target, ask, warehouse, idOf } = account;
  const asked = ask('store:1', { TEE: 2 });
  const [line] = asked.lines;
  if (line === undefined) throw new TypeError('no line');
  await target.create({
    ...asked,
    lines: [line, { ...line, reference: 'gid://shopify/LineItem/9', quantity: 3 }],
  });
  warehouse.ship(idOf('store:1'), { units: { TEE: 3 } });
  account.advance(1_000);
  warehouse.ship(idOf('store:1'));
  const { items } = await shipmentsOf(account);
  expect(items.map(({ lines }) => lines)).toEqual([
    [
      { reference: 'gid://shopify/LineItem/1', quantity: 2 },
      { reference: 'gid://shopify/LineItem/9', quantity: 1 },
    ],
    [{ reference: 'gid://shopify/LineItem/9', quantity: 2 }],
  ]);
  expect(await target.find('store:1')).toMatchObject({
    state: 'shipped',
    lines: [{ shipped: 2 }, { shipped: 3 }],
  });
});

test.each([
  ['more units than were asked for', { quantity: 9 }, /more units/],
  ['another item than the one that was asked for', { id: 77 }, /another item/],
])('a parcel with %s is refused with its place', async (_what, change, reason) => {
  const account = openShipbobAccount();
  const { target, ask, warehouse, idOf, rewrite } = account;
  await target.create(ask('store:1', { TEE: 1 }));
  warehouse.ship(idOf('store:1'));
  rewrite(
    editing('shipments.changed', (body) => {
      const orders = body as { shipments: { products: { inventory_items: object[] }[] }[] }[];
      for (const item of orders.flatMap((order) => order.shipments[0]?.products[0]?.inventory_items ?? [])) {
        Object.assign(item, change);
      }
      return orders;
    }),
  );
  const { items, refused } = await shipmentsOf(account);
  expect(items).toEqual([]);
  expect(refused).toMatchObject([{ id: String(idOf('store:1')) }]);
  expect(refused[0]?.reason).toMatch(reason);
});

test('a flyer that somebody packs with it is left out', async () => {
  const account = openShipbobAccount();
  const { target, ask, warehouse, idOf, rewrite } = account;
  await target.create(ask('store:1', { TEE: 1 }));
  warehouse.ship(idOf('store:1'));
  rewrite(
    editing('shipments.changed', (body) => {
      const orders = body as { shipments: { products: object[] }[] }[];
      for (const { products } of orders.flatMap(({ shipments }) => shipments)) {
        products.push({ id: 1, reference_id: 'FLYER', inventory_items: [{ id: 5, quantity: 1 }] });
      }
      return orders;
    }),
  );
  expect((await shipmentsOf(account)).items).toMatchObject([{ lines: [{ quantity: 1 }] }]);
});

test.each([
  ['Exception', 0],
  ['CleanSweeped', 0],
  ['Teleported', 0],
  ['LabeledCreated', 1],
  ['Completed', 1],
])('a shipment with a date of fulfillment and the status %s counts as shipped: %i', async (status, count) => {
  const account = openShipbobAccount();
  const { target, ask, warehouse, idOf, rewrite } = account;
  await target.create(ask('store:1', { TEE: 1 }));
  warehouse.ship(idOf('store:1'));
  rewrite(
    editing('shipments.changed', (body) => {
      const orders = body as { shipments: object[] }[];
      for (const shipment of orders.flatMap(({ shipments }) => shipments))
        Object.assign(shipment, { status });
      return orders;
    }),
  );
  expect((await shipmentsOf(account)).items).toHaveLength(count);
});

test('a page that was cut is read again; a page that stays short with others behind it is an error', async () => {
  const account = openShipbobAccount({ settings: { pageSize: 4 } });
  const { target, ask, warehouse, idOf, faults } = account;
  for (let number = 1; number <= 6; number += 1) {
    await target.create(ask(`store:${number}`, { TEE: 1 }));
    warehouse.ship(idOf(`store:${number}`));
  }
  faults.force('truncated-page');
  expect((await shipmentsOf(account)).items).toHaveLength(6);
  account.rewrite((response, { url }) => {
    if (!url.includes('Page=1')) return response;
    return { ...response, body: JSON.stringify((JSON.parse(response.body) as unknown[]).slice(0, 2)) };
  });
  await expect(shipmentsOf(account)).rejects.toThrow(/short/);
});

test('a poll asks by the clock of ShipBob at the begin of the last pass, less the overlap', async () => {
  const account = openShipbobAccount({ settings: { overlapMs: 60_000 } });
  const { cursor } = await shipmentsOf(account);
  const begun = account.now();
  account.advance(3_600_000);
  const before = account.requests.length;
  await shipmentsOf(account, cursor);
  const asked = account.requests.slice(before).map(({ url }) => new URL(url).searchParams);
  const since = new Date(begun - 60_000).toISOString();
  for (const stamp of ['LastUpdateStartDate', 'LastTrackingUpdateStartDate']) {
    expect(asked.some((query) => query.get(stamp) === since)).toBe(true);
  }
  await expect(shipmentsOf(account, '{"page":0}')).rejects.toMatchObject({ code: 'bad-cursor' });
});

test('a parcel that leaves is seen also when it does not move the stamp of its order', async () => {
  const account = openShipbobAccount();
  const { target, ask, warehouse, idOf, state, advance } = account;
  await target.create(ask('store:1', { TEE: 1 }));
  advance(86_400_000);
  const { cursor } = await shipmentsOf(account);
  const order = state.orders.get(idOf('store:1'));
  if (order === undefined) throw new TypeError('no order');
  const { updatedAt } = order;
  warehouse.ship(order.id);
  order.updatedAt = updatedAt;
  expect((await shipmentsOf(account, cursor)).items).toHaveLength(1);
});
