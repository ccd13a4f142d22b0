import { MalformedAnswerError } from '#sdk/errors.ts';
import type { OrderShipment, OurOrder } from './order-shape.ts';

/** Units of one of our lines. */
export interface LineUnits {
  readonly reference: string;
  readonly quantity: number;
}

/**
 * A shipment has left when its date of fulfillment is there and its status does not say otherwise. The specification
 * describes the date ("picked, packed, and label has been printed") and not the statuses; of those only these two can
 * mean it. Anything else counts as not shipped: then too few units are shown as free, never too many.
 */
export function hasLeft({ status, actual_fulfillment_date: at }: OrderShipment): boolean {
  if (status === 'Completed' && at === null) {
    throw malformed('shipments.actual_fulfillment_date: missing in a completed shipment');
  }
  return at !== null && (status === 'Completed' || status === 'LabeledCreated');
}

/** Units asked for, by line. @throws MalformedAnswerError when the order no longer has a line of ours. */
export function requestedUnits({ lines, products }: OurOrder): readonly LineUnits[] {
  return lines.map(({ number, reference }) => {
    const row = products.find((product) => product.external_line_id === number);
    if (row === undefined) throw malformed('products: a line of ours is not among them');
    return { reference, quantity: row.quantity };
  });
}

/**
 * What each shipment that left took of our lines, by the shipment's id. A shipment knows items and no lines: the units
 * of an item go to its lines in their order, shipments in the order in which they left. What somebody added to the
 * shipment at the warehouse is left out; an item of ours that comes as another one (a bundle's part, a merged
 * variant) is refused, because its units are not those of the line.
 */
export function shippedUnits(order: OurOrder): ReadonlyMap<number, readonly LineUnits[]> {
  const open = new Map(requestedUnits(order).map(({ reference, quantity }) => [reference, quantity]));
  const byShipment = new Map<number, readonly LineUnits[]>();
  for (const shipment of leftInOrder(order)) {
    const taken: LineUnits[] = [];
    for (const [item, count] of itemsOf(order, shipment)) {
      let left = count;
      for (const { listingId, reference } of order.lines) {
        const quantity = listingId === item ? Math.min(left, open.get(reference) ?? 0) : 0;
        if (quantity === 0) continue;
        taken.push({ reference, quantity });
        open.set(reference, (open.get(reference) ?? 0) - quantity);
        left -= quantity;
      }
      if (left > 0) throw malformed('shipments.products: more units than were asked for');
    }
    byShipment.set(shipment.id, taken);
  }
  return byShipment;
}

function leftInOrder({ shipments }: OurOrder): readonly OrderShipment[] {
  const at = ({ actual_fulfillment_date: date }: OrderShipment): number => date ?? 0;
  return (shipments ?? [])
    .filter(hasLeft)
    .toSorted((left, right) => at(left) - at(right) || left.id - right.id);
}

/** Units of each of our items in a shipment. An item may come in several rows, one for each lot. */
function itemsOf({ lines, products }: OurOrder, shipment: OrderShipment): ReadonlyMap<string, number> {
  const ours = new Set(lines.map(({ listingId }) => listingId));
  const named = new Set(
    products.filter((product) => isOneOf(product, lines)).map((product) => product.reference_id),
  );
  const found = new Map<string, number>();
  if (shipment.products === null) throw malformed('shipments.products: missing in a shipment that left');
  for (const { reference_id: sku, inventory_items: items } of shipment.products) {
    if (items === null) throw malformed('shipments.products.inventory_items: missing');
    for (const { id, quantity } of items) {
      const item = String(id);
      if (ours.has(item)) found.set(item, (found.get(item) ?? 0) + quantity);
      else if (named.has(sku))
        throw malformed('shipments.products.inventory_items: another item than asked for');
    }
  }
  return found;
}

function isOneOf(product: OurOrder['products'][number], lines: OurOrder['lines']): boolean {
  return lines.some(({ number }) => number === product.external_line_id);
}

function malformed(place: string): MalformedAnswerError {
  return new MalformedAnswerError(`a ShipBob order cannot be read: ${place}`, place);
}
