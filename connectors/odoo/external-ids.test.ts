import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RejectedError } from '#sdk/errors.ts';
import { lineName, orderName, parseLineName, type LineKind } from './external-ids.ts';

const text = fc
  .string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
  .filter((value) => value.isWellFormed() && value.length <= 200);

test('every reference comes back from its external id as it was, and no two share one', () => {
  fc.assert(
    fc.property(
      text,
      text,
      fc.constantFrom<LineKind>('line', 'shipping', 'extra'),
      (orderReference, key, kind) => {
        const name = lineName({ orderReference, kind, key });
        expect(name).toMatch(/^[A-Za-z0-9_]+$/u);
        expect(parseLineName(name)).toEqual({ orderReference, kind, key });
      },
    ),
  );
});

test("names of other people are nobody's line of ours", () => {
  for (const name of [
    '',
    'so_a_l1',
    'order_',
    'order_a__q_b',
    'order_a',
    'order_a__l_',
    'sale_order_line_7_f5a772d3',
  ]) {
    expect(parseLineName(name)).toBeNull();
  }
});

test('a reference that no index can hold is refused', () => {
  expect(() => orderName('x'.repeat(201))).toThrow(RejectedError);
  expect(() => orderName('')).toThrow(RejectedError);
});
