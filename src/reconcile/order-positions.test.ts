import { expect, test } from 'vitest';
import type { OrderReturn } from '#domain/order-return.ts';
import type { Order, Refund } from '#domain/order.ts';
import { makeLine, makeOrder, makeRefund, makeRefundLine } from '#tests/support/make-order.ts';
import { expectedShifts, positionsOf } from './order-positions.ts';

const locations = [
  {
    name: 'main',
    authority: { connection: 'erp', locationId: '1' },
    statesShipments: true,
    shownOn: { store: 'L1' },
  },
];

function refund(quantity: number, restocked: boolean): Refund {
  return makeRefund({ lines: [makeRefundLine({ quantity, restocked, locationId: 'L1' })] });
}

function deltas(order: Order, previous: Order | null): readonly number[] {
  return expectedShifts(order, previous).map((shift) => shift.delta);
}

test('a new order takes its units from what the channel should show', () => {
  expect(deltas(makeOrder({ lines: [makeLine({ quantity: 3 })] }), null)).toEqual([-3]);
});

test('the same order again takes nothing', () => {
  const order = makeOrder({ lines: [makeLine({ quantity: 3 })] });
  expect(deltas({ ...order, updatedAt: 9_000 }, order)).toEqual([]);
});

test('units that the channel put back itself are expected to show again, once', () => {
  const before = makeOrder({ lines: [makeLine({ quantity: 3 })] });
  const after = makeOrder({
    lines: [makeLine({ quantity: 2, orderedQuantity: 3 })],
    refunds: [refund(1, true)],
  });
  expect(deltas(after, before)).toEqual([1]);
  expect(deltas(after, after)).toEqual([]);
});

test('units of a return that the channel put on the same shelf are expected to show again, once, whatever its refund says', () => {
  const before = makeOrder({ lines: [makeLine({ id: 'l1', quantity: 3 })] });
  const disposed = (locationId: string): OrderReturn => ({
    id: 'r1',
    name: '#1-R1',
    status: 'open',
    createdAt: 1,
    closedAt: null,
    lines: [],
    exchanges: [],
    arrivals: [
      {
        id: 'a1',
        status: 'open',
        parcels: 0,
        lines: [
          {
            lineId: 'l1',
            quantity: 3,
            dispositions: [
              { kind: 'restocked', quantity: 1, locationId },
              { kind: 'missing', quantity: 2, locationId: null },
            ],
          },
        ],
      },
    ],
  });
  const back = makeRefundLine({ lineId: 'l1', quantity: 1, restocked: true, restockType: 'return' });
  const refunds = [makeRefund({ lines: [back] })];
  expect(deltas({ ...before, returns: [disposed('L1')] }, before)).toEqual([1]);
  expect(deltas({ ...before, returns: [disposed('L2')] }, before)).toEqual([]);
  expect(deltas({ ...before, returns: [disposed('L1')], refunds }, before)).toEqual([1]);
});

test('units that an edit took out are expected to show again, although the channel does not say that it put them back', () => {
  const before = makeOrder({ lines: [makeLine({ quantity: 3 })] });
  const after = makeOrder({ lines: [makeLine({ quantity: 1, orderedQuantity: 3, editedOutQuantity: 2 })] });
  expect(deltas(after, before)).toEqual([2]);
  expect(deltas(after, null)).toEqual([-1]);
});

test('a cancellation without restock gives nothing back', () => {
  const before = makeOrder({ lines: [makeLine({ quantity: 3 })] });
  const after = makeOrder({
    canceledAt: 5_000,
    lines: [makeLine({ quantity: 0, orderedQuantity: 3 })],
    refunds: [refund(3, false)],
  });
  expect(deltas(after, before)).toEqual([]);
});

test('an order that moved to another location moves its units', () => {
  const before = makeOrder({ lines: [makeLine({ quantity: 2 })] });
  const after = makeOrder({ lines: [makeLine({ quantity: 2, locationId: 'L2' })] });
  expect(expectedShifts(after, before).map(({ cell, delta }) => [cell.locationId, delta])).toEqual([
    ['L1', 2],
    ['L2', -2],
  ]);
});

test('a line without a location moves no number (S3)', () => {
  expect(deltas(makeOrder({ lines: [makeLine({ locationId: null })] }), null)).toEqual([]);
});

test('a test order moves the channel’s number and reserves nothing', () => {
  const order = makeOrder({ test: true });
  expect(deltas(order, null)).toEqual([-1]);
  expect(positionsOf(order, 'store', locations)[0]?.reserves).toBe(false);
});

test('gift cards, services and lines without a SKU reserve nothing', () => {
  const lines = [
    makeLine({ id: 'a', giftCard: true }),
    makeLine({ id: 'b', requiresShipping: false }),
    makeLine({ id: 'c', sku: null }),
  ];
  expect(positionsOf(makeOrder({ lines }), 'store', locations).map((position) => position.reserves)).toEqual([
    false,
    false,
    false,
  ]);
});

test('a canceled order asks for nothing more than what has left', () => {
  const lines = [makeLine({ quantity: 3, fulfilledQuantity: 1 })];
  expect(positionsOf(makeOrder({ canceledAt: 5_000, lines }), 'store', locations)[0]?.quantity).toBe(1);
});

test('locations are ours by the mapping, and null when they are not mapped', () => {
  const lines = [
    makeLine({ id: 'a' }),
    makeLine({ id: 'b', locationId: 'L9' }),
    makeLine({ id: 'c', locationId: null }),
  ];
  expect(positionsOf(makeOrder({ lines }), 'store', locations).map((position) => position.location)).toEqual([
    'main',
    null,
    null,
  ]);
});
