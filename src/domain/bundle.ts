/** An item that is made of others when it is sold. A pack is a bundle with one part. */
export interface Bundle {
  /** SKU -> units in one bundle, at least 1. A part may be a bundle itself, whose parts are plain. */
  readonly parts: ReadonlyMap<string, number>;
  /**
   * Assembled ahead and counted as an item of its own. Then its own stock alone is sold, and neither its availability nor
   * its orders touch the parts: they left their shelves when it was assembled.
   */
  readonly stocked: boolean;
}

/** By SKU. Free of the faults that `findBundleFaults` finds. */
export type Bundles = ReadonlyMap<string, Bundle>;

/** Bundles in bundles, at most. */
const NESTED_MAX = 1;

/**
 * The plain items in one unit of a SKU, with their units: of a plain item or a stocked bundle itself.
 *
 * @throws {RangeError} when bundles lie deeper in each other than the configuration allows.
 */
export function plainPartsOf(sku: string, bundles: Bundles): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const collect = (part: string, units: number, nested: number): void => {
    const bundle = bundles.get(part);
    if (bundle === undefined || bundle.stocked) {
      found.set(part, (found.get(part) ?? 0) + units);
      return;
    }
    if (nested > NESTED_MAX) throw new RangeError(`bundle ${sku} is nested too deep`);
    for (const [inner, each] of bundle.parts) collect(inner, units * each, nested + 1);
  };
  collect(sku, 1, 0);
  return found;
}

/** Plain item -> the bundles that take units of it, with how many each: where its reservations and its news go. */
export type BundlesByPart = ReadonlyMap<string, ReadonlyMap<string, number>>;

export function bundlesByPart(bundles: Bundles): BundlesByPart {
  const found = new Map<string, Map<string, number>>();
  for (const [name, bundle] of bundles) {
    if (bundle.stocked) continue;
    for (const [part, units] of plainPartsOf(name, bundles))
      found.set(part, (found.get(part) ?? new Map<string, number>()).set(name, units));
  }
  return found;
}

/**
 * The SKUs whose numbers move when something happens to one of these: themselves, the plain items that they are made of,
 * and every bundle that takes units of those.
 */
export function skusMovedWith(
  skus: Iterable<string>,
  { bundles, bundlesByPart: byPart }: { readonly bundles: Bundles; readonly bundlesByPart: BundlesByPart },
): ReadonlySet<string> {
  const given = new Set(skus);
  if (byPart.size === 0) return given;
  const moved = new Set(given);
  for (const sku of given) {
    for (const part of plainPartsOf(sku, bundles).keys()) {
      moved.add(part);
      for (const bundle of byPart.get(part)?.keys() ?? []) moved.add(bundle);
    }
  }
  return moved;
}

/** The plain items of these SKUs: what an authority counts. */
export function plainSkusOf(skus: Iterable<string>, bundles: Bundles): ReadonlySet<string> {
  const plain = new Set<string>();
  for (const sku of skus) for (const part of plainPartsOf(sku, bundles).keys()) plain.add(part);
  return plain;
}

/** Units of plain items that these lines take together; each line once, a bundle's line by its parts. */
export function unitsOfParts(
  lines: readonly { readonly sku: string; readonly quantity: number }[],
  bundles: Bundles,
): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  for (const { sku, quantity } of lines) {
    for (const [part, each] of plainPartsOf(sku, bundles))
      taken.set(part, (taken.get(part) ?? 0) + quantity * each);
  }
  return taken;
}

/** Units of a part that are there after its reservations; `untracked`: it never runs out; null: not known. */
export type PartAvailability = number | 'untracked' | null;

/**
 * How many bundles the parts make: the least of floor(available / units). Negative when a part is owed. Null when a part
 * is not known, or when nobody counts any of them: that is no number, and not 0.
 */
export function buildable(
  parts: ReadonlyMap<string, number>,
  availableOf: (sku: string) => PartAvailability,
): number | null {
  let least: number | null = null;
  for (const [sku, each] of parts) {
    const available = availableOf(sku);
    if (available === null) return null;
    if (available === 'untracked') continue;
    const made = Math.floor(available / each);
    least = least === null ? made : Math.min(least, made);
  }
  return least;
}
