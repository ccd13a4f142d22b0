import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { OrderReturn } from '#domain/order-return.ts';
import type { StoredShipment } from '#sdk/ledger/orders.ts';
import { makeLine } from '#tests/support/make-order.ts';
import { planReturns } from './plan-returns.ts';
import { goodsReference, markOnBox, orderOfReturn, returnReference } from './return-reference.ts';

const lines = [makeLine({ id: 'a', sku: 'A' }), makeLine({ id: 'b', sku: 'B' })];

function parcel(
  id: string,
  units: Readonly<Record<string, number>>,
  change: { readonly connection?: string; readonly locationId?: string; readonly shippedAt?: number } = {},
): StoredShipment {
  const { connection = '3pl', locationId = 'east', shippedAt = Number(id) } = change;
  return {
    connection,
    orderConnection: 'store',
    orderId: 'o1',
    shipment: {
      id,
      orderReference: 'store:o1',
      locationId,
      shippedAt,
      carrier: null,
      trackingNumbers: [],
      trackingUrl: null,
      lines: Object.entries(units).map(([reference, quantity]) => ({ reference, quantity })),
    },
  };
}

function back(
  id: string,
  units: Readonly<Record<string, number>>,
  change: Partial<OrderReturn> = {},
): OrderReturn {
  const returned = Object.entries(units).map(([lineId, quantity]) => ({
    id: `${id}-${lineId}`,
    lineId,
    quantity,
    processed: 0,
    refunded: 0,
    reason: null,
  }));
  return {
    id,
    name: `#1-${id}`,
    status: 'open',
    createdAt: Number(id.slice(1)),
    closedAt: null,
    lines: returned,
    exchanges: [],
    arrivals: [],
    ...change,
  };
}

const plan = (returns: readonly OrderReturn[], parcels: readonly StoredShipment[], connection = '3pl') =>
  planReturns(connection, { lines, returns, parcels }).map(({ returned, goods, unclear }) => ({
    id: returned.id,
    goods: goods.map(({ locationId, shipmentId, units }) => ({
      at: locationId,
      of: shipmentId,
      ...Object.fromEntries(units),
    })),
    ...(unclear === null ? {} : { unclear }),
  }));

