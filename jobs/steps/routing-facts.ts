import { plainPartsOf, type PartAvailability } from '#domain/bundle.ts';
import type { Order } from '#domain/order.ts';
import { availableFrom } from '#reconcile/available.ts';
import type { RoutingFacts } from '#reconcile/routing.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { PlaceFacts } from '#sdk/ledger/stock.ts';
import type { SyncSettings } from '#sdk/settings.ts';

/** What routing decides by: the newest counts, less every reservation but the order's own. By the channel no count is asked. */
export async function routingFacts(
  tx: LedgerTransaction,
  settings: SyncSettings,
  { store, order }: { readonly store: string; readonly order: Order },
): Promise<RoutingFacts> {
  const { bundles, tagsOf } = settings.stock;
  const base = { channel: store, locations: settings.locations, bundles, tagsOf };
  if (settings.routing.by === 'channel') return { ...base, atHand: () => null };
  const skus = [
    ...new Set(
      order.lines.flatMap(({ sku }) =>
        sku === null ? [] : [...plainPartsOf(sku, bundles)].map(([part]) => part),
      ),
    ),
  ];
  const places = await tx.stock.placeFacts(skus, settings.stock);
  const untracked = await untrackedAt(tx, settings, skus);
  const atHand = (sku: string, name: string): PartAvailability => {
    const location = settings.locations.find((one) => one.name === name);
    const place = places.find((one) => one.sku === sku && one.location === name);
    if (location === undefined) return null;
    if (place !== undefined) return availableAt(place, location, { store, order });
    return untracked.has(`${location.authority.connection} ${sku}`) ? 'untracked' : null;
  };
  return { ...base, atHand };
}

function availableAt(
  { reading, openLines }: PlaceFacts,
  { stockLagMs, quantityKind }: SyncSettings['locations'][number],
  { store, order }: { readonly store: string; readonly order: Order },
): number {
  const others = openLines.filter((line) => line.connection !== store || line.orderId !== order.id);
  return availableFrom(reading, others, { buffer: 0, stockLagMs, quantityKind }).available;
}

async function untrackedAt(
  tx: LedgerTransaction,
  { locations }: SyncSettings,
  skus: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const authority of new Set(locations.map((location) => location.authority.connection))) {
    for (const listing of await tx.catalog.bySku(authority, skus))
      if (!listing.tracked && listing.sku !== null) found.add(`${authority} ${listing.sku}`);
  }
  return found;
}
