import { type Bundles, plainPartsOf } from '#domain/bundle.ts';
import type { OrderLine } from '#domain/order.ts';
import type { RequestedLine } from '#sdk/fulfillment-requests.ts';
import { lineReference, partReference } from './part-references.ts';

/** What a warehouse is to be asked for, before its own item is looked up. */
export interface LineToAsk extends Omit<RequestedLine, 'listingId'> {
  /** The bundle that it is a part of; null: a line of its own. */
  readonly ofBundle: string | null;
}

/**
 * The order's lines as a warehouse knows them: a bundle that is made when it is sold is asked for by its parts. The configuration
 * decides that, not whether the warehouse has an item with the bundle's SKU: the same word says which units the order reserves,
 * and a warehouse that was asked for anything else would take units that nobody has kept back for it. What is assembled ahead
 * (`stocked: true`) is an item like any other.
 */
export function linesToAsk(
  lines: readonly { readonly line: OrderLine; readonly quantity: number }[],
  bundles: Bundles,
): readonly LineToAsk[] {
  return lines.flatMap(({ line, quantity }): readonly LineToAsk[] => {
    const { id, sku, title } = line;
    if (sku === null || bundles.get(sku)?.stocked !== false)
      return [{ reference: lineReference(id), sku, title, quantity, ofBundle: null }];
    const parts = [...plainPartsOf(sku, bundles)];
    return parts.map(([part, each], index) => ({
      reference: partReference({ lineId: id, number: index + 1, of: parts.length, each }),
      sku: part,
      title: `${title}: ${part}`,
      quantity: quantity * each,
      ofBundle: sku,
    }));
  });
}
