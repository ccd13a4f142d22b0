import type { Listing } from '#domain/stock.ts';
import { documentOf, type Document } from '#reconcile/order-document.ts';
import { locationShownAs } from '#reconcile/order-positions.ts';
import { placeIn } from '#reconcile/parcel-place.ts';
import { decideRouting } from './decide-routing.ts';
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
    locationId: await shippingLocation(context, { store, order }),
  });
  if (!document.ok || settings.mapOrder === null) return document;
  return { ok: true, order: settings.mapOrder(document.order, order) };
}

/** The target's own place, when every line ships from one location that it has a place for; else the target's default. */
async function shippingLocation(
  context: Export['context'],
  { store, order }: Pick<Export, 'store' | 'order'>,
): Promise<string | null> {
  const { settings, connection } = context;
  const names = new Set(
    settings.routing.by === 'rules'
      ? (await decideRouting(context, { store, order })).routed.map(({ location }) => location)
      : order.lines.map((line) => locationShownAs(settings.locations, store, line.locationId)),
  );
  const [only] = names;
  const location = settings.locations.find(({ name }) => name === only);
  return names.size !== 1 || location === undefined ? null : placeIn(location, connection);
}
