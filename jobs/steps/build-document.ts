import { documentOf, type Document } from '#reconcile/order-document.ts';
import { locationShownAs } from '#reconcile/order-positions.ts';
import { placeIn } from '#reconcile/parcel-place.ts';
import { decideRouting } from './decide-routing.ts';
import type { Export } from './export-run.ts';
import { listingsBySku } from './listings-by-sku.ts';

/** Looks up what the pure document needs, lets the merchant's own mapping have its say, and returns it or the reason why not. */
export async function buildDocument({ context, order, store }: Export): Promise<Document> {
  const { settings } = context;
  const { listings, placeholder } = await listingsBySku(context, order);
  const document = documentOf(order, {
    connection: store,
    listings,
    unmappedSku: settings.unmappedSku,
    placeholder,
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
