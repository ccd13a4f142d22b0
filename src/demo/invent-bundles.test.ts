import { expect, test } from 'vitest';
import { findBundleFaults } from '#domain/bundle-faults.ts';
import { bundlesByPart, plainPartsOf } from '#domain/bundle.ts';
import { createChance } from './chance.ts';
import { inventBundles, recipesOf } from './invent-bundles.ts';
import { inventCatalog } from './invent-catalog.ts';
import { stockThirdParty } from './open-third-party.ts';

test('the invented catalog has sets, packs and crates of sets, some of them of what is scarce, and the 3PL keeps none of them', () => {
  for (const seed of [1, 2, 3]) {
    const chance = createChance(seed);
    const items = inventCatalog(chance);
    const bundles = inventBundles(items, chance);
    const parts = new Map(
      bundles.map(({ sku, parts: own = {} }) => [
        sku,
        { parts: new Map(Object.entries(own)), stocked: false },
      ]),
    );
    expect(findBundleFaults(parts)).toEqual([]);
    expect(bundles.some(({ parts: own = {} }) => Object.keys(own).some((sku) => parts.has(sku)))).toBe(true);
    expect(bundles.some(({ parts: own = {} }) => Object.values(own).join() === '3')).toBe(true);
    const scarce = items.filter(({ isScarce }) => isScarce).map(({ sku }) => sku);
    const inBundles = bundlesByPart(parts);
    expect(scarce.some((sku) => inBundles.has(sku))).toBe(true);
    const recipes = recipesOf([...items, ...bundles]);
    expect(recipes.size).toBe(bundles.length);
    for (const { sku } of bundles) {
      expect(recipes.get(sku)).toEqual(plainPartsOf(sku, parts));
      expect(stockThirdParty([...items, ...bundles]).has(sku)).toBe(false);
    }
  }
});
