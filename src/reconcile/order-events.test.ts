import { expect, test } from 'vitest';
import { bag, makeOrder, makeRefund } from '#tests/support/make-order.ts';
import { eventsOf } from './order-events.ts';

const person = { reference: null, email: 'ada@acme.test', phone: null };
const kindsOf = (...refunds: Parameters<typeof makeRefund>) =>
  eventsOf('store', makeOrder({ refunds: [makeRefund(...refunds)] }), { person, isHistory: false })
    .map(({ kind }) => kind)
    .filter((kind) => kind === 'order-refunded');

test('nobody is told of a refund where goods went out for goods, and of the money beside them once', () => {
  expect(kindsOf({ total: bag(0), inKind: bag(500) })).toEqual([]);
  expect(kindsOf({ total: bag(300), inKind: bag(500) })).toEqual(['order-refunded']);
  expect(kindsOf({ total: bag(300) })).toEqual(['order-refunded']);
});
