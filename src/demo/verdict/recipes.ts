/** Plain items in one unit of a bundle, by SKU. Bundles within it are unfolded already. */
export type Recipes = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What one unit of a SKU is taken from the shelves as: its parts, or itself. */
export function partsOf(sku: string, recipes: Recipes | undefined): readonly (readonly [string, number])[] {
  const parts = recipes?.get(sku);
  return parts === undefined ? [[sku, 1]] : [...parts];
}

/** These units in plain items. */
export function inParts(
  units: Readonly<Record<string, number>>,
  recipes: Recipes | undefined,
): Readonly<Record<string, number>> {
  const plain: Record<string, number> = {};
  for (const [sku, quantity] of Object.entries(units))
    for (const [part, each] of partsOf(sku, recipes)) plain[part] = (plain[part] ?? 0) + quantity * each;
  return plain;
}

/** How many units of the SKU can be made of what is free of its parts; below zero when a part is owed. */
export function makeable(
  sku: string,
  recipes: Recipes | undefined,
  freeOf: (part: string) => number,
): number {
  return Math.min(...partsOf(sku, recipes).map(([part, each]) => Math.floor(freeOf(part) / each)));
}
