import type { Bundles } from '#domain/bundle.ts';
import type { AuthorityReading } from '#sdk/ledger/stock.ts';

/**
 * Why a bundle cannot be shown: its authority counts units of the bundle itself, and the merchant has not said whether
 * these are for sale. Selling them beside what the parts make would count one unit twice. Null when there is no conflict.
 */
export function bundleConflict(
  sku: string,
  readings: readonly AuthorityReading[],
  bundles: Bundles,
): string | null {
  const [newest] = readings;
  if (bundles.get(sku)?.stocked !== false || newest === undefined || newest.quantity === 0) return null;
  return `${newest.quantity} of bundle ${sku} are in stock as such; write stocked: true for it if it is assembled ahead, or move them back to its parts`;
}
