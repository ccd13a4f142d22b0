import { type AllocationRule, type Backorder, showAll } from '#domain/allocation.ts';
import { bundlesByPart } from '#domain/bundle.ts';
import { valueFor } from '#domain/per-sku.ts';
import type { StockSetting } from '#sdk/stock-settings.ts';
import { toPerSku } from './per-sku.ts';
import type { Configuration } from './schema.ts';
import { toBundles } from './stock-checks.ts';

export function toStockSetting(configuration: Configuration): StockSetting {
  const { channels, autoBuffer } = configuration;
  const tagsOf = toTagsOf(configuration);
  const allocations = new Map(
    Object.entries(channels).map(([name, { allocation }]) => [
      name,
      toPerSku<AllocationRule, AllocationRule>(allocation, ruleOf(allocation)),
    ]),
  );
  const bundles = toBundles(configuration.bundles);
  const backorders = toPerSku(configuration.backorder, null);
  const backorderOf = (sku: string): Backorder | null => valueFor(backorders, sku, tagsOf(sku));
  return {
    tagsOf,
    allocationOf(channel, sku) {
      const allocation = allocations.get(channel);
      return allocation === undefined ? showAll : valueFor(allocation, sku, tagsOf(sku));
    },
    backorderOf,
    backorderEnds: findBackorderEnds(configuration, backorderOf),
    bundles,
    bundlesByPart: bundlesByPart(bundles),
    autoBuffer:
      autoBuffer === null ? null : { max: autoBuffer.max, slack: autoBuffer.slack, restMs: autoBuffer.rest },
  };
}

/** Leave is given per SKU and per tag, and tags name their SKUs: so all that have an end are known. */
function findBackorderEnds(
  { backorder, tags }: Configuration,
  backorderOf: (sku: string) => Backorder | null,
): ReadonlyMap<number, readonly string[]> {
  const tagged = Object.keys(backorder.byTag).flatMap((tag) => tags[tag] ?? []);
  const ends = new Map<number, string[]>();
  for (const sku of new Set([...Object.keys(backorder.bySku), ...tagged])) {
    const until = backorderOf(sku)?.until ?? null;
    if (until !== null) ends.set(until, [...(ends.get(until) ?? []), sku]);
  }
  return ends;
}

function ruleOf({ share, cap, showMin }: AllocationRule): AllocationRule {
  return { share, cap, showMin };
}

function toTagsOf({ tags }: Configuration): StockSetting['tagsOf'] {
  const bySku = new Map<string, readonly string[]>();
  for (const [tag, skus] of Object.entries(tags)) {
    for (const sku of new Set(skus)) bySku.set(sku, [...(bySku.get(sku) ?? []), tag]);
  }
  return (sku) => bySku.get(sku) ?? [];
}
