import type { OrderLine } from '#domain/order.ts';
import type { Listing } from '#domain/stock.ts';
import { type LineToAsk, linesToAsk } from '#reconcile/lines-to-ask.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { RejectedError } from '#sdk/errors.ts';

/** Units of order lines as a warehouse knows them, a bundle by its parts. */
export type WarehouseLine = Omit<LineToAsk, 'ofBundle'> & { readonly listingId: string };

/**
 * Looks up the warehouse's own items.
 *
 * @throws {RejectedError} its catalog has not exactly one item for a SKU.
 */
export async function warehouseLines(
  { settings, connection, ledger }: Pick<JobContext, 'settings' | 'connection' | 'ledger'>,
  units: readonly { readonly line: OrderLine; readonly quantity: number }[],
): Promise<readonly WarehouseLine[]> {
  const lines = linesToAsk(units, settings.stock.bundles);
  const skus = [...new Set(lines.flatMap(({ sku }) => (sku === null ? [] : [sku])))];
  const listings = await ledger.read((tx) => tx.catalog.bySku(connection, skus));
  const missing: LineToAsk[] = [];
  const found = lines.flatMap(({ ofBundle, ...line }): WarehouseLine[] => {
    const item = itemIn(listings, line.sku);
    if (item !== undefined) return [{ ...line, listingId: item.id }];
    missing.push({ ...line, ofBundle });
    return [];
  });
  if (missing.length === 0) return found;
  throw new RejectedError(
    `${connection} has not exactly one item for ${missing.map(nameOf).join(', ')}: create or correct it there, or correct the SKU in the store or the bundle; then it is tried again by itself.`,
    { code: 'unmapped-item' },
  );
}

/** The one active item with a SKU; two cannot be told apart. */
function itemIn(listings: readonly Listing[], sku: string | null): Listing | undefined {
  const [found, ...others] = listings.filter((listing) => listing.active && listing.sku === sku);
  return others.length === 0 ? found : undefined;
}

function nameOf({ sku, title, ofBundle }: LineToAsk): string {
  const name = sku ?? `"${title}" (no SKU)`;
  return ofBundle === null ? name : `${name} (a part of bundle ${ofBundle})`;
}
