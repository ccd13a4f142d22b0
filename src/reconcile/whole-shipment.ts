import { type Bundles, plainPartsOf } from '#domain/bundle.ts';
import type { OrderLine } from '#domain/order.ts';
import type { Shipment, ShippedPart } from '#domain/shipment.ts';
import { wholeBundles } from './asked-lines.ts';
import { type PartName, partOfReference } from './part-references.ts';

/**
 * A warehouse's parcel in lines of the order. Its bundles are those that became whole with it: of parts alone the store is told
 * nothing, and the parcel that brings the last missing part tells the bundle. Whatever the order in which the parcels are heard
 * of, and however one is corrected, all of them together state as many bundles as their parts make.
 *
 * @param others the other parcels of the same request, as this function made them.
 */
export function toWholeShipment(
  said: Shipment,
  others: readonly Shipment[],
  skuOf: (part: PartName) => string | null,
): Shipment {
  const parts = said.lines.flatMap(({ reference, quantity }): readonly ShippedPart[] => {
    const part = partOfReference(reference);
    return part === null ? [] : [{ ...part, sku: skuOf(part), quantity }];
  });
  const plain = said.lines.filter(({ reference }) => partOfReference(reference) === null);
  const all = [...others.flatMap((other) => other.parts ?? []), ...parts];
  if (all.length === 0) return said;
  const bundles = [...Map.groupBy(all, ({ lineId }) => lineId)].map(([lineId, ofLine]) => {
    const told = others
      .flatMap(({ lines }) => lines)
      .filter(({ reference }) => reference === lineId)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    return { reference: lineId, quantity: wholeBundles(ofLine) - told };
  });
  return { ...said, lines: [...plain, ...bundles.filter(({ quantity }) => quantity !== 0)], parts };
}

/** Which item of an order's bundle a part is, as long as the bundle is made as it was when it was asked for. */
export function skuOfPart(
  { lineId, number, of, each }: PartName,
  lines: readonly Pick<OrderLine, 'id' | 'sku'>[],
  bundles: Bundles,
): string | null {
  const sku = lines.find(({ id }) => id === lineId)?.sku ?? null;
  const parts = sku === null ? [] : [...plainPartsOf(sku, bundles)];
  const [part, units] = parts[number - 1] ?? [null, 0];
  return parts.length === of && units === each ? part : null;
}
