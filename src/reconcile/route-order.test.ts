import { describe, expect, test } from 'vitest';
import { makeLine, makeOrder } from '#tests/support/make-order.ts';
import { byChannel, byRules, routingFacts, toDestination } from '#tests/support/make-routing.ts';
import { routeOrder } from './route-order.ts';
import type { Routing } from './routing.ts';

function told({ routed, unrouted }: Routing): readonly string[] {
  return [
    ...routed.map((part) => `${part.quantity} ${part.sku ?? 'nothing'} from ${part.location}`),
    ...unrouted.map((part) => `${part.quantity} ${part.sku ?? 'nothing'}: ${part.reason}`),
  ];
}

describe('as the channel assigned it', () => {
  const assigned = (locationId: string | null) =>
    told(
      routeOrder(makeOrder({ lines: [makeLine({ locationId, quantity: 2 })] }), byChannel, routingFacts()),
    );

  test.each([
    ['L2', '2 A from paris'],
    ['L3', '2 A: deactivated-location'],
    ['L9', '2 A: unmapped-location'],
    [null, '2 A: not-assigned'],
  ])('%s', (locationId, words) => {
    expect(assigned(locationId)).toEqual([words]);
  });
});

describe('by rules', () => {
  const order = makeOrder({ lines: [makeLine({ quantity: 3 })], ...toDestination('US', 'CA') });
  const stock = { berlin: { A: 9 }, paris: { A: 9 } };

  test('the lowest priority is asked first, and equal ones in the order in which they are written', () => {
    const rules = [
      { name: 'late', priority: 2, shipFrom: ['berlin'] },
      { name: 'first', priority: 1, shipFrom: ['paris'] },
      { name: 'second', priority: 1, shipFrom: ['berlin'] },
    ];
    expect(routeOrder(order, byRules(rules), routingFacts(stock)).routed).toMatchObject([
      { location: 'paris', rule: 'first' },
    ]);
  });

  test.each([
    ['its country', { countries: ['US'] }, 'paris'],
    ['another country', { countries: ['DE'] }, 'berlin'],
    ['its region', { regions: ['US-CA'] }, 'paris'],
    ['the same region of another country', { regions: ['DE-CA'] }, 'berlin'],
    ['its SKU', { skus: ['A'] }, 'paris'],
    ['its tag', { tags: ['fragile'] }, 'paris'],
    ['another tag', { tags: ['heavy'] }, 'berlin'],
    ['its country and another SKU', { countries: ['US'], skus: ['B'] }, 'berlin'],
  ])('a rule for %s applies or does not', (_, when, location) => {
    const rules = byRules([{ ...when, shipFrom: ['paris'] }, { shipFrom: ['berlin'] }]);
    const { routed } = routeOrder(order, rules, routingFacts(stock, { tagsOf: () => ['fragile'] }));
    expect(routed.map((part) => part.location)).toEqual([location]);
  });

  test('one location for the whole order is better than a preferred one for a part of it', () => {
    const two = makeOrder({ lines: [makeLine({ id: 'a' }), makeLine({ id: 'b', sku: 'B' })] });
    const shelves = { berlin: { A: 1 }, paris: { A: 1, B: 1 } };
    expect(told(routeOrder(two, byRules([{}]), routingFacts(shelves)))).toEqual([
      '1 A from paris',
      '1 B from paris',
    ]);
  });

  test('a line is taken from several locations only when none has it whole', () => {
    expect(
      told(routeOrder(order, byRules([{}]), routingFacts({ berlin: { A: 2 }, paris: { A: 9 } }))),
    ).toEqual(['3 A from paris']);
    expect(
      told(routeOrder(order, byRules([{}]), routingFacts({ berlin: { A: 2 }, paris: { A: 0 } }))),
    ).toEqual(['2 A from berlin', '1 A: out-of-stock']);
  });

  test('a line stays together although its order cannot', () => {
    const lines = [makeLine({ id: 'a', quantity: 3 }), makeLine({ id: 'b', sku: 'B' })];
    expect(
      told(
        routeOrder(makeOrder({ lines }), byRules([{}]), routingFacts({ berlin: { A: 2 }, paris: { A: 9 } })),
      ),
    ).toEqual(['3 A from paris', '1 B: out-of-stock']);
  });

  test('what nobody counts is always at hand', () => {
    const untracked = routingFacts({}, { atHand: () => 'untracked' });
    expect(told(routeOrder(order, byRules([{}]), untracked))).toEqual(['3 A from berlin']);
  });

  test.each([
    ['no rule', byRules([{ countries: ['DE'] }]), 'no-rule'],
    ['only closed locations', byRules([{ shipFrom: ['closed'] }]), 'deactivated-location'],
    ['nothing there', byRules([{}]), 'out-of-stock'],
    [
      'nothing there for an order that is kept together',
      byRules([{}], 'keep-together'),
      'no-single-location',
    ],
  ])('%s is said as the reason', (_, setting, reason) => {
    expect(told(routeOrder(order, setting, routingFacts()))).toEqual([`3 A: ${reason}`]);
  });

  test('an order is not kept together without a line that nobody may ship', () => {
    const two = makeOrder({ lines: [makeLine({ id: 'a' }), makeLine({ id: 'b', sku: 'B' })] });
    const setting = byRules([{ skus: ['A'], stock: 'any' }], 'keep-together');
    expect(told(routeOrder(two, setting, routingFacts()))).toEqual([
      '1 B: no-rule',
      '1 A: no-single-location',
    ]);
  });
});
