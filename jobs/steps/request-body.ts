import type { Listing } from '#domain/stock.ts';
import { type LineToAsk, linesToAsk } from '#reconcile/lines-to-ask.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { RequestToShip } from '#sdk/fulfillment-requests.ts';
import type { StoredRequest } from '#sdk/ledger/fulfillment.ts';
import type { RequestRun } from './request-run.ts';

/**
 * What the warehouse is sent for a request, in its own items.
 *
 * @throws {RejectedError} the warehouse's catalog has not exactly one item for a SKU; its next change wakes the work.
 */
export async function requestBody(run: RequestRun, request: StoredRequest): Promise<RequestToShip> {
  const { context, order } = run;
  const { settings, connection, ledger } = context;
  const asked = request.lines.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find(({ id }) => id === lineId);
    return line === undefined ? [] : [{ line, quantity }];
  });
  const lines = linesToAsk(asked, settings.stock.bundles);
  const skus = [...new Set(lines.flatMap(({ sku }) => (sku === null ? [] : [sku])))];
  const listings = await ledger.read((tx) => tx.catalog.bySku(connection, skus));
  const itemOf = itemsIn(listings);
  const missing = lines.filter(({ sku }) => itemOf(sku) === undefined);
  if (missing.length > 0) {
    throw new RejectedError(
      `${connection} has not exactly one item for ${missing.map(nameOf).join(', ')}: create or correct it there, or correct the SKU in the store or the bundle; then it is tried again by itself.`,
      { code: 'unmapped-item' },
    );
  }
  const authority = settings.locations.find(({ name }) => name === request.location)?.authority;
  return {
    reference: request.reference,
    orderNumber: order.name,
    createdAt: order.createdAt,
    locationId: authority?.connection === connection ? authority.locationId : null,
    lines: lines.map(({ ofBundle: _ofBundle, ...line }) => ({
      ...line,
      listingId: itemOf(line.sku)?.id ?? null,
    })),
    shippingMethod: order.shipping[0]?.title ?? null,
    recipient: order.personal,
  };
}

/** The one active item with a SKU; two cannot be told apart. */
function itemsIn(listings: readonly Listing[]): (sku: string | null) => Listing | undefined {
  return (sku) => {
    const [found, ...others] = listings.filter((listing) => listing.active && listing.sku === sku);
    return others.length === 0 ? found : undefined;
  };
}

function nameOf({ sku, title, ofBundle }: LineToAsk): string {
  const name = sku ?? `"${title}" (no SKU)`;
  return ofBundle === null ? name : `${name} (a part of bundle ${ofBundle})`;
}
