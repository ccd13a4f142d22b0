import { plainPartsOf } from '#domain/bundle.ts';
import { cellSubject } from '#domain/stock.ts';
import { bundleConflict } from '#reconcile/bundle-conflict.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { CellFacts } from '#sdk/ledger/stock.ts';

/** How many active items of a system carry a SKU. */
type ItemCount = (connection: string, sku: string) => number;

/**
 * Why cells cannot be planned, by subject: two listings with one SKU cannot be told apart, an item that its authority
 * does not have is not 0, and a bundle that is counted as such leaves open which units an order takes. A bundle that is
 * made when it is sold need not be known to who counts; its parts must be.
 */
export async function findCatalogProblems(
  { connection, settings }: JobContext,
  tx: LedgerTransaction,
  facts: readonly CellFacts[],
): Promise<ReadonlyMap<string, string>> {
  const { bundles } = settings.stock;
  const authorities = new Map(settings.locations.map(({ name, authority }) => [name, authority.connection]));
  const counted = (sku: string): readonly string[] => [...plainPartsOf(sku, bundles).keys()];
  const skus = [...new Set(facts.map(({ cell }) => cell.sku))];
  const plain = [...new Set(skus.flatMap(counted))];
  const itemCount = await countItems(tx, [
    { connection, skus },
    ...[...new Set(authorities.values())].map((authority) => ({ connection: authority, skus: plain })),
  ]);
  const problems = new Map<string, string>();
  for (const { cell, readings } of facts) {
    const authority = authorities.get(cell.location);
    const ofBundle = counted(cell.sku).includes(cell.sku) ? null : cell.sku;
    const problem =
      whyAmbiguous(connection, cell.sku, itemCount) ??
      (authority === undefined
        ? null
        : whyUncounted(authority, { skus: counted(cell.sku), ofBundle }, itemCount)) ??
      bundleConflict(cell.sku, readings, bundles);
    if (problem !== null) problems.set(cellSubject(cell), problem);
  }
  return problems;
}

async function countItems(
  tx: LedgerTransaction,
  asked: readonly { readonly connection: string; readonly skus: readonly string[] }[],
): Promise<ItemCount> {
  const keyOf = (connection: string, sku: string): string => JSON.stringify([connection, sku]);
  const found = new Map<string, number>();
  for (const { connection, skus } of asked) {
    for (const { active, sku } of await tx.catalog.bySku(connection, skus)) {
      if (!active || sku === null) continue;
      const key = keyOf(connection, sku);
      found.set(key, (found.get(key) ?? 0) + 1);
    }
  }
  return (connection, sku) => found.get(keyOf(connection, sku)) ?? 0;
}

function whyAmbiguous(connection: string, sku: string, itemCount: ItemCount): string | null {
  const found = itemCount(connection, sku);
  return found > 1
    ? `${found} active items of ${connection} carry SKU ${sku}; give each its own, then retry`
    : null;
}

function whyUncounted(
  authority: string,
  { skus, ofBundle }: { readonly skus: readonly string[]; readonly ofBundle: string | null },
  itemCount: ItemCount,
): string | null {
  for (const sku of skus) {
    const ambiguous = whyAmbiguous(authority, sku, itemCount);
    if (ambiguous !== null) return ambiguous;
    if (itemCount(authority, sku) > 0) continue;
    return ofBundle === null
      ? `SKU ${sku} is unknown to ${authority}, which counts it; create it there or untrack it in the channel`
      : `SKU ${sku}, a part of bundle ${ofBundle}, is unknown to ${authority}, which counts it; create it there or correct the bundle`;
  }
  return null;
}
