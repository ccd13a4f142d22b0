import { afterEach, expect, test } from 'vitest';
import { RejectedError, UnknownOutcomeError } from '#sdk/errors.ts';
import type { RequestedLine, RequestToShip } from '#sdk/fulfillment-requests.ts';
import {
  collect,
  editing,
  openShipbobAccount,
  takeShipbobViolations,
} from '#tests/support/shipbob-account.ts';

afterEach(() => expect(takeShipbobViolations()).toEqual([]));

test('a request is an order with the address, our lines and the method that the merchant chose', async () => {
  const account = openShipbobAccount({ settings: { shippingMethods: { 'Free shipping': 'Ground' } } });
  const asked = account.ask('store:1', { TEE: 2, MUG: 1 });
  const made = await account.target.create({
    ...asked,
    shippingMethod: 'Free shipping',
    locationId: String(account.locationId),
  });
  expect(made).toEqual({
    id: String(account.idOf('store:1')),
    number: '#1001',
    reference: 'store:1',
    state: 'accepted',
    reason: null,
    lines: [
      { reference: 'gid://shopify/LineItem/1', quantity: 2, shipped: 0 },
      { reference: 'gid://shopify/LineItem/2', quantity: 1, shipped: 0 },
    ],
  });
  expect(account.books.orders()).toMatchObject([
    { reference: 'store:1', number: '#1001', shippingMethod: 'Ground', openUnits: { TEE: 2, MUG: 1 } },
  ]);
  const [sent] = account.requests;
  expect(JSON.parse(sent?.body ?? '')).toMatchObject({
    recipient: { name: 'Ada Lovelace', address: { address1: 'Main Street 1', state: 'IL', country: 'US' } },
    purchase_date: '2026-11-23T10:00:00.000Z',
  });
});

test('a request whose answer was lost is found by its reference, and never made twice', async () => {
  const { target, faults, ask, books, requests } = openShipbobAccount();
  faults.force('timeout-after');
  await expect(target.create(ask('store:1', { TEE: 2 }))).rejects.toBeInstanceOf(UnknownOutcomeError);
  const linked = await target.create(ask('store:1', { TEE: 2 }));
  expect(linked).toMatchObject({ reference: 'store:1', state: 'accepted' });
  expect(books.orders()).toHaveLength(1);
  expect(requests.map(({ operation }) => operation)).toEqual([
    'requests.create',
    'requests.create',
    'requests.find',
  ]);
});

test('a duplicate that the search does not show yet is open, and not refused', async () => {
  const { target, faults, ask } = openShipbobAccount();
  await target.create(ask('store:1', { TEE: 2 }));
  faults.force('stale-search');
  await expect(target.create(ask('store:1', { TEE: 2 }))).rejects.toBeInstanceOf(UnknownOutcomeError);
});

test('an item that ShipBob does not know is refused with its words, and no product is invented for it', async () => {
  const { target, ask, books, state } = openShipbobAccount();
  const error = await target.create(ask('store:1', { GHOST: 1 })).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RejectedError);
  expect(String(error)).toContain('needs a name');
  expect(books.orders()).toEqual([]);
  expect([...state.items.values()].map(({ sku }) => sku)).toEqual(['TEE', 'MUG']);
});

const unshippable: readonly (readonly [string, string, (asked: RequestToShip) => RequestToShip])[] = [
  ['no item of theirs', 'unmapped-item', (asked) => withLine(asked, { listingId: null })],
  ['no SKU', 'unmapped-item', (asked) => withLine(asked, { sku: null })],
  ['nothing to ship', 'empty-request', (asked) => withLine(asked, { quantity: 0 })],
  ['a comma in its reference', 'bad-reference', (asked) => ({ ...asked, reference: 'store:1,2' })],
  ['a place that is no place', 'bad-location', (asked) => ({ ...asked, locationId: 'main' })],
];

function withLine(asked: RequestToShip, change: Partial<RequestedLine>): RequestToShip {
  return { ...asked, lines: asked.lines.map((line) => ({ ...line, ...change })) };
}

test.each(unshippable)(
  'a request with %s is refused before anything is sent',
  async (_what, code, change) => {
    const { target, ask, requests } = openShipbobAccount();
    await expect(target.create(change(ask('store:1', { TEE: 1 })))).rejects.toMatchObject({ code });
    expect(requests).toEqual([]);
  },
);

test('an address that lacks something is refused by the name of what it lacks, never by its values', async () => {
  const { target, ask } = openShipbobAccount();
  const asked = ask('store:1', { TEE: 1 });
  const delivery = asked.recipient.delivery && { ...asked.recipient.delivery, city: ' ' };
  const error = await target
    .create({ ...asked, recipient: { ...asked.recipient, delivery } })
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'incomplete-address' });
  expect(String(error)).toContain('city');
  expect(String(error)).not.toContain('Main Street');
});

test('what does not fit of phone and e-mail is left out, the parcel goes on', async () => {
  const { target, ask, requests } = openShipbobAccount();
  const asked = ask('store:1', { TEE: 1 });
  await target.create({ ...asked, recipient: { ...asked.recipient, email: 'none', phone: '1'.repeat(51) } });
  expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({
    recipient: { email: null, phone_number: null },
  });
});

test('without stock it is on hold with the reason, and goes on when goods come', async () => {
  const { target, ask, warehouse, locationId } = openShipbobAccount();
  const { id, state, reason } = await target.create(ask('store:1', { TEE: 101 }));
  expect({ state, reason }).toEqual({
    state: 'on-hold',
    reason: 'OutOfStock: Inventory is not available at the fulfillment center',
  });
  warehouse.receive('TEE', locationId, 1);
  expect(await target.read([id])).toMatchObject([{ state: 'accepted', reason: null }]);
});

