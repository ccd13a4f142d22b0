import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bundles } from '#domain/bundle.ts';
import { makeLine, makeOrder } from '#tests/support/make-order.ts';
import { byRules, routingFacts } from '#tests/support/make-routing.ts';
import { assignUnits } from './assign-units.ts';
import { routeOrder } from './route-order.ts';

/** A pair of two items, a box of two pairs and three more items, a pack of four. */
const bundles: Bundles = new Map([
  ['PAIR', { parts: new Map(Object.entries({ A: 1, B: 1 })), stocked: false }],
  ['BOX', { parts: new Map(Object.entries({ PAIR: 2, A: 1, C: 2 })), stocked: false }],
  ['FOUR', { parts: new Map(Object.entries({ B: 4 })), stocked: false }],
]);
type Part = 'A' | 'B' | 'C';
/** Written out by hand, so that nothing is checked against itself. */
const recipes: Readonly<Record<string, readonly Part[]>> = {
  A: ['A'],
  B: ['B'],
  C: ['C'],
  PAIR: ['A', 'B'],
  BOX: ['A', 'B', 'A', 'B', 'A', 'C', 'C'],
  FOUR: ['B', 'B', 'B', 'B'],
};
const places = ['berlin', 'paris'] as const;
type Shelf = Readonly<Record<Part, number>>;
type Shelves = Readonly<Record<(typeof places)[number], Shelf>>;

const someLines = fc
  .array(
    fc.record({ sku: fc.constantFrom(...Object.keys(recipes)), quantity: fc.integer({ min: 1, max: 3 }) }),
    { minLength: 1, maxLength: 3 },
  )
  .map((rows) => rows.map((row, index) => makeLine({ ...row, id: `l${index}` })));
const count = fc.integer({ min: -1, max: 9 });
const shelf = fc.record({ A: count, B: count, C: count });
const someShelves = fc.record({ berlin: shelf, paris: shelf });
type Lines = readonly ReturnType<typeof makeLine>[];

/** Takes the parts of these units from a copy of the shelf, one by one; null: one of them is not there. */
function pick(from: Shelf, wanted: readonly (readonly [sku: string, quantity: number])[]): Shelf | null {
  const left: Record<Part, number> = { ...from };
  for (const [sku, quantity] of wanted) {
    for (let unit = 0; unit < quantity; unit += 1) {
      for (const part of recipes[sku] ?? []) {
        if (left[part] < 1) return null;
        left[part] -= 1;
      }
    }
  }
  return left;
}

/** What the rules say, played through by hand: all from one place, else each line from one, else unit by unit. */
function routeByHand(lines: Lines, shelves: Shelves): readonly (readonly [string, string, number])[] {
  const wanted = lines.map((line) => [line.sku ?? '', line.quantity] as const);
  const whole = places.find((place) => pick(shelves[place], wanted) !== null);
  if (whole !== undefined) return lines.map((line) => [line.id, whole, line.quantity]);
  const left: Record<string, Shelf> = { ...shelves };
  return lines.flatMap((line) => {
    const sku = line.sku ?? '';
    const take = (place: string, quantity: number): boolean => {
      const after = pick(left[place] ?? { A: 0, B: 0, C: 0 }, [[sku, quantity]]);
      if (after !== null) left[place] = after;
      return after !== null;
    };
    for (const place of places) if (take(place, line.quantity)) return [[line.id, place, line.quantity]];
    const taken: [string, string, number][] = [];
    let open = line.quantity;
    for (const place of places) {
      let units = 0;
      while (open > 0 && take(place, 1)) {
        units += 1;
        open -= 1;
      }
      if (units > 0) taken.push([line.id, place, units]);
    }
    return taken;
  });
}

const inOrder = (units: readonly (readonly [string, string, number])[]) =>
  units.map((one) => one.join(' ')).toSorted();

test('bundles are routed by the stock of their parts as if somebody walked along the shelves', () => {
  fc.assert(
    fc.property(someLines, someShelves, (lines, shelves) => {
      const facts = routingFacts(shelves, { bundles });
      const { routed } = routeOrder(makeOrder({ lines }), byRules([{}]), facts);
      const found = routed.map(({ lineId, location, quantity }) => [lineId, location, quantity] as const);
      expect(inOrder(found)).toEqual(inOrder(routeByHand(lines, shelves)));
    }),
    { numRuns: 500 },
  );
});

test('an order that is kept together goes where the parts of all its lines are, or nowhere', () => {
  fc.assert(
    fc.property(someLines, someShelves, (lines, shelves) => {
      const facts = routingFacts(shelves, { bundles });
      const { routed } = routeOrder(makeOrder({ lines }), byRules([{}], 'keep-together'), facts);
      const wanted = lines.map((line) => [line.sku ?? '', line.quantity] as const);
      const there = places.find((place) => pick(shelves[place], wanted) !== null);
      expect([...new Set(routed.map(({ location }) => location))]).toEqual(
        there === undefined ? [] : [there],
      );
    }),
    { numRuns: 500 },
  );
});

test('units that were given to a location take their parts from it, and are never given a second time', () => {
  fc.assert(
    fc.property(someLines, someLines, someShelves, (first, more, shelves) => {
      const facts = routingFacts(shelves, { bundles });
      const setting = byRules([{}]);
      const before = assignUnits(makeOrder({ lines: first }), { setting, facts, before: null });
      const grown = [...first, ...more.map((line) => ({ ...line, id: `m${line.id}` }))];
      const after = assignUnits(makeOrder({ lines: grown }), { setting, facts, before });
      for (const place of places) {
        const there = after.routed.filter(({ location }) => location === place);
        const sold = there.map(({ sku, quantity }) => [sku ?? '', quantity] as const);
        expect(pick(shelves[place], sold)).not.toBeNull();
      }
      for (const kept of before.routed)
        expect(after.routed).toContainEqual(
          expect.objectContaining({ lineId: kept.lineId, location: kept.location }),
        );
    }),
  );
});
