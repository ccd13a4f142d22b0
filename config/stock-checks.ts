import { type BundleFault, findBundleFaults } from '#domain/bundle-faults.ts';
import { isByTag } from './buffer.ts';
import type { Problem } from './problem.ts';
import type { Configuration } from './schema.ts';
import { findUnknownName } from './unknown-name.ts';

/** What contradicts itself in how stock is counted, divided and made. */
export function findStockProblems(configuration: Configuration): readonly Problem[] {
  return [
    ...findUnknownTags(configuration),
    ...findEmptyAllocations(configuration),
    ...findBundleProblems(configuration),
  ];
}

function findUnknownTags({ tags, ...all }: Configuration): readonly Problem[] {
  const uses: readonly (readonly [path: string, byTag: Readonly<Record<string, unknown>>])[] = [
    ...(isByTag(all.buffer) ? [['buffer', all.buffer.byTag] as const] : []),
    ['backorder', all.backorder.byTag],
    ...Object.entries(all.channels).map(
      ([name, { allocation }]) => [`channels.${name}.allocation`, allocation.byTag] as const,
    ),
    ...Object.entries(all.locations).map(
      ([name, { authority }]) => [`locations.${name}.authority.unitsPer`, authority.unitsPer.byTag] as const,
    ),
  ];
  return uses.flatMap(([path, byTag]) =>
    Object.keys(byTag).flatMap((written) =>
      findUnknownName({ path: `${path}.byTag.${written}`, written, what: 'tag' }, Object.keys(tags)),
    ),
  );
}

/** A minimum above the cap shows 0 for ever, and nobody would see why. */
function findEmptyAllocations({ channels }: Configuration): readonly Problem[] {
  return Object.entries(channels).flatMap(([name, { allocation }]) => {
    const path = `channels.${name}.allocation`;
    const rules = [
      [path, allocation] as const,
      ...Object.entries(allocation.bySku).map(([sku, rule]) => [`${path}.bySku.${sku}`, rule] as const),
      ...Object.entries(allocation.byTag).map(([tag, rule]) => [`${path}.byTag.${tag}`, rule] as const),
    ];
    return rules
      .filter(([, { cap, showMin }]) => cap !== null && cap > 0 && cap < showMin)
      .map(([place]) => ({
        path: place,
        reason: 'would never show a unit: cap is below showMin',
        advice: 'raise cap, lower showMin, or write cap: 0 to show none',
      }));
  });
}

const reasons: Readonly<Record<BundleFault['fault'], string>> = {
  'contains-itself': 'a bundle cannot be a part of itself',
  cycle: 'bundles cannot be parts of each other',
  'too-deep': 'a part of a bundle may be a bundle, but the parts of that must be plain items',
};

const advice: Readonly<Record<BundleFault['fault'], string>> = {
  'contains-itself': 'if it is also assembled ahead, write stocked: true and name the parts alone',
  cycle: 'remove one of the parts',
  'too-deep':
    'name the parts of the innermost bundle instead, or write stocked: true for it if it is assembled ahead',
};

function findBundleProblems({ bundles }: Configuration): readonly Problem[] {
  return findBundleFaults(toBundles(bundles)).map(({ sku, fault, way }) => ({
    path: `bundles.${sku}.parts.${way[1] ?? sku}`,
    reason: `${reasons[fault]}: ${way.join(' > ')}`,
    advice: advice[fault],
  }));
}

export function toBundles(written: Configuration['bundles']) {
  return new Map(
    Object.entries(written).map(([sku, { parts, stocked }]) => [
      sku,
      { parts: new Map(Object.entries(parts)), stocked },
    ]),
  );
}