test('validation messages, which quote the address, do not become the reason', async () => {
  const { target, ask, warehouse, rewrite, idOf } = openShipbobAccount();
  const { id } = await target.create(ask('store:1', { TEE: 1 }));
  warehouse.hold(idOf('store:1'), {
    name: 'InvalidAddress',
    description: "No 'Main Street 1' for ada@example.test",
  });
  rewrite(
    editing('requests.read', (body) => {
      const orders = body as { shipments: { status_details: object[] }[] }[];
      for (const detail of orders.flatMap(({ shipments }) =>
        shipments.flatMap((one) => one.status_details),
      )) {
        Object.assign(detail, { extra_information: { validation_messages: ['Main Street 1'] } });
      }
      return orders;
    }),
  );
  const [held] = await target.read([id]);
  expect(held?.reason).toBe('InvalidAddress: No [value] for [email]');
});

test('a status that is not on the published list is unknown', async () => {
  const { target, ask, rewrite } = openShipbobAccount();
  const { id } = await target.create(ask('store:1', { TEE: 1 }));
  rewrite(
    editing('requests.read', (body) =>
      (body as object[]).map((order) => ({ ...order, status: 'Teleported' })),
    ),
  );
  expect(await target.read([id])).toMatchObject([{ state: 'unknown', lines: [{ quantity: 1, shipped: 0 }] }]);
});

test('an order that left without a word about its parcels cannot be read, and is not 0 shipped', async () => {
  const { target, ask, rewrite, warehouse, idOf } = openShipbobAccount();
  const { id } = await target.create(ask('store:1', { TEE: 1 }));
  warehouse.ship(idOf('store:1'));
  rewrite(
    editing('requests.read', (body) => (body as object[]).map((order) => ({ ...order, shipments: null }))),
  );
  await expect(target.read([id])).rejects.toThrow(/shipment/);
});

test('canceled is success: twice, and when the merchant was faster', async () => {
  const { target, ask, warehouse, idOf, books } = openShipbobAccount();
  const { id } = await target.create(ask('store:1', { TEE: 1 }));
  expect(await target.cancel(id)).toMatchObject({ state: 'canceled' });
  expect(await target.cancel(id)).toMatchObject({ state: 'canceled' });
  const second = await target.create(ask('store:2', { TEE: 1 }));
  warehouse.cancel(idOf('store:2'));
  expect(await target.cancel(second.id)).toMatchObject({ state: 'canceled' });
  expect(books.levels().every(({ committed }) => committed === 0)).toBe(true);
});

test('a cancellation that comes between our question and our word is success all the same', async () => {
  const { target, ask, warehouse, idOf, rewrite } = openShipbobAccount();
  const { id } = await target.create(ask('store:1', { TEE: 1 }));
  rewrite((response, { operation }) => {
    if (operation === 'requests.read') warehouse.cancel(idOf('store:1'));
    return response;
  });
  expect(await target.cancel(id)).toMatchObject({ state: 'canceled' });
});

test('what is being picked, or has left in part, is not canceled, not even by halves', async () => {
  const { target, ask, warehouse, idOf, books } = openShipbobAccount();
  const { id: picked } = await target.create(ask('store:1', { TEE: 1 }));
  warehouse.pick(idOf('store:1'));
  const error = await target.cancel(picked).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'not-cancelable' });
  expect(String(error)).toContain('It is being picked');
  const { id: begun } = await target.create(ask('store:2', { TEE: 3 }));
  warehouse.ship(idOf('store:2'), { units: { TEE: 1 } });
  await expect(target.cancel(begun)).rejects.toMatchObject({ code: 'not-cancelable' });
  expect(books.orders().map(({ openUnits }) => openUnits)).toEqual([{ TEE: 1 }, { TEE: 2 }]);
  await expect(target.cancel('999')).rejects.toMatchObject({ kind: 'transient' });
});

test('an order of somebody else is not ours: not in the sweep, and its reference is not taken over', async () => {
  const { target, ask, state, handler, token, channelId } = openShipbobAccount();
  const foreign = {
    reference_id: 'store:1',
    shipping_method: 'Standard',
    type: 'DTC',
    recipient: { name: 'B', address: { address1: 'A', city: 'C', country: 'US' } },
    products: [{ reference_id: 'TEE', name: null, quantity: 1 }],
  };
  await handler({
    method: 'POST',
    path: '/2026-01/order',
    headers: { authorization: `Bearer ${token}`, shipbob_channel_id: channelId },
    body: JSON.stringify(foreign),
  });
  expect(state.orders.size).toBe(1);
  await expect(target.create(ask('store:1', { TEE: 1 }))).rejects.toMatchObject({ code: 'foreign-request' });
  expect((await collect(target.all())).items).toEqual([]);
});

test('an order that moves to a page that was read already is in the sweep all the same', async () => {
  const { target, ask, rewrite, state } = openShipbobAccount({ settings: { pageSize: 2 } });
  for (const number of [1, 2, 3]) await target.create(ask(`store:${number}`, { TEE: 1 }));
  // The list is sorted anew under the reader's hands: the last order is on no page that is still to come.
  rewrite((response, { url, operation }) => {
    if (operation !== 'requests.all' || url.includes('LastUpdateStartDate') || !url.includes('Page=2'))
      return response;
    return { ...response, body: '[]' };
  });
  const { items } = await collect(target.all());
  expect(items.map(({ reference }) => reference).toSorted()).toEqual(['store:1', 'store:2', 'store:3']);
  expect(state.orders.size).toBe(3);
});
