import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bundle, buildable, type Bundles, bundlesByPart, plainPartsOf, unitsOfParts } from './bundle.ts';
import { findBundleFaults } from './bundle-faults.ts';

function bundlesOf(written: Readonly<Record<string, Readonly<Record<string, number>>>>): Bundles {
  return new Map(
    Object.entries(written).map(([sku, parts]): [string, Bundle] => [
      sku,
      { parts: new Map(Object.entries(parts)), stocked: false },
    ]),
  );
}

const set = bundlesOf({ SET: { A: 2, B: 1 }, PACK: { A: 6 }, BOX: { SET: 2, C: 1, A: 1 } });

/** Two plain layers under a bundle of bundles, with any number of units each. */
const each = fc.integer({ min: 1, max: 4 });
const someBundles = fc
  .record({ a: each, b: each, pack: each, set: each, c: each })
  .map(({ a, b, pack, set: sets, c }) =>
    bundlesOf({ SET: { A: a, B: b }, PACK: { A: pack }, BOX: { SET: sets, C: c, A: 1 } }),
  );
const shelves = fc.record({
  A: fc.integer({ min: 0, max: 60 }),
  B: fc.integer({ min: 0, max: 60 }),
  C: fc.integer({ min: 0, max: 60 }),
});

/** Takes one bundle after the other from the shelves, part by part, until a part is missing. */
function builtByHand(sku: string, bundles: Bundles, shelf: Readonly<Record<string, number>>): number {
  const left = new Map(Object.entries(shelf));
  const takeOne = (name: string): boolean => {
    const bundle = bundles.get(name);
    if (bundle === undefined) {
      left.set(name, (left.get(name) ?? 0) - 1);
      return (left.get(name) ?? 0) >= 0;
    }
    return [...bundle.parts].every(([part, units]) =>
      Array.from({ length: units }, () => part).every(takeOne),
    );
  };
  let built = 0;
  while (takeOne(sku)) built += 1;
  return built;
}

test('as many bundles are available as can be made one by one from the shelves', () => {
  fc.assert(
    fc.property(someBundles, shelves, fc.constantFrom('SET', 'PACK', 'BOX', 'A'), (bundles, shelf, sku) => {
      const left = new Map(Object.entries(shelf));
      expect(buildable(plainPartsOf(sku, bundles), (part) => left.get(part) ?? null)).toBe(
        builtByHand(sku, bundles, shelf),
      );
    }),
  );
});

test('lines take each part once, as taking unit by unit does', () => {
  const lines = fc.array(
    fc.record({
      sku: fc.constantFrom('SET', 'PACK', 'BOX', 'A', 'D'),
      quantity: fc.integer({ min: 0, max: 5 }),
    }),
  );
  fc.assert(
    fc.property(someBundles, lines, (bundles, sold) => {
      const taken = new Map<string, number>();
      const take = (sku: string): void => {
        const parts = bundles.get(sku)?.parts;
        if (parts === undefined) taken.set(sku, (taken.get(sku) ?? 0) + 1);
        for (const [part, units] of parts ?? []) for (let unit = 0; unit < units; unit += 1) take(part);
      };
      for (const { sku, quantity } of sold) for (let unit = 0; unit < quantity; unit += 1) take(sku);
      const counted = [...unitsOfParts(sold, bundles)].filter(([, units]) => units > 0);
      expect(new Map(counted)).toEqual(taken);
    }),
  );
});

test('a part knows the bundles that take it, and the units that each takes', () => {
  expect(bundlesByPart(set).get('A')).toEqual(new Map(Object.entries({ SET: 2, PACK: 6, BOX: 5 })));
  expect(bundlesByPart(set).has('SET')).toBe(false);
});

test('a bundle that is stocked stands for itself', () => {
  const stocked = new Map(set).set('SET', { parts: new Map([['A', 2]]), stocked: true });
  expect(plainPartsOf('SET', stocked)).toEqual(new Map([['SET', 1]]));
  expect(plainPartsOf('BOX', stocked)).toEqual(new Map(Object.entries({ SET: 2, C: 1, A: 1 })));
  expect(bundlesByPart(stocked).get('A')?.has('SET')).toBe(false);
  expect(bundlesByPart(stocked).get('SET')).toEqual(new Map([['BOX', 2]]));
});

test('what the configuration should have refused is not taken apart', () => {
  const deep = bundlesOf({ X: { Y: 1 }, Y: { Z: 1 }, Z: { A: 2 } });
  expect(() => plainPartsOf('X', deep)).toThrow(RangeError);
  expect(plainPartsOf('Y', deep)).toEqual(new Map([['A', 2]]));
});

test('a part that is owed, unknown or uncounted says so', () => {
  const parts = plainPartsOf('SET', set);
  expect(buildable(parts, (sku) => (sku === 'A' ? -1 : 9))).toBe(-1);
  expect(buildable(parts, (sku) => (sku === 'A' ? null : 9))).toBeNull();
  expect(buildable(parts, (sku) => (sku === 'A' ? 'untracked' : 9))).toBe(9);
  expect(buildable(parts, () => 'untracked')).toBeNull();
});

describe('bundles that cannot end in plain items are found', () => {
  test.each([
    ['itself as a part', { X: { X: 1 } }, ['X: contains-itself X > X']],
    ['a cycle', { X: { Y: 1 }, Y: { Z: 1, X: 1 } }, ['X: cycle X > Y > X', 'Y: cycle Y > X > Y']],
    [
      'a bundle in a bundle in a bundle',
      { X: { Y: 1 }, Y: { Z: 1 }, Z: { A: 2 } },
      ['X: too-deep X > Y > Z'],
    ],
  ])('%s', (_, written: Readonly<Record<string, Readonly<Record<string, number>>>>, found) => {
    const faults = findBundleFaults(bundlesOf(written));
    expect(faults.map(({ sku, fault, way }) => `${sku}: ${fault} ${way.join(' > ')}`)).toEqual(found);
  });

  test('a bundle of bundles is none of them', () => {
    expect(findBundleFaults(set)).toEqual([]);
  });

  test('what is refused nowhere can always be taken apart', () => {
    const names = ['V', 'W', 'X', 'Y', 'Z'];
    const written = fc.dictionary(
      fc.constantFrom(...names),
      fc.dictionary(fc.constantFrom(...names, 'A'), each, { minKeys: 1 }),
    );
    fc.assert(
      fc.property(written, (record) => {
        const bundles = bundlesOf(record);
        const canAll = names.every((name) => {
          try {
            return plainPartsOf(name, bundles).size > 0;
          } catch {
            return false;
          }
        });
        expect(findBundleFaults(bundles).length === 0).toBe(canAll);
      }),
    );
  });
});
