import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTestShop } from '../test-shop.ts';
import { addBags, subtractBags, zeroBag } from './money-math.ts';
import { amountsOf } from './order-amounts.ts';
import type { PlaceOrderInput } from './place-order.ts';
import { onHandOf } from './stock.ts';

const line = fc.record({
  sku: fc.constantFrom('A', 'B', 'C'),
  quantity: fc.integer({ min: 1, max: 4 }),
  unitPriceMinor: fc.integer({ min: 0, max: 9_999 }),
  discountMinor: fc.constantFrom(0, 0, 7),
  taxes: fc.constantFrom(
    [],
    [{ title: 'VAT', rate: 0.2 }],
    [
      { title: 'GST', rate: 0.05 },
      { title: 'PST', rate: 0.0975 },
    ],
  ),
});
const basket: fc.Arbitrary<PlaceOrderInput> = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  shipping: fc.constantFrom([], [{ title: 'Parcel', priceMinor: 595, taxes: [{ title: 'VAT', rate: 0.2 }] }]),
  orderDiscount: fc.constantFrom(
    undefined,
    { code: 'TEN', percentage: 10 },
    { code: 'OFF', amountMinor: 1_234 },
  ),
  taxesIncluded: fc.boolean(),
  tipMinor: fc.constantFrom(0, 150),
  presentment: fc.constantFrom(
    undefined,
    { currency: 'EUR', rate: 0.9137 },
    { currency: 'JPY', rate: 151.37 },
  ),
});
const deeds = fc.array(
  fc.tuple(
    fc.constantFrom('edit', 'refund', 'ship', 'cancel'),
    fc.constantFrom('A', 'B', 'C'),
    fc.integer({ min: 1, max: 3 }),
  ),
  { maxLength: 5 },
);

function openStocked() {
  const shop = openTestShop();
  for (const sku of ['A', 'B', 'C']) {
    shop.shop.addProduct({
      title: sku,
      variants: [{ sku, priceMinor: 500, inventory: { [shop.locationId]: 100 } }],
    });
  }
  return shop;
}

test('totals always balance, in both currencies, whatever is done to an order', () => {
  fc.assert(
    fc.property(basket, deeds, (input, list) => {
      const { shop } = openStocked();
      const placed = shop.placeOrder(input);
      if (!placed.ok) return;
      const { order } = placed;
      for (const [deed, sku, units] of list) {
        if (deed === 'edit') shop.editOrder(order.id, sku, units);
        if (deed === 'refund') shop.refundOrder(order.id, sku, units);
        if (deed === 'ship') shop.fulfillOrder(order.id);
        if (deed === 'cancel') shop.cancelOrder(order.id);
        const amounts = amountsOf(order);
        const parts = addBags(
          zeroBag,
          ...[...amounts.lines.values()].map((entry) => entry.currentNet),
          amounts.currentShipping,
          order.taxesIncluded ? zeroBag : amounts.currentTax,
          amounts.currentDuties,
          order.cancelledAt === null ? order.tip : zeroBag,
        );
        expect(subtractBags(amounts.currentTotal, parts)).toEqual(zeroBag);
        expect(amounts.refunded.shop).toBeLessThanOrEqual(amounts.received.shop);
        expect(amounts.currentTotal.shop).toBeGreaterThanOrEqual(0);
        if (order.cancelledAt !== null) expect(amounts.currentTotal).toEqual(zeroBag);
      }
    }),
    { numRuns: 300 },
  );
});

test('units are never made or lost: what is available, committed and shipped adds up', () => {
  fc.assert(
    fc.property(fc.array(basket, { minLength: 1, maxLength: 3 }), deeds, (inputs, list) => {
      const { shop, state } = openStocked();
      const orders = inputs.flatMap((input) => {
        const placed = shop.placeOrder(input);
        return placed.ok ? [placed.order] : [];
      });
      for (const [deed, sku, units] of list) {
        for (const order of orders) {
          if (deed === 'edit') shop.editOrder(order.id, sku, units);
          if (deed === 'ship') shop.fulfillOrder(order.id);
          if (deed === 'cancel') shop.cancelOrder(order.id);
        }
      }
      for (const level of state.levels.values()) {
        const sku = level.item.variant?.sku ?? '';
        const shipped = orders.reduce((sum, order) => sum + shop.shippedUnits(order.id, sku), 0);
        expect(onHandOf(level) + shipped).toBe(100);
        expect(level.states.committed).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 200 },
  );
});

test('what is not there is not sold, unless the product may be oversold', () => {
  const { shop, locationId } = openTestShop();
  shop.addProduct({
    title: 'Last',
    variants: [{ sku: 'LAST', priceMinor: 100, inventory: { [locationId]: 1 } }],
  });
  const { id: east } = shop.addLocation({ name: 'East' });
  shop.addProduct({
    title: 'Endless',
    variants: [
      { sku: 'ENDLESS', priceMinor: 100, inventoryPolicy: 'CONTINUE', inventory: { [locationId]: 0 } },
    ],
  });
  expect(
    shop.placeOrder({
      lines: [
        { sku: 'LAST', quantity: 1 },
        { sku: 'LAST', quantity: 1 },
      ],
    }),
  ).toMatchObject({ ok: false, reason: 'sold out' });
  expect(shop.placeOrder({ lines: [{ sku: 'LAST', quantity: 1 }], locationId: east })).toMatchObject({
    ok: false,
  });
  expect(shop.placeOrder({ lines: [{ sku: 'LAST', quantity: 1 }] }).ok).toBe(true);
  expect(shop.placeOrder({ lines: [{ sku: 'ENDLESS', quantity: 2 }] }).ok).toBe(true);
  expect([shop.available('LAST', locationId), shop.available('ENDLESS', locationId)]).toEqual([0, -2]);
  expect(shop.stockLog.slice(-2).map(({ sku, from, to, cause }) => [sku, from, to, cause])).toEqual([
    ['LAST', 1, 0, 'sale'],
    ['ENDLESS', 0, -2, 'sale'],
  ]);
});

test('a discount takes off at most what the line costs', () => {
  const { shop } = openStocked();
  const placed = shop.placeOrder({ lines: [{ sku: 'A', quantity: 1, unitPriceMinor: 5, discountMinor: 7 }] });
  expect(placed.ok && amountsOf(placed.order).currentTotal.shop).toBe(0);
});
