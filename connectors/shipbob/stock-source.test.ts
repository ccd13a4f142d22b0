import { afterEach, expect, test } from 'vitest';
import {
  collect,
  editing,
  openShipbobAccount,
  takeShipbobViolations,
} from '#tests/support/shipbob-account.ts';

afterEach(() => expect(takeShipbobViolations()).toEqual([]));

function open(settings: Readonly<Record<string, unknown>> = {}) {
  const account = openShipbobAccount({ settings });
  const source = account.connection.stock?.source;
  if (source === undefined) throw new TypeError('no stock');
  const listingId = String([...account.state.items.values()][0]?.inventoryId);
  return { ...account, source, listingId };
}

test('on hand is what is physically there; what requests took is only reserved, until it leaves', async () => {
  const { source, target, ask, warehouse, idOf, listingId, locationId } = open();
  const level = { listingId, locationId: String(locationId) };
  await target.create(ask('store:1', { TEE: 30 }));
  expect((await source.fetch([listingId])).items).toEqual([{ ...level, quantity: 100, reserved: 30 }]);
  warehouse.ship(idOf('store:1'), { units: { TEE: 10 } });
  expect((await source.fetch([listingId])).items).toEqual([{ ...level, quantity: 90, reserved: 20 }]);
  warehouse.count('TEE', locationId, 3);
  expect((await source.fetch([listingId])).items).toMatchObject([{ quantity: 3 }]);
  expect(source.quantityKind).toBe('on-hand');
});

test('a center that does not list an item has no number for it, and an unknown item has none anywhere', async () => {
  const { source, warehouse, listingId, locationId } = open();
  const { id: other } = warehouse.addLocation({ name: 'Moreno Valley (CA)' });
  const here = (await source.fetch([listingId, '999', 'no id'])).items;
  expect(here.map((level) => level.locationId)).toEqual([String(locationId)]);
  warehouse.receive('TEE', other, 4);
  const both = (await source.fetch([listingId])).items;
  expect(both).toContainEqual({ listingId, locationId: String(other), quantity: 4, reserved: 0 });
});

test('a level without its number is refused by its item, and is not 0', async () => {
  const { source, rewrite } = open();
  rewrite(
    editing('stock.levels', (body) => {
      const page = body as { items: { locations: Record<string, unknown>[] }[] };
      delete page.items[0]?.locations[0]?.['on_hand_quantity'];
      return page;
    }),
  );
  const { items, refused } = await collect(source.all());
  expect(items).toMatchObject([{ quantity: 100 }]);
  expect(refused).toHaveLength(1);
  expect(refused[0]?.reason).toContain('locations.0.on_hand_quantity');
});

test('the token is never sent to the address that a next page names', async () => {
  const { source, rewrite, requests } = open({ pageSize: 1 });
  rewrite(
    editing('stock.levels', (body) => ({ ...(body as object), next: 'https://elsewhere.example/2026-01/x' })),
  );
  await expect(collect(source.all())).rejects.toThrow(/another address/);
  expect(requests.every(({ url }) => url.startsWith('https://shipbob.sim/'))).toBe(true);
});

test('a pass goes on from its cursor, and a cursor of somebody else is refused', async () => {
  const { source } = open({ pageSize: 1 });
  const first = await source.changedSince(null)[Symbol.asyncIterator]().next();
  const page = first.value as { cursor: string; items: { listingId: string }[] };
  const rest = await collect(source.changedSince(page.cursor));
  expect([...page.items, ...rest.items]).toHaveLength(2);
  expect((await collect(source.changedSince(rest.cursor))).items).toHaveLength(2);
  expect(() => source.changedSince('https://elsewhere.example/')).toThrow(/cursor/);
});
