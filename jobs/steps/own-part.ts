import type { Shipment } from '#domain/shipment.ts';

/**
 * The part of a shipment that its system really shipped; null: nothing of it. An ERP that books a delivery of goods which a
 * warehouse was asked to ship mirrors a parcel, and so does one that we told of it; others are told by the warehouse.
 *
 * @param lines those of the order, and those of them that this system ships; null: whatever it says it shipped
 */
export function ownPart(
  shipment: Shipment,
  lines: { readonly own: ReadonlySet<string>; readonly known: ReadonlySet<string> } | null,
): Shipment | null {
  if ((shipment.mirrorOf ?? null) !== null) return null;
  // Of parts of bundles alone nobody is told; of a bundle once it is whole.
  const left = shipment.lines.filter(
    ({ reference, quantity }) =>
      quantity > 0 && (lines === null || lines.own.has(reference) || !lines.known.has(reference)),
  );
  return left.length === 0 ? null : { ...shipment, lines: left };
}
