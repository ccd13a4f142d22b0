import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bundles, plainPartsOf } from '#domain/bundle.ts';
import type { Shipment } from '#domain/shipment.ts';
import { makeLine } from '#tests/support/make-order.ts';
import { begunOf, strandedIn, toAskedLines } from './asked-lines.ts';
import { linesToAsk } from './lines-to-ask.ts';
import { lineReference, partOfReference, partReference } from './part-references.ts';
import { skuOfPart, toWholeShipment } from './whole-shipment.ts';

const bundles: Bundles = new Map([
  ['PAIR', { parts: new Map(Object.entries({ A: 1, B: 1 })), stocked: false }],
  ['BOX', { parts: new Map(Object.entries({ PAIR: 2, C: 3 })), stocked: false }],
  ['SIX', { parts: new Map(Object.entries({ A: 6 })), stocked: false }],
  ['GIFT', { parts: new Map(Object.entries({ A: 2 })), stocked: true }],
]);
const skus = ['A', 'B', 'C', 'PAIR', 'BOX', 'SIX', 'GIFT'] as const;
const someLines = fc
  .array(fc.record({ sku: fc.constantFrom(...skus), quantity: fc.integer({ min: 1, max: 4 }) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((rows) => rows.map((row, index) => makeLine({ ...row, id: `l${index}` })));
const ask = (lines: readonly ReturnType<typeof makeLine>[]) =>
  linesToAsk(
    lines.map((line) => ({ line, quantity: line.quantity })),
    bundles,
  );

test('a reference says what it is of, whatever the line is called', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ minLength: 1 }),
        fc.constantFrom('a#1/2x3', 'a#2/1x1', '#1/1x1', 'a#1/1x1#1/2x1', 'a\n#1/1x1'),
      ),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 1, max: 99 }),
      (lineId, number, more, each) => {
        const name = { lineId, number, of: number + more, each };
        expect(partOfReference(partReference(name))).toEqual(name);
        const [line] = toAskedLines([{ reference: lineReference(lineId), quantity: 5, shipped: 2 }]);
        expect(line).toMatchObject({ lineId, quantity: 5, shipped: 2 });
      },
    ),
  );
});

test('a request asks for exactly the plain items that its lines take, and no two of its lines share a name', () => {
  fc.assert(
    fc.property(someLines, (lines) => {
      const asked = ask(lines);
      const units = new Map<string, number>();
      for (const { sku, quantity } of asked)
        if (sku !== null) units.set(sku, (units.get(sku) ?? 0) + quantity);
      const counted = new Map<string, number>();
      for (const { sku, quantity } of lines) {
        for (let unit = 0; unit < quantity; unit += 1)
          for (const [part, each] of plainPartsOf(sku ?? '', bundles))
            counted.set(part, (counted.get(part) ?? 0) + each);
      }
      expect(units).toEqual(counted);
      expect(new Set(asked.map(({ reference }) => reference)).size).toBe(asked.length);
      expect(asked.some(({ sku }) => sku === 'GIFT')).toBe(lines.some(({ sku }) => sku === 'GIFT'));
    }),
  );
});

const nobodyKnows = () => null;
const parcel = (id: number, lines: Shipment['lines']): Shipment => ({
  id: `p${id}`,
  orderReference: 'store:o1/1',
  locationId: '1',
  shippedAt: id,
  carrier: null,
  trackingNumbers: [],
  trackingUrl: null,
  lines,
});

/** By hand: bundle after bundle is put together from a heap of parts. */
function assemble(sku: string, heap: ReadonlyMap<string, number>): number {
  const left = new Map(heap);
  const parts = [...plainPartsOf(sku, bundles)];
  for (let made = 0; ; made += 1) {
    for (const [part, each] of parts) {
      const there = left.get(part) ?? 0;
      if (there < each) return made;
      left.set(part, there - each);
    }
  }
}

/** Units leave one by one, each in a parcel of the dice; then parcels are told in an order of the dice, some of them again. */
const someCourses = fc.record({
  lines: someLines,
  dice: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 40, maxLength: 40 }),
  heardOf: fc.shuffledSubarray([1, 2, 3], { minLength: 1 }),
  again: fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 4 }),
});

test('parcels that are heard of in any order, and again, tell as many bundles as their parts make, and never more', () => {
  fc.assert(
    fc.property(someCourses, ({ lines, dice, heardOf, again }) => {
      const asked = ask(lines);
      const units = asked.flatMap(({ reference, quantity }) =>
        Array.from({ length: quantity }, () => reference),
      );
      // 0: it has not left.
      const inParcel = units.map((reference, index) => ({
        reference,
        parcel: dice[index % dice.length] ?? 0,
      }));
      const saidOf = (id: number): Shipment => {
        const own = Map.groupBy(
          inParcel.filter((unit) => unit.parcel === id),
          ({ reference }) => reference,
        );
        return parcel(
          id,
          [...own].map(([reference, all]) => ({ reference, quantity: all.length })),
        );
      };
      const ledger = new Map<string, Shipment>();
      const hear = (id: number): void => {
        const others = [...ledger.values()].filter((other) => other.id !== `p${id}`);
        ledger.set(`p${id}`, toWholeShipment(saidOf(id), others, nobodyKnows));
      };
      const heard = new Set<number>();
      for (const id of [...heardOf, ...again.flatMap((index) => heardOf[index] ?? [])]) {
        hear(id);
        heard.add(id);
        for (const line of lines) {
          const told = [...ledger.values()]
            .flatMap((shipment) => shipment.lines)
            .filter(({ reference }) => reference === line.id)
            .reduce((sum, one) => sum + one.quantity, 0);
          const heap = new Map<string, number>();
          for (const { reference, parcel: where } of inParcel) {
            const item = asked.find((one) => one.reference === reference);
            if (!heard.has(where) || item?.sku == null) continue;
            if ((partOfReference(reference)?.lineId ?? reference) !== line.id) continue;
            heap.set(item.sku, (heap.get(item.sku) ?? 0) + 1);
          }
          expect(told).toBe(assemble(line.sku ?? '', heap));
        }
      }
    }),
  );
});

