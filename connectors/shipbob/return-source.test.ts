import { afterEach, expect, test } from 'vitest';
import {
  collect,
  editing,
  openShipbobAccount,
  takeShipbobViolations,
} from '#tests/support/shipbob-account.ts';

const DAY_MS = 86_400_000;

afterEach(() => expect(takeShipbobViolations()).toEqual([]));

async function open(settings: Readonly<Record<string, unknown>> = {}) {
  const account = openShipbobAccount({ settings });
  const { target, ask, warehouse, idOf, locationId } = account;
  await target.create(ask('store:1', { TEE: 3 }));
  const { id: shipmentId } = warehouse.ship(idOf('store:1'));
  const announce = (units: number) =>
    warehouse.announceReturn({ shipmentId, locationId, units: { TEE: units } }).id;
  const read = (cursor: string | null = null) => {
    const source = account.connection.returns?.source;
    if (source === undefined) throw new TypeError('no returns');
    return collect(source.changedSince(cursor));
  };
  return { ...account, shipmentId, announce, read };
}

test('a return is told from its announcement to its end, with what went back on the shelf', async () => {
  const { announce, read, warehouse, locationId, now, books } = await open();
  const id = announce(3);
  const receipt = { id: String(id), orderReference: 'store:1', locationId: String(locationId) };
  expect((await read()).items).toMatchObject([
    {
      ...receipt,
      status: 'expected',
      receivedAt: null,
      lines: [{ sku: 'TEE', quantity: 3, received: 0, restocked: 0 }],
    },
  ]);
  warehouse.arriveReturn(id);
  expect((await read()).items).toMatchObject([{ ...receipt, status: 'received', receivedAt: now() }]);
  warehouse.decideReturn(id, { sku: 'TEE', action: 'Restock', quantity: 2 });
  warehouse.decideReturn(id, { sku: 'TEE', action: 'Dispose', quantity: 1 });
  expect((await read()).items).toMatchObject([
    { status: 'processing', lines: [{ received: 3, restocked: 2 }] },
  ]);
  warehouse.completeReturn(id);
  expect((await read()).items).toMatchObject([{ status: 'completed' }]);
  expect(books.levels()).toContainEqual(expect.objectContaining({ sku: 'TEE', onHand: 99 }));
});

test('an open return is seen again however old it is, one that is over is not', async () => {
  const { announce, read, warehouse, advance } = await open();
  const open_ = announce(1);
  const over = announce(1);
  warehouse.withdrawReturn(over);
  const first = await read();
  expect(first.items.map(({ status }) => status)).toEqual(['expected', 'canceled']);
  advance(20 * DAY_MS);
  const late = announce(1);
  const second = await read(first.cursor);
  warehouse.completeReturn(open_);
  const third = await read(second.cursor);
  expect(third.items.map(({ id, status }) => `${id} ${status}`)).toContain(`${open_} completed`);
  advance(DAY_MS);
  const fourth = await read(third.cursor);
  expect(fourth.items.map(({ id }) => id)).toEqual([String(late)]);
});

test('a return that cannot be read is refused, and comes again', async () => {
  const { announce, read, rewrite, warehouse, advance } = await open();
  const id = announce(1);
  warehouse.completeReturn(id);
  advance(DAY_MS);
  rewrite(
    editing('returns.changed', (body) => {
      const page = body as { items: { inventory: object[] }[] };
      for (const line of page.items.flatMap(({ inventory }) => inventory))
        Object.assign(line, { quantity: 'many' });
      return page;
    }),
  );
  const first = await read();
  expect(first.items).toEqual([]);
  expect(first.refused[0]?.reason).toContain('inventory.0.quantity');
  rewrite(null);
  advance(DAY_MS);
  expect((await read(first.cursor)).items).toMatchObject([{ id: String(id) }]);
});

test('the order of a shipment is asked for once, and a shipment that is gone leaves it open', async () => {
  const { announce, read, requests, warehouse, locationId } = await open();
  announce(1);
  announce(1);
  await read();
  await read();
  expect(requests.filter(({ operation }) => operation === 'returns.shipment')).toHaveLength(1);
  warehouse.announceReturn({ shipmentId: 7, locationId, units: { TEE: 1 } });
  warehouse.announceReturn({ locationId, units: { TEE: 1 } });
  expect((await read()).items.map(({ orderReference }) => orderReference)).toEqual([
    'store:1',
    'store:1',
    null,
    null,
  ]);
});

test('a page with less than its headers promise is read again', async () => {
  const { announce, read, faults } = await open({ pageSize: 2 });
  for (let count = 0; count < 5; count += 1) announce(1);
  faults.force('truncated-page');
  expect((await read()).items).toHaveLength(5);
});
