import type { Order } from '#domain/order.ts';
import type { Listing } from '#domain/stock.ts';
import type { JobContext } from '#sdk/define-job.ts';

/** The target's items that the lines of an order may be booked on, and the one that stands for unmapped ones. */
export async function listingsBySku(
  { ledger, settings, connection }: Pick<JobContext, 'ledger' | 'settings' | 'connection'>,
  order: Order,
): Promise<{
  readonly listings: ReadonlyMap<string, readonly Listing[]>;
  readonly placeholder: Listing | null;
}> {
  const wanted = [...new Set(order.lines.flatMap((line) => (line.sku === null ? [] : [line.sku])))];
  const { placeholderSku } = settings;
  const found = await ledger.read((tx) =>
    tx.catalog.bySku(connection, placeholderSku === null ? wanted : [...wanted, placeholderSku]),
  );
  const listings = new Map<string, Listing[]>();
  for (const listing of found) {
    if (listing.sku !== null) listings.set(listing.sku, [...(listings.get(listing.sku) ?? []), listing]);
  }
  return {
    listings,
    placeholder: placeholderSku === null ? null : (listings.get(placeholderSku)?.[0] ?? null),
  };
}
