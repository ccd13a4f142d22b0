import { plainPartsOf } from '#domain/bundle.ts';
import { linesOnPart } from '#domain/part-lines.ts';
import type { FactScheme, OpenLine, PartFacts } from '#sdk/ledger/stock.ts';
import type { SkuHorizon } from './open-lines.ts';

type Recipe = Pick<FactScheme, 'bundles' | 'bundlesByPart'>;

/** These SKUs with the parts of the bundles among them: whose readings are needed. Without bundles, just these. */
export function withParts(skus: readonly string[], { bundles, bundlesByPart }: Recipe): readonly string[] {
  if (bundlesByPart.size === 0) return skus;
  return [...new Set(skus.flatMap((sku) => [sku, ...plainPartsOf(sku, bundles).keys()]))];
}

/** With the bundles that take units of these items: their lines must be read as far back as those of each part. */
export function withBundles(
  horizons: readonly SkuHorizon[],
  { bundlesByPart }: Pick<Recipe, 'bundlesByPart'>,
): readonly SkuHorizon[] {
  if (bundlesByPart.size === 0) return horizons;
  const found = new Map(horizons.map((horizon) => [horizon.sku, horizon]));
  for (const { sku: part, basis, sentAt } of horizons) {
    for (const sku of bundlesByPart.get(part)?.keys() ?? []) {
      const known = found.get(sku) ?? { basis, sentAt };
      found.set(sku, {
        sku,
        basis: Math.min(known.basis, basis),
        sentAt: Math.min(known.sentAt, sentAt),
      });
    }
  }
  return [...found.values()];
}

/** What is known of each part of a bundle at one location; undefined for what is not made when it is sold. */
export function partsOf(
  sku: string,
  { bundles, bundlesByPart }: Recipe,
  at: {
    readonly readings: (sku: string) => PartFacts['readings'];
    readonly lines: (sku: string) => readonly OpenLine[];
    readonly isTracked: (sku: string) => boolean;
    readonly autoBuffer: (sku: string) => number;
  },
): readonly PartFacts[] | undefined {
  if (bundles.get(sku)?.stocked !== false) return undefined;
  return [...plainPartsOf(sku, bundles)].map(([part, perUnit]) => ({
    sku: part,
    perUnit,
    tracked: at.isTracked(part),
    readings: at.readings(part),
    openLines: linesOnPart(part, at.lines, bundlesByPart),
    autoBuffer: at.autoBuffer(part),
  }));
}
