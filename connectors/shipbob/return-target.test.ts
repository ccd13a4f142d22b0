import { afterEach, expect, test } from 'vitest';
import { RejectedError, TransientError, UnknownOutcomeError } from '#sdk/errors.ts';
import type { ReturnToAnnounce } from '#sdk/returns.ts';
import { editing, openShipbobAccount, takeShipbobViolations } from '#tests/support/shipbob-account.ts';
import { ANNOUNCING_SCOPES } from './sandbox/start.ts';

afterEach(() => expect(takeShipbobViolations()).toEqual([]));

async function open() {
  const account = openShipbobAccount({ scopes: ANNOUNCING_SCOPES, settings: { announceReturns: true } });
  const { connection, target: requests, ask, warehouse, idOf, locationId, state } = account;
  await requests.create(ask('store:1', { TEE: 3, MUG: 1 }));
  const { id: shipmentId } = warehouse.ship(idOf('store:1'));
  const target = connection.returns?.target;
  if (target === undefined) throw new TypeError('no returns are announced');
  const itemOf = (sku: string) =>
    String([...state.items.values()].find((item) => item.sku === sku)?.inventoryId);
  const coming = (units: Readonly<Record<string, number>>): ReturnToAnnounce => ({
    reference: '#1001-R1/0a1b2c3d4e',
    locationId: String(locationId),
    shipmentId: String(shipmentId),
    lines: Object.entries(units).map(([sku, quantity]) => ({ listingId: itemOf(sku), quantity })),
  });
  return { ...account, target, coming, shipmentId };
}

test('a return is announced with its reference, its center and the shipment that it left with', async () => {
  const { target, coming, books, shipmentId, locationId } = await open();
  const made = await target.announce(coming({ TEE: 2, MUG: 1 }));
  expect(made).toEqual({
    id: made.id,
    reference: '#1001-R1/0a1b2c3d4e',
    status: 'expected',
    lines: coming({ TEE: 2, MUG: 1 }).lines,
  });
  expect(books.returns()).toMatchObject([
    { reference: made.reference, locationId, shipmentId, unitsBySku: { TEE: 2, MUG: 1 } },
  ]);
  expect(await target.find(made.reference)).toEqual(made);
  expect(await target.read([made.id, '7', 'no id'])).toEqual([made]);
  expect(await target.find('#1002-R1/0')).toBeNull();
});

test('one that left with several shipments names none', async () => {
  const { target, coming, books } = await open();
  await target.announce({ ...coming({ TEE: 1 }), shipmentId: null });
  expect(books.returns()).toMatchObject([{ shipmentId: null }]);
});

test('a refusal says why, and of one that is there already it is an answer', async () => {
  const { target, coming, rewrite, books } = await open();
  const unknown = { ...coming({}), lines: [{ listingId: '7', quantity: 1 }] };
  await expect(target.announce(unknown)).rejects.toThrow('There is no inventory 7');
  rewrite((response, { operation }) =>
    operation === 'returns.announce' ? { ...response, status: 422, body: '{"message":"taken"}' } : response,
  );
  const { id } = await target.announce(coming({ TEE: 1 }));
  rewrite(null);
  expect(books.returns().map((made) => String(made.id))).toEqual([id]);
});

test.each([
  ['longer than ShipBob keeps', 'R'.repeat(51)],
  ['that its filter would split', '#1,#2'],
  ['that is empty', ''],
])('a reference %s is refused before anything is sent', async (_, reference) => {
  const { target, coming, requests } = await open();
  const before = requests.length;
  await expect(target.announce({ ...coming({ TEE: 1 }), reference })).rejects.toMatchObject({
    code: 'bad-reference',
  });
  expect(requests).toHaveLength(before);
});

test('an answer about another return leaves the outcome open', async () => {
  const { target, coming, rewrite } = await open();
  rewrite(editing('returns.announce', (body) => ({ ...(body as object), reference_id: 'somebody else' })));
  await expect(target.announce(coming({ TEE: 1 }))).rejects.toThrow(UnknownOutcomeError);
  rewrite(null);
});

test('what is still expected can be changed, what has arrived cannot', async () => {
  const { target, coming, warehouse, books } = await open();
  const { id } = await target.announce(coming({ TEE: 2 }));
  expect(await target.amend(id, coming({ TEE: 1, MUG: 1 }))).toMatchObject({
    id,
    lines: coming({ TEE: 1, MUG: 1 }).lines,
  });
  expect(books.returns()).toMatchObject([{ unitsBySku: { TEE: 1, MUG: 1 } }]);
  warehouse.arriveReturn(Number(id));
  await expect(target.amend(id, coming({ TEE: 2 }))).rejects.toThrow('awaited');
});

test('a return is withdrawn once, whoever canceled it, until it arrives', async () => {
  const { target, coming, warehouse, requests } = await open();
  const { id } = await target.announce(coming({ TEE: 1 }));
  expect(await target.withdraw(id)).toMatchObject({ id, status: 'canceled' });
  expect(await target.withdraw(id)).toMatchObject({ id, status: 'canceled' });
  expect(requests.filter(({ operation }) => operation === 'returns.withdraw')).toHaveLength(1);
  const { id: second } = await target.announce({ ...coming({ TEE: 1 }), reference: '#1001-R2/0' });
  warehouse.arriveReturn(Number(second));
  await expect(target.withdraw(second)).rejects.toMatchObject({ code: 'not-cancelable' });
  await expect(target.withdraw('7')).rejects.toThrow(TransientError);
});

test('one that arrives while it is withdrawn is not-cancelable, with ShipBob’s words', async () => {
  const { target, coming, warehouse, rewrite } = await open();
  const { id } = await target.announce(coming({ TEE: 1 }));
  rewrite((response, { operation }) => {
    if (operation !== 'returns.withdraw') return response;
    return { ...response, status: 400, body: '{"title":"Bad Request","detail":"It has arrived"}' };
  });
  const error = await target.withdraw(id).catch((thrown: unknown) => thrown);
  rewrite(null);
  // The refusal was made up, so the return is canceled all the same: its state decides, not the words.
  expect(error).toMatchObject({ id, status: 'canceled' });
  const { id: second } = await target.announce({ ...coming({ TEE: 1 }), reference: '#1001-R3/0' });
  rewrite((response, { operation }) => {
    if (operation === 'returns.read') warehouse.arriveReturn(Number(second));
    return response;
  });
  const refused = await target.withdraw(second).catch((thrown: unknown) => thrown);
  rewrite(null);
  expect(refused).toBeInstanceOf(RejectedError);
  expect((refused as Error).message).toContain('It cannot be canceled');
});

test('several returns with one reference are an error', async () => {
  const { target, coming, rewrite } = await open();
  await target.announce(coming({ TEE: 1 }));
  // A list that shows it late.
  rewrite(editing('returns.find', () => ({ items: [], next: null })));
  await target.announce(coming({ TEE: 1 }));
  rewrite(null);
  await expect(target.find(coming({}).reference)).rejects.toMatchObject({ code: 'several-returns' });
});

test('without the setting nothing is announced', () => {
  expect(openShipbobAccount().connection.returns?.target).toBeUndefined();
});
