import { type AllocationRule, showAll } from '#domain/allocation.ts';
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
  return {
    tagsOf,
    allocationOf(channel, sku) {
      const allocation = allocations.get(channel);
      return allocation === undefined ? showAll : valueFor(allocation, sku, tagsOf(sku));
    },
    backorderOf: (sku) => valueFor(backorders, sku, tagsOf(sku)),
    bundles,
    bundlesByPart: bundlesByPart(bundles),
    autoBuffer:
      autoBuffer === null ? null : { max: autoBuffer.max, slack: autoBuffer.slack, restMs: autoBuffer.rest },
  };
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
