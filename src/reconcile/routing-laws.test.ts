import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RoutingRule } from '#sdk/order-settings.ts';
import { makeLine, makeOrder } from '#tests/support/make-order.ts';
import {
  byChannel,
  byRules,
  ROUTING_LOCATIONS,
  routingFacts,
  toDestination,
} from '#tests/support/make-routing.ts';
import { routeOrder } from './route-order.ts';

const count = fc.integer({ min: 0, max: 6 });
const someLines = fc
  .array(
    fc.record({
      sku: fc.constantFrom('A', 'B', 'SET', null),
      quantity: count,
      shipped: count,
      locationId: fc.constantFrom('L1', 'L2', 'L3', 'L9', null),
      requiresShipping: fc.integer({ min: 0, max: 5 }).map((dice) => dice > 0),
    }),
    { maxLength: 5 },
  )
  .map((rows) =>
    rows.map(({ shipped, ...row }, index) =>
      makeLine({ ...row, id: `l${index}`, fulfilledQuantity: Math.min(shipped, row.quantity) }),
    ),
  );
const shelf = fc.record({ A: fc.integer({ min: -2, max: 12 }), B: count });
const someShelves = fc.record({ berlin: shelf, paris: shelf, closed: shelf });
const someRules = fc.array(
  fc.record({
    priority: fc.integer({ min: 0, max: 2 }),
    skus: fc.constantFrom([], ['A'], ['SET', 'B']),
    countries: fc.constantFrom([], ['DE']),
    shipFrom: fc.shuffledSubarray([...ROUTING_LOCATIONS], { minLength: 1 }),
    stock: fc.constantFrom<RoutingRule['stock']>('at-hand', 'at-hand', 'any'),
  }),
  { maxLength: 3 },
);
const someSettings = fc.oneof(
  fc.constant(byChannel),
  fc
    .tuple(someRules, fc.constantFrom('allow', 'keep-together'))
    .map(([rules, split]) => byRules(rules, split)),
);
const someOrders = fc
  .tuple(someLines, fc.constantFrom('DE', 'FR'), fc.constantFrom(null, null, 5_000))
  .map(([lines, country, canceledAt]) => makeOrder({ lines, canceledAt, ...toDestination(country) }));

test('every unit that is to be shipped is routed or named with a reason, once, and never to a closed location', () => {
  fc.assert(
    fc.property(someOrders, someSettings, someShelves, (order, setting, shelves) => {
      const routing = routeOrder(order, setting, routingFacts(shelves));
      expect(routeOrder(order, setting, routingFacts(shelves))).toEqual(routing);
      for (const line of order.lines) {
        const mine = [...routing.routed, ...routing.unrouted].filter((part) => part.lineId === line.id);
        expect(mine.reduce((sum, part) => sum + part.quantity, 0)).toBe(
          line.quantity - line.fulfilledQuantity,
        );
        expect(mine.every((part) => part.quantity > 0)).toBe(true);
      }
      expect(routing.routed.map((part) => part.location)).not.toContain('closed');
      for (const part of routing.routed) expect(part.connection).toBe(`3pl-${part.location}`);
    }),
  );
});

test('rules that ship what is at hand never take more than that, a bundle by its parts', () => {
  fc.assert(
    fc.property(someOrders, someRules, someShelves, (order, rules, shelves) => {
      const strict = byRules(rules.map((rule) => ({ ...rule, stock: 'at-hand' as const })));
      const { routed } = routeOrder(order, strict, routingFacts(shelves));
      const left = new Map<string, number>(
        Object.entries(shelves).flatMap(([name, there]) =>
          Object.entries(there).map(([sku, units]) => [`${name} ${sku}`, units] as const),
        ),
      );
      for (const { sku, location, quantity } of routed) {
        for (let unit = 0; unit < quantity; unit += 1) {
          for (const part of sku === 'SET' ? ['A', 'A'] : [sku]) {
            const key = `${location} ${part ?? ''}`;
            left.set(key, (left.get(key) ?? 0) - 1);
            expect(left.get(key)).toBeGreaterThanOrEqual(0);
          }
        }
      }
    }),
  );
});

test('an order that may be split ships as many units as are at hand anywhere', () => {
  const lines = fc.array(fc.record({ sku: fc.constantFrom('A', 'B'), quantity: count }), { maxLength: 4 });
  fc.assert(
    fc.property(lines, someShelves, (rows, shelves) => {
      const order = makeOrder({ lines: rows.map((row, index) => makeLine({ ...row, id: `l${index}` })) });
      const { routed } = routeOrder(order, byRules([{}]), routingFacts(shelves));
      for (const sku of ['A', 'B'] as const) {
        const ordered = rows.filter((row) => row.sku === sku).reduce((sum, row) => sum + row.quantity, 0);
        const there = Math.max(0, shelves.berlin[sku]) + Math.max(0, shelves.paris[sku]);
        const shipped = routed
          .filter((part) => part.sku === sku)
          .reduce((sum, part) => sum + part.quantity, 0);
        expect(shipped).toBe(Math.min(ordered, there));
      }
    }),
  );
});

test('an order that is kept together leaves from one location, whole, or not at all', () => {
  fc.assert(
    fc.property(someOrders, someRules, someShelves, (order, rules, shelves) => {
      const { routed, unrouted } = routeOrder(order, byRules(rules, 'keep-together'), routingFacts(shelves));
      expect(new Set(routed.map((part) => part.location)).size).toBeLessThanOrEqual(1);
      if (routed.length > 0)
        expect(unrouted.filter((part) => part.reason !== 'needs-no-shipping')).toEqual([]);
    }),
  );
});