test('a parcel that is corrected takes back what it had made whole, and gives it again', () => {
  const part = (number: number, quantity: number) => ({ reference: `l1#${number}/2x2`, quantity });
  const first = toWholeShipment(parcel(1, [part(1, 2)]), [], nobodyKnows);
  const second = toWholeShipment(parcel(2, [part(2, 2)]), [first], nobodyKnows);
  expect([first.lines, second.lines]).toEqual([[], [{ reference: 'l1', quantity: 1 }]]);
  const corrected = toWholeShipment(parcel(1, [part(1, 1)]), [second], nobodyKnows);
  expect(corrected.lines).toEqual([{ reference: 'l1', quantity: -1 }]);
  expect(toWholeShipment(parcel(1, []), [second], nobodyKnows).lines).toEqual([
    { reference: 'l1', quantity: -1 },
  ]);
  expect(toWholeShipment(parcel(1, [part(1, 2)]), [second], nobodyKnows).lines).toEqual([]);
});

test('a request says how many bundles left whole, how many were begun, and what it may still bring', () => {
  const said = (shipped: readonly number[], quantities = [6, 2]) =>
    toAskedLines(
      [3, 1].map((each, index) => ({
        reference: `l1#${index + 1}/2x${each}`,
        quantity: quantities[index] ?? 0,
        shipped: shipped[index] ?? 0,
      })),
    );
  const [line] = said([4, 2]);
  expect(line).toEqual({
    lineId: 'l1',
    quantity: 2,
    shipped: 1,
    parts: [
      { number: 1, each: 3, quantity: 6, shipped: 4 },
      { number: 2, each: 1, quantity: 2, shipped: 2 },
    ],
  });
  expect(said([0, 1]).map((one) => [one.shipped, begunOf(one)])).toEqual([[0, 1]]);
  expect(said([0, 0], [7, 2])).toMatchObject([{ quantity: 3 }]);
  // A part that the warehouse no longer has in its request: nothing can be whole.
  expect(toAskedLines([{ reference: 'l1#1/2x1', quantity: 2, shipped: 2 }])).toMatchObject([
    { quantity: 2, shipped: 0 },
  ]);
});

test('nothing that left comes back when the warehouse says less than before, part by part', () => {
  const say = (shipped: readonly [number, number]) =>
    shipped.map((count, index) => ({ reference: `l1#${index + 1}/2x1`, quantity: 2, shipped: count }));
  const before = toAskedLines(say([2, 1]));
  expect(toAskedLines(say([0, 2]), before)).toMatchObject([
    { shipped: 2, parts: [{ shipped: 2 }, { shipped: 2 }] },
  ]);
  expect(
    toAskedLines([{ reference: 'l2', quantity: 3, shipped: 1 }], [{ lineId: 'l2', quantity: 3, shipped: 2 }]),
  ).toEqual([{ lineId: 'l2', quantity: 3, shipped: 2 }]);
});

test('only a request that is over leaves parts without their bundle', () => {
  const lines = toAskedLines([
    { reference: 'l1#1/2x1', quantity: 2, shipped: 2 },
    { reference: 'l1#2/2x1', quantity: 2, shipped: 1 },
  ]);
  const request = (state: 'accepted' | 'canceled' | 'shipped') => ({
    connection: 'warehouse',
    reference: 'store:o1/1',
    orderConnection: 'store',
    orderId: 'o1',
    number: 1,
    location: 'main',
    state,
    theirs: '1',
    label: null,
    reason: null,
    withdrawn: false,
    lines,
    askedAt: 0,
    changedAt: 0,
  });
  expect(strandedIn(request('accepted')).size).toBe(0);
  expect(strandedIn(request('canceled'))).toEqual(new Map([['l1', 1]]));
  expect(strandedIn(request('shipped'))).toEqual(new Map([['l1', 1]]));
});

test('a part is known by its item as long as the recipe is the one that was asked for', () => {
  const lines = [makeLine({ id: 'l1', sku: 'BOX', quantity: 1 })];
  const of = (name: string) => {
    const part = partOfReference(name);
    return part === null ? null : skuOfPart(part, lines, bundles);
  };
  expect(['l1#1/3x2', 'l1#2/3x2', 'l1#3/3x3'].map(of)).toEqual(['A', 'B', 'C']);
  expect(['l1#1/3x1', 'l1#1/2x2', 'l9#1/3x2'].map(of)).toEqual([null, null, null]);
});
