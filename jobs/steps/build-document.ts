import type { Listing } from '#domain/stock.ts';
import { documentOf, type Document } from '#reconcile/order-document.ts';
import type { Export } from './export-run.ts';

/** Looks up what the pure document needs, lets the merchant's own mapping have its say, and returns it or the reason why not. */
export async function buildDocument({ context, order, store }: Export): Promise<Document> {
  const { settings, connection, ledger } = context;
  const wanted = [...new Set(order.lines.flatMap((line) => (line.sku === null ? [] : [line.sku])))];
  const { placeholderSku } = settings;
  const found = await ledger.read((tx) =>
    tx.catalog.bySku(connection, placeholderSku === null ? wanted : [...wanted, placeholderSku]),
  );
  const listings = new Map<string, Listing[]>();
  for (const listing of found) {
    if (listing.sku !== null) listings.set(listing.sku, [...(listings.get(listing.sku) ?? []), listing]);
  }
  const document = documentOf(order, {
    connection: store,
    listings,
    unmappedSku: settings.unmappedSku,
    placeholder: placeholderSku === null ? null : (listings.get(placeholderSku)?.[0] ?? null),
    locationId: shippingLocation(
      context,
      order.lines.map((line) => line.locationId),
      store,
    ),
  });
  if (!document.ok || settings.mapOrder === null) return document;
  return { ok: true, order: settings.mapOrder(document.order, order) };
}

/** The target's location, when every line ships from one that the target counts; else the target's default. */
function shippingLocation(
  { settings, connection }: Export['context'],
  channelLocationIds: readonly (string | null)[],
  store: string,
): string | null {
  const names = new Set(
    channelLocationIds.map((id) =>
      settings.locations.find((location) => id !== null && location.shownOn[store] === id),
    ),
  );
  const [only] = names;
  if (names.size !== 1 || only === undefined || only.authority.connection !== connection) return null;
  return only.authority.locationId;
}
