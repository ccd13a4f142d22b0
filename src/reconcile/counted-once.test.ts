import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { QuantityKind } from '#domain/counted-quantity.ts';
import type { OpenLine } from '#sdk/ledger/stock.ts';
import { availableFrom } from './available.ts';

/** One unit of an order, by its times: sold at 0, accepted by the authority, shipped; each heard of by us later or at once. */
interface Unit {
  readonly acceptedAt: number;
  readonly shippedAt: number;
  readonly acceptedHeardAt: number;
  readonly shippedHeardAt: number;
}

const END = 20;
/** Beyond the end: it has not happened yet. */
const moment = fc.integer({ min: 1, max: END + 5 });
const delays = (late: boolean) => (late ? fc.integer({ min: 0, max: 9 }) : fc.constant(0));

function units(late: boolean): fc.Arbitrary<readonly Unit[]> {
  const unit = fc
    .record({ one: moment, other: moment, accepted: delays(late), shipped: delays(late) })
    .map(({ one, other, accepted, shipped }) => {
      const [acceptedAt, shippedAt] = [Math.min(one, other), Math.max(one, other)];
      return {
        acceptedAt,
        shippedAt,
        acceptedHeardAt: acceptedAt + accepted,
        shippedHeardAt: shippedAt + shipped,
      };
    });
  return fc.array(unit, { minLength: 1, maxLength: 8 });
}

/** What the authority says at a moment, counted unit by unit. */
function countedAt(at: number, stock: number, sold: readonly Unit[], kind: QuantityKind): number {
  let quantity = stock;
  for (const { acceptedAt, shippedAt } of sold) {
    if ((kind === 'on-hand' ? shippedAt : acceptedAt) <= at) quantity -= 1;
  }
  return quantity;
}

function lineOf(sold: readonly Unit[]): OpenLine {
  const heard = (times: readonly number[]) =>
    times.filter((time) => time <= END).map((time) => ({ quantity: 1, sequence: time, recordedAt: time }));
  return {
    connection: 'store',
    orderId: 'o1',
    orderName: '#1',
    lineId: 'l1',
    inventoryItemId: 'i1',
    location: 'main',
    channelLocationId: 'L',
    owed: sold.length,
    statements: heard(sold.map((unit) => unit.shippedHeardAt)),
    acknowledgments: heard(sold.map((unit) => unit.acceptedHeardAt)),
  };
}

function sellableBy(at: number, stock: number, sold: readonly Unit[], quantityKind: QuantityKind): number {
  const reading = {
    quantity: countedAt(at, stock, sold, quantityKind),
    reserved: null,
    basis: at,
    sentAt: at,
    answeredAt: at,
  };
  return availableFrom(reading, [lineOf(sold)], { buffer: 0, stockLagMs: 0, quantityKind }).available;
}

const kinds = fc.constantFrom<QuantityKind>('on-hand', 'available');
const readAt = fc.integer({ min: 0, max: END });
const stocks = fc.integer({ min: -5, max: 30 });

test('an order counts once, whatever the authority counts and whenever it is read', () => {
  fc.assert(
    fc.property(units(false), kinds, readAt, stocks, (sold, kind, at, stock) => {
      expect(sellableBy(at, stock, sold, kind)).toBe(stock - sold.length);
    }),
  );
});

test('statements that are heard of late make the number lower, never higher', () => {
  fc.assert(
    fc.property(units(true), kinds, readAt, stocks, (sold, kind, at, stock) => {
      expect(sellableBy(at, stock, sold, kind)).toBeLessThanOrEqual(stock - sold.length);
    }),
  );
});

test('goods that shipped without having been accepted count as gone', () => {
  const line = { ...lineOf([]), owed: 3, statements: [{ quantity: 2, sequence: 4, recordedAt: 4 }] };
  const after = { quantity: 8, reserved: null, basis: 4, sentAt: 4, answeredAt: 4 };
  const terms = { buffer: 0, stockLagMs: 0, quantityKind: 'available' as const };
  expect(availableFrom(after, [line], terms).available).toBe(7);
});

test('an acceptance that was taken back is subtracted again', () => {
  const acknowledgments = [
    { quantity: 3, sequence: 1, recordedAt: 1 },
    { quantity: -2, sequence: 5, recordedAt: 5 },
  ];
  const line = { ...lineOf([]), owed: 3, acknowledgments };
  const at = (basis: number) =>
    availableFrom({ quantity: 10, reserved: null, basis, sentAt: basis, answeredAt: basis }, [line], {
      buffer: 0,
      stockLagMs: 0,
      quantityKind: 'available',
    }).available;
  expect([at(0), at(1), at(5)]).toEqual([7, 10, 8]);
});
