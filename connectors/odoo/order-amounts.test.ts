import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { sell, startTestErp, taxLine, usd, versions, type TestErp } from '#tests/support/odoo-erp.ts';

const RUNS = 40;
const taxes = [[], [{ title: 'VAT', rate: '0.19' }], [{ title: 'State Tax', rate: '0.0725' }]];

const line = fc.record({
  unitMinor: fc.integer({ min: 0, max: 250_000 }),
  quantity: fc.integer({ min: 1, max: 40 }),
  discountShare: fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  tax: fc.constantFrom(...taxes),
});
const soldOrder = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  included: fc.boolean(),
  shippingMinor: fc.integer({ min: 0, max: 2_000 }),
  tipMinor: fc.integer({ min: 0, max: 500 }),
  roundingMinor: fc.integer({ min: -4, max: 4 }),
});

describe.each(
  versions.flatMap((version) =>
    (['round_per_line', 'round_globally'] as const).map((rounding) => [version, rounding] as const),
  ),
)('Odoo %i, %s', (version, rounding) => {
  let erp: TestErp | undefined;
  afterAll(async () => {
    await erp?.sandbox.close();
  });

  test(
    "every order comes to the store's total, to the minor unit, and every line to the store's line",
    { timeout: 60_000 },
    async () => {
      const started = (erp = await startTestErp(version, { rounding, workMs: () => 0 }));
      let count = 0;
      await fc.assert(
        fc.asyncProperty(soldOrder, async ({ lines, included, shippingMinor, tipMinor, roundingMinor }) => {
          count += 1;
          const reference = `store:${count}`;
          const base = included ? shippingMinor / 1.19 : shippingMinor;
          const total = usd(shippingMinor);
          const order = sell(
            reference,
            lines.map(({ unitMinor, quantity, discountShare, tax }) => ({
              listingId: started.tee,
              unitMinor,
              quantity,
              discountMinor: Math.round(unitMinor * quantity * discountShare),
              taxes: tax,
            })),
            {
              taxesIncluded: included,
              tip: usd(tipMinor),
              rounding: usd(roundingMinor),
              shipping: [
                {
                  id: 's',
                  title: 'Post',
                  code: null,
                  total: { shop: total, presentment: total },
                  taxes: [taxLine({ title: 'VAT', rate: '0.19' }, base)],
                },
              ],
            },
          );
          const booked = await started.target.create(order);
          expect(booked.total).toEqual(order.total);
          const kept = started.sandbox.erp.saleOrders().find(({ id }) => String(id) === booked.id);
          expect(kept?.totalMinor).toBe(order.total.minor);
          const amounts = kept?.lines
            .slice(0, lines.length)
            .map(({ subtotalMinor, totalMinor }) => (included ? totalMinor : subtotalMinor));
          expect(amounts).toEqual(order.lines.map((sold) => sold.total.minor));
        }),
        { numRuns: RUNS, seed: 20_261_123 },
      );
    },
  );
});
