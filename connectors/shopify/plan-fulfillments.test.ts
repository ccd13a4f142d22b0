import { expect, test } from 'vitest';
import type { FulfillmentOrder } from '#domain/order.ts';
import { planFulfillments } from './plan-fulfillments.ts';

const fulfillmentOrder = (
  id: string,
  lines: Record<string, number>,
  more: Partial<FulfillmentOrder> = {},
): FulfillmentOrder => ({
  id,
  locationId: 'here',
  status: 'open',
  fulfillable: true,
  lines: Object.entries(lines).map(([lineId, remaining]) => ({ id: `${id}-${lineId}`, lineId, remaining })),
  ...more,
});

test('part of a line is fulfilled as part', () => {
  expect(planFulfillments(new Map([['a', 2]]), [fulfillmentOrder('one', { a: 5, b: 1 })])).toEqual([
    { locationId: 'here', parts: [{ fulfillmentOrderId: 'one', lines: [{ id: 'one-a', quantity: 2 }] }] },
  ]);
});

test('units are spread over several fulfillment orders, one call for each location', () => {
  const orders = [
    fulfillmentOrder('one', { a: 1 }),
    fulfillmentOrder('two', { a: 1, b: 1 }),
    fulfillmentOrder('three', { a: 3 }, { locationId: 'there' }),
  ];
  const plan = planFulfillments(
    new Map([
      ['a', 4],
      ['b', 1],
    ]),
    orders,
  );
  expect(plan.map(({ locationId }) => locationId)).toEqual(['here', 'there']);
  expect(plan[0]?.parts.map((part) => part.fulfillmentOrderId)).toEqual(['one', 'two']);
  expect(plan[1]?.parts).toEqual([{ fulfillmentOrderId: 'three', lines: [{ id: 'three-a', quantity: 2 }] }]);
});

test('units that are not open any more refuse the whole shipment', () => {
  const orders = [fulfillmentOrder('one', { a: 1 })];
  expect(() => planFulfillments(new Map([['a', 2]]), orders)).toThrow(
    expect.objectContaining({ kind: 'rejected', code: 'already-fulfilled' }),
  );
});

test('a line on hold says so instead of passing for fulfilled', () => {
  const orders = [fulfillmentOrder('one', { a: 2 }, { fulfillable: false, status: 'on-hold' })];
  expect(() => planFulfillments(new Map([['a', 2]]), orders)).toThrow(
    expect.objectContaining({ code: 'on-hold', message: expect.stringContaining('on-hold') as string }),
  );
});
