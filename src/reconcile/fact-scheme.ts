import type { FactScheme } from '#sdk/ledger/stock.ts';
import type { SyncSettings } from '#sdk/settings.ts';

/** Which facts the merchant's configuration makes plans depend on. */
export function factSchemeOf({ locations, stock }: SyncSettings): FactScheme {
  const { bundles, bundlesByPart, autoBuffer } = stock;
  const acknowledging = locations.filter(({ quantityKind }) => quantityKind === 'available');
  return {
    bundles,
    bundlesByPart,
    authorities: new Map(locations.map(({ name, authority }) => [name, authority])),
    acknowledging: new Set(acknowledging.map(({ authority }) => authority.connection)),
    autoBuffer: autoBuffer !== null,
  };
}
