import type { Chance } from './chance.ts';
import type { Item } from './item.ts';
import type { Recipes } from './verdict/recipes.ts';

/** Every so many items are the contents of one bundle of each kind. */
const ITEMS_PER_BUNDLE = 24;
const PACK_OF = 3;

/**
 * Sets of two different items, packs of several of one, and crates of two sets and an item more. Some of what they are made of
 * is scarce, so that it is wanted by itself and in a bundle at the same time.
 */
export function inventBundles(items: readonly Item[], chance: Chance): readonly Item[] {
  const bundles: Item[] = [];
  for (let first = 0; first + ITEMS_PER_BUNDLE <= items.length; first += ITEMS_PER_BUNDLE) {
    const shelf = items.slice(first, first + ITEMS_PER_BUNDLE);
    const scarce = shelf.filter(({ isScarce }) => isScarce);
    const [one, other] = [chance.pick(scarce.length === 0 ? shelf : scarce), chance.pick(shelf)];
    const packed = chance.pick(shelf);
    const number = String(bundles.length / 3 + 1).padStart(2, '0');
    const set = bundleOf(`SET-${number}`, { [one.sku]: 1, [other.sku]: one.sku === other.sku ? 2 : 1 });
    const pack = bundleOf(`PACK-${number}`, { [packed.sku]: PACK_OF });
    const crate = bundleOf(`CRATE-${number}`, { [set.sku]: 2, [chance.pick(shelf).sku]: 1 });
    bundles.push(set, pack, crate);
  }
  return bundles;

  function bundleOf(sku: string, parts: Readonly<Record<string, number>>): Item {
    const title = `${sku}: ${Object.entries(parts)
      .map(([part, units]) => `${units} ${part}`)
      .join(', ')}`;
    return {
      sku,
      title,
      priceMinor: chance.between(20, 200) * 100 - 10,
      stock: [0, 0],
      isScarce: false,
      parts,
    };
  }
}

/** What each bundle takes of plain items, those of bundles within it included. */
export function recipesOf(items: readonly Item[]): Recipes {
  const parts = new Map(items.flatMap((item) => (item.parts === undefined ? [] : [[item.sku, item.parts]])));
  const unfold = (sku: string, units: number, into: Map<string, number>): Map<string, number> => {
    const own = parts.get(sku);
    if (own === undefined) return into.set(sku, (into.get(sku) ?? 0) + units);
    for (const [part, each] of Object.entries(own)) unfold(part, units * each, into);
    return into;
  };
  return new Map([...parts.keys()].map((sku) => [sku, unfold(sku, 1, new Map())]));
}