describe('what comes back to a warehouse', () => {
  test('is what it shipped, to where it shipped it', () => {
    const parcels = [parcel('1', { a: 2 }), parcel('2', { b: 1 }, { locationId: 'west' })];
    expect(plan([back('r1', { a: 1, b: 1 })], parcels)).toEqual([
      {
        id: 'r1',
        goods: [
          { at: 'east', of: '1', a: 1 },
          { at: 'west', of: '2', b: 1 },
        ],
      },
    ]);
  });

  test('is taken off the oldest parcel first, and once for each return', () => {
    const parcels = [parcel('2', { a: 2 }), parcel('1', { a: 1 })];
    expect(plan([back('r2', { a: 1 }), back('r1', { a: 2 })], parcels)).toEqual([
      { id: 'r1', goods: [{ at: 'east', of: null, a: 2 }] },
      { id: 'r2', goods: [{ at: 'east', of: '2', a: 1 }] },
    ]);
  });

  test('is nothing where another system shipped it', () => {
    const parcels = [parcel('1', { a: 1 }, { connection: 'erp' }), parcel('2', { b: 1 })];
    expect(plan([back('r1', { a: 1 })], parcels)).toEqual([{ id: 'r1', goods: [] }]);
    expect(plan([back('r1', { a: 1 })], parcels.slice(0, 1))).toEqual([]);
  });

  test('is not guessed where several systems shipped units of a line, unless all of them come back', () => {
    const parcels = [parcel('1', { a: 1 }, { connection: 'erp' }), parcel('2', { a: 2 })];
    const [one, both] = [plan([back('r1', { a: 2 })], parcels), plan([back('r1', { a: 3 })], parcels)];
    expect(one).toEqual([{ id: 'r1', goods: [], unclear: expect.stringContaining('2 of A') as string }]);
    expect(both).toEqual([{ id: 'r1', goods: [{ at: 'east', of: '2', a: 2 }] }]);
    // Nor is it guessed of what is left after such a return.
    expect(plan([back('r1', { a: 1 }), back('r2', { a: 2 })], parcels)).toMatchObject([
      { goods: [] },
      { goods: [] },
    ]);
  });

  test('is nothing of a return that is not agreed to, or was called off; a closed one keeps its units', () => {
    const parcels = [parcel('1', { a: 2 })];
    const returns = [
      back('r1', { a: 2 }, { status: 'requested' }),
      back('r2', { a: 2 }, { status: 'canceled' }),
      back('r3', { a: 1 }, { status: 'closed' }),
      back('r4', { a: 2 }),
    ];
    expect(plan(returns, parcels)).toEqual([
      { id: 'r3', goods: [{ at: 'east', of: '1', a: 1 }] },
      { id: 'r4', goods: [{ at: 'east', of: '1', a: 1 }] },
      { id: 'r2', goods: [] },
    ]);
  });

  test('never is more than what left, whatever the stores say, and each unit is expected in one place', () => {
    const units = fc.record({ a: fc.nat(4), b: fc.nat(4) });
    const places = fc.constantFrom('east', 'west');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(units, places, fc.constantFrom('3pl', 'erp')), { maxLength: 5 }),
        fc.array(units, { maxLength: 5 }),
        (shipped, returned) => {
          const parcels = shipped.map(([left, locationId, connection], at) =>
            parcel(String(at + 1), left, { locationId, connection }),
          );
          const returns = returned.map((wanted, at) => back(`r${at + 1}`, wanted));
          const planned = planReturns('3pl', { lines, returns, parcels });
          for (const place of ['east', 'west'])
            for (const lineId of ['a', 'b']) {
              const left = parcels
                .filter((one) => one.connection === '3pl' && one.shipment.locationId === place)
                .flatMap(({ shipment }) => shipment.lines)
                .reduce((sum, line) => sum + (line.reference === lineId ? line.quantity : 0), 0);
              const expected = planned
                .flatMap(({ goods }) => goods)
                .filter(({ locationId }) => locationId === place)
                .reduce((sum, one) => sum + (one.units.get(lineId) ?? 0), 0);
              expect(expected).toBeLessThanOrEqual(left);
            }
          for (const { returned: one, goods } of planned)
            for (const lineId of ['a', 'b']) {
              const asked = one.lines.find((line) => line.lineId === lineId)?.quantity ?? 0;
              const expected = goods.reduce((sum, { units: own }) => sum + (own.get(lineId) ?? 0), 0);
              expect(expected).toBeLessThanOrEqual(asked);
            }
        },
      ),
    );
  });
});

describe('what returns are called', () => {
  const ours = returnReference('store:gid://shopify/Order/1', 'gid://shopify/Return/2');

  test('the order is found in the reference, and in that of its goods', () => {
    expect(orderOfReturn(ours)).toBe('store:gid://shopify/Order/1');
    expect(orderOfReturn(goodsReference(ours, '12'))).toBe('store:gid://shopify/Order/1');
    expect(orderOfReturn('RMA-12')).toBeNull();
  });

  test('the mark on the box stays the same, fits on it, and tells stores and places apart', () => {
    const mark = (name: string, goods: string) => markOnBox({ name }, goods);
    expect(mark('#1001-R1', goodsReference(ours, '12'))).toBe('#1001-R1/aa2ee2b758');
    const other = returnReference('other:gid://shopify/Order/1', 'gid://shopify/Return/2');
    const all = [goodsReference(ours, '12'), goodsReference(ours, '13'), goodsReference(other, '12')];
    expect(new Set(all.map((goods) => mark('#1001-R1', goods))).size).toBe(3);
    expect(mark('R'.repeat(80), ours).length).toBeLessThanOrEqual(50);
    expect(mark('a,b', ours)).not.toContain(',');
  });
});
