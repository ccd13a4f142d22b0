import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bag, makeLine, makeOrder, makeTax } from '#tests/support/make-order.ts';
import type { Order } from './order.ts';
import { imbalanceOf } from './order-balance.ts';

const orders = fc
  .array(
    fc.record({
      quantity: fc.integer({ min: 0, max: 9 }),
      priceMinor: fc.integer({ min: 0, max: 99_999 }),
      tax: fc.integer({ min: 0, max: 500 }),
      off: fc.integer({ min: 0, max: 99 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .chain((rows) =>
    fc.boolean().map((taxesIncluded) =>
      makeOrder({
        taxesIncluded,
        lines: rows.map(({ quantity, priceMinor, tax, off }, index) =>
          makeLine({ id: `l${index}`, quantity, priceMinor, discount: bag(off), taxes: [makeTax(tax)] }),
        ),
        shipping: [{ id: 's', title: 'Post', code: null, total: bag(500), taxes: [makeTax(50)] }],
      }),
    ),
  );

test('an order summed from its parts balances', () => {
  fc.assert(
    fc.property(orders, (order) => {
      expect(imbalanceOf(order)).toBeNull();
    }),
  );
});

test('one minor unit too many in any total is found', () => {
  const fields = ['lines', 'shipping', 'tax', 'tip', 'duties', 'fees', 'rounding', 'total'] as const;
  fc.assert(
    fc.property(orders, fc.constantFrom(...fields), (order, field) => {
      const totals = { ...order.totals, [field]: bag(order.totals[field].shop.minor + 1) };
      expect(imbalanceOf({ ...order, totals })).not.toBeNull();
    }),
  );
});

test('the customer’s own currency is checked too', () => {
  const order = makeOrder();
  const inEuro: Order = { ...order, presentmentCurrency: 'EUR' };
  expect(() => imbalanceOf(inEuro)).toThrow('cannot combine');
});

test('a line that does not multiply is named', () => {
  const line = makeLine({ quantity: 2 });
  expect(imbalanceOf(makeOrder({ lines: [{ ...line, total: bag(1) }] }))).toContain('line line-1');
});
