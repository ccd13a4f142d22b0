import { expect, test } from 'vitest';
import { openShipbobAccount } from '#tests/support/shipbob-account.ts';
import { createChance } from './chance.ts';
import { createFulfillmentCenter } from './fulfillment-center.ts';
import { THIRD_PARTY_PLACE } from './store-desk.ts';
import { withThirdParty } from './third-party-desk.ts';

test('what was asked for leaves once, some of it in several parcels and some after a hold', async () => {
  const sandbox = openShipbobAccount();
  const { target, ask, books } = sandbox;
  for (let order = 1; order <= 60; order += 1) await target.create(ask(`us:${order}/1`, { TEE: 1, MUG: 1 }));
  const center = createFulfillmentCenter({
    sandbox,
    chance: createChance(1),
    mayShip: (reference) => reference !== 'us:7',
  });
  for (let round = 0; round < 200; round += 1) center.work();
  const shipped = books.orders().filter(({ status }) => status === 'Fulfilled');
  expect(shipped).toHaveLength(59);
  for (const { units, shippedUnits } of shipped) expect(shippedUnits).toEqual(units);
  expect([center.hasLeft('1'), center.hasLeft('7')]).toEqual([true, false]);
  expect(center.counts.partly).toBeGreaterThan(0);
  expect(center.counts.held).toBeGreaterThan(0);
});

test('the shelves of the 3PL are one more place, and what it ships is not shipped from the ERP', () => {
  const sandbox = openShipbobAccount();
  const received: string[] = [];
  const delivery = (reference: string) => ({
    name: reference,
    reference,
    orderId: reference.slice(3),
    orderTotalMinor: 0,
    demand: {},
  });
  const desk = withThirdParty(
    {
      places: [0, 1],
      openDeliveries: () => [delivery('us:1'), delivery('us:2')],
      ship: () => true,
      receive: (sku) => void received.push(sku),
      lose: () => {},
      onHand: () => 5,
    },
    {
      sandbox,
      locationId: String(sandbox.locationId),
      recipes: new Map([['SET', new Map(Object.entries({ TEE: 2, MUG: 1 }))]]),
      wanted: (reference): Readonly<Record<string, number>> => (reference === 'us:1' ? { TEE: 1 } : {}),
    },
  );
  expect(desk.openDeliveries().map(({ reference }) => reference)).toEqual(['us:2']);
  const before = desk.onHand('TEE', THIRD_PARTY_PLACE);
  desk.receive('TEE', THIRD_PARTY_PLACE, 4);
  desk.lose('TEE', THIRD_PARTY_PLACE, 1);
  expect(desk.onHand('TEE', THIRD_PARTY_PLACE)).toBe(before + 3);
  expect(received).toEqual([]);
  desk.receive('TEE', 1, 4);
  expect([received, desk.onHand('TEE', 1)]).toEqual([['TEE'], 5]);
  // A bundle that comes back goes on the shelves of its parts.
  desk.receive('SET', THIRD_PARTY_PLACE, 2);
  expect(desk.onHand('TEE', THIRD_PARTY_PLACE)).toBe(before + 7);
});
