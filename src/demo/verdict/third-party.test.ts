import { expect, test } from 'vitest';
import { openShipbobAccount } from '#tests/support/shipbob-account.ts';
import type { Books, ErpParcel, ExpectedReturn, ShippingRequest, StoreOrder, StoreReturn } from './books.ts';
import { judge } from './judge.ts';
import { judgeRequests } from './judge-requests.ts';
import { judgeReturns } from './judge-returns.ts';
import { judgeToldParcels } from './judge-told-parcels.ts';
import { readWarehouseBook } from './read-warehouse-book.ts';

const request = (number: number, units: Record<string, number>, order = '1'): ShippingRequest => ({
  name: `us:${order}/${number}`,
  reference: `us:${order}`,
  units,
});

/** One order of three mugs and a lamp at the 3PL's location, and a bowl from elsewhere. */
function booksOf(
  requests: readonly ShippingRequest[],
  change: Partial<StoreOrder> = {},
  told: readonly ErpParcel[] = [],
): Books {
  const line = (sku: string, quantity: number, location: string) => ({
    id: sku,
    sku,
    quantity,
    totalMinor: 100,
    units: [{ location, quantity }],
  });
  const order: StoreOrder = {
    id: '1',
    name: '#1',
    placedAtMs: 1_000,
    canceledAtMs: null,
    isTest: false,
    currency: 'USD',
    taxesIncluded: false,
    totalMinor: 300,
    taxMinor: 0,
    lines: [line('MUG', 3, 'L3'), line('LAMP', 1, 'L3'), line('BOWL', 1, 'L1')],
    parcels: [],
    refunds: [],
    ...change,
  };
  return {
    stores: [
      {
        name: 'us',
        orders: [order],
        levels: [],
        changes: [],
        webhooks: { sent: 0, duplicated: 0, dropped: 0 },
      },
    ],
    erp: { orders: [], credits: [], parcels: [], changes: [], onHand: new Map() },
    places: [
      { store: 'us', location: 'L1', warehouse: 'WH' },
      { store: 'us', location: 'L3', warehouse: '3PL' },
    ],
    thirdParty: { warehouse: '3PL', requests, told, expected: [] },
  };
}

const cases: readonly (readonly [string, Books, object])[] = [
  ['a whole request is right', booksOf([request(1, { MUG: 3, LAMP: 1 })]), { made: 1, missing: 0, duplicated: 0 }],
  ['two requests that share the units are right', booksOf([request(1, { MUG: 2 }), request(2, { MUG: 1, LAMP: 1 })]), { made: 2, missing: 0, duplicated: 0 }],
  ['a canceled request asks for nothing', booksOf([request(1, {}), request(2, { MUG: 3, LAMP: 1 })]), { made: 1, missing: 0, duplicated: 0 }],
  ['no request is missing', booksOf([]), { made: 0, missing: 1, duplicated: 0 }],
  ['a unit too few is missing', booksOf([request(1, { MUG: 2, LAMP: 1 })]), { missing: 1, duplicated: 0 }],
  ['a second request for the same units is doubled', booksOf([request(1, { MUG: 3, LAMP: 1 }), request(2, { MUG: 3, LAMP: 1 })]), { missing: 0, duplicated: 1 }],
  ['what another warehouse ships must not be asked for', booksOf([request(1, { MUG: 3, LAMP: 1, BOWL: 1 })]), { missing: 0, duplicated: 1 }],
  ['a canceled order must not be asked for', booksOf([request(1, { MUG: 3, LAMP: 1 })], { canceledAtMs: 2_000 }), { missing: 0, duplicated: 1 }],
  ['an order that nobody placed must not be asked for', booksOf([request(1, { MUG: 3, LAMP: 1 }), request(1, { MUG: 1 }, '9')]), { missing: 0, duplicated: 1 }],
]; // prettier-ignore

test.each(cases)('%s', (_name, books, expected) => {
  expect(judgeRequests(books)).toMatchObject(expected);
});

const parcel = (units: Record<string, number>, change: Partial<ErpParcel> = {}): ErpParcel => ({
  name: 'shipment 7',
  reference: 'us:1',
  warehouse: '3PL',
  tracking: '1Z7',
  shippedAtMs: 5_000,
  units,
  ...change,
});
const delivery = (units: Record<string, number>, change: Partial<ErpParcel> = {}): ErpParcel =>
  parcel(units, { name: 'STAND/OUT/1', warehouse: 'STAND', ...change });

const told: readonly (readonly [string, readonly ErpParcel[], object])[] = [
  ['a parcel that the ERP delivered once is right', [delivery({ MUG: 2 })], { left: 1, missing: 0, duplicated: 0 }],
  ['a parcel that it does not know is missing', [], { missing: 1, duplicated: 0 }],
  ['one with fewer units is another one', [delivery({ MUG: 1 })], { missing: 1, duplicated: 1 }],
  ['one with another number is another one', [delivery({ MUG: 2 }, { tracking: '1Z8' })], { missing: 1, duplicated: 1 }],
  ['a second delivery of the same is doubled', [delivery({ MUG: 2 }), delivery({ MUG: 2 })], { missing: 0, duplicated: 1 }],
]; // prettier-ignore

