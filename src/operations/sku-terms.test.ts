import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planCell } from '#reconcile/plan-cell.ts';
import type { CellFacts, ChannelReading } from '#sdk/ledger/stock.ts';
import { termsOf } from './sku-terms.ts';

const units = fc.integer({ min: -20, max: 200 });
const some = fc.integer({ min: 0, max: 50 });

/** Any state of a cell: with and without readings, open lines, an open write, and units that are missing. */
const facts = fc.record({
  shown: units,
  expected: fc.option(units),
  readings: fc.array(units, { maxLength: 2 }),
  owed: fc.array(some, { maxLength: 4 }),
  openWrite: fc.option(fc.record({ from: some, to: some })),
  buffer: some,
  autoBuffer: some,
  horizonAt: fc.option(fc.integer({ min: 0, max: 100 })),
  allocation: fc.record({ share: fc.constantFrom(0, 0.3, 1), cap: fc.option(some), showMin: some }),
  backorder: some,
  belowZero: fc.boolean(),
});

test('the terms of a number add up to it, in every state of its cell', () => {
  fc.assert(
    fc.property(facts, ({ shown, expected, readings, owed, openWrite, ...wishes }) => {
      const reading: ChannelReading = {
        available: shown,
        committed: null,
        sentAt: 50,
        answeredAt: 51,
        channelAt: null,
        factSequence: 5,
      };
      const cell: CellFacts = {
        cell: {
          inventoryItemId: 'i',
          locationId: 'l',
          connection: 'store',
          sku: 'A',
          location: 'main',
          expected,
          anchorAt: null,
          reading,
          factSequence: 5,
          planNumber: 1,
          lastWriteAt: null,
        },
        readings: readings.map((quantity) => ({
          quantity,
          reserved: null,
          basis: 1,
          sentAt: 1,
          answeredAt: 2,
        })),
        openLines: owed.map((count, index) => ({
          connection: 'store',
          orderId: String(index),
          orderName: `#${index}`,
          lineId: '1',
          inventoryItemId: 'i',
          location: 'main',
          channelLocationId: 'l',
          owed: count,
          statements: [],
        })),
        openWrites: openWrite === null ? [] : [{ effectKey: 'k', ...openWrite, quarantineUntil: 99 }],
      };
      const policy = { ...wishes, stockLagMs: 0, compareAndSet: true };
      const plan = planCell(cell, reading, policy);
      const terms = termsOf(plan, shown, { authority: 'erp', work: null, policy });
      if (readings.length === 0) expect(terms).toEqual([]);
      else expect(terms.reduce((sum, term) => sum + term.amount, 0)).toBe(shown);
    }),
  );
});