test.each(told)('%s', (_name, deliveries, expected) => {
  const books = booksOf([], {}, deliveries);
  const booked = {
    number: 'S1',
    reference: 'us:1',
    state: 'confirmed',
    currency: 'USD',
    totalMinor: 300,
    taxMinor: 0,
    lines: [],
    confirmedAtMs: 1,
  } as const;
  const erp = { ...books.erp, parcels: [parcel({ MUG: 2 })] };
  expect(judgeToldParcels({ ...books, erp: { ...erp, orders: [booked] } })).toMatchObject(expected);
  // What is not booked has nothing to deliver.
  expect(judgeToldParcels({ ...books, erp })).toMatchObject({ missing: 0 });
});

const box = (units: Record<string, number>, reference: string | null = 'us:1'): ExpectedReturn => ({
  mark: '#1-R1/0a1b2c3d4e',
  reference,
  units,
});
const back = (state: StoreReturn['state'], quantity = 2, from = ['L3']): StoreReturn => ({
  id: 'r1',
  name: '#1-R1',
  state,
  lines: [{ sku: 'MUG', quantity, from }],
});

const returned: readonly (readonly [string, readonly ExpectedReturn[], StoreReturn, object])[] = [
  ['a return that is expected once is right', [box({ MUG: 2 })], back('agreed'), { agreed: 1, missing: 0, duplicated: 0 }],
  ['one that nobody expects is missing', [], back('agreed'), { agreed: 1, missing: 1, duplicated: 0 }],
  ['one with fewer units is wrong', [box({ MUG: 1 })], back('agreed'), { missing: 0, duplicated: 1 }],
  ['one that is expected twice is doubled', [box({ MUG: 2 }), box({ MUG: 2 })], back('agreed'), { missing: 0, duplicated: 1 }],
  ['one that was called off must not be expected', [box({ MUG: 2 })], back('ended'), { agreed: 0, missing: 0, duplicated: 1 }],
  ['one that is only asked for must not be expected', [box({ MUG: 2 })], back('asked'), { agreed: 0, duplicated: 1 }],
  ['one of goods from elsewhere is nothing to it', [], back('agreed', 2, ['L1']), { agreed: 0, missing: 0, duplicated: 0 }],
  ['goods of several parcels are known by their units', [box({ MUG: 2 }, null)], back('agreed'), { agreed: 1, missing: 0, duplicated: 0 }],
  ['a box of another order is wrong', [box({ MUG: 2 }), box({ MUG: 2 }, 'us:9')], back('agreed'), { agreed: 1, missing: 0, duplicated: 1 }],
  ['a mark that no store knows is wrong', [{ ...box({ MUG: 2 }), mark: '#2-R1/0' }], back('ended'), { agreed: 0, duplicated: 1 }],
]; // prettier-ignore

test.each(returned)('%s', (_name, expected, one, verdict) => {
  const books = booksOf([], { returns: [one] });
  const thirdParty = books.thirdParty === undefined ? undefined : { ...books.thirdParty, expected };
  expect(judgeReturns({ ...books, thirdParty })).toMatchObject(verdict);
  expect(judgeReturns({ ...books, thirdParty: undefined })).toBeNull();
});

test('requests that are missing or doubled fail the run; without a 3PL there is nothing to judge', () => {
  const judged = (books: Books) =>
    judge({
      books,
      diary: { fired: [], incidents: [] },
      costs: { callTimeoutMs: 1, lateEffectMs: 1, downMs: 1 },
      planted: new Set(['1']),
      buffer: 0,
      flashSku: null,
      fromMs: 0,
      wantedFaults: [],
    });
  const missing = judged(booksOf([]));
  expect(missing.verdict).toMatchObject({ requests_missing: 1, converged: false });
  expect(missing.failures).toContain('1 orders lack a request to the warehouse that ships them');
  const doubled = judged(booksOf([request(1, { MUG: 6, LAMP: 1 })]));
  expect(doubled.verdict).toMatchObject({ requests_made: 1, requests_duplicated: 1, converged: false });
  expect(doubled.failures).toContain('1 orders were asked for too often');
  const right = judged(booksOf([request(1, { MUG: 3, LAMP: 1 })]));
  expect(right.verdict).toMatchObject({ requests_missing: 0, requests_duplicated: 0, converged: true });
  expect(judged({ ...booksOf([]), thirdParty: undefined }).verdict.requests_made).toBeNull();
});

test('the books of ShipBob are read with their shelves, parcels and requests', async () => {
  const { target, ask, warehouse, idOf, locationId, state } = openShipbobAccount();
  await target.create(ask('us:1/1', { TEE: 3 }));
  warehouse.ship(idOf('us:1/1'), { units: { TEE: 1 }, tracking: '1Z1' });
  await target.create(ask('us:2/1', { TEE: 1 }));
  warehouse.cancel(idOf('us:2/1'));
  warehouse.receive('TEE', locationId, 2);
  const book = readWarehouseBook(state, '3PL');
  const own = book.changes.filter(({ sku }) => sku === 'TEE');
  const [first] = own;
  if (first === undefined) throw new Error('nothing was put on the shelf');
  expect(own.map(({ from, to, cause }) => [from - first.to, to - first.to, cause])).toEqual([
    [-first.to, 0, 'other'],
    [0, -1, 'shipment'],
    [-1, 1, 'other'],
  ]);
  expect(book.onHand.get('TEE')?.get('3PL')).toBe(first.to + 1);
  expect(book.requests).toEqual([request(1, { TEE: 3 }), request(1, {}, '2')]);
  expect(book.parcels).toMatchObject([
    { reference: 'us:1', warehouse: '3PL', tracking: '1Z1', units: { TEE: 1 } },
  ]);
});
