import type { SandboxReturn, ShipbobState } from '../state.ts';
import { iso, isoOrNull } from './times.ts';

/** As the list and its one entry show it. */
export function returnView(state: ShipbobState, found: SandboxReturn): object {
  return {
    id: found.id,
    status: returnStatus(found),
    insert_date: iso(found.createdAt),
    arrived_date: isoOrNull(found.arrivedAt),
    processing_date: isoOrNull(found.processingAt),
    completed_date: isoOrNull(found.completedAt),
    cancelled_date: isoOrNull(found.canceledAt),
    reference_id: found.referenceId,
    return_type: 'Regular',
    original_shipment_id: found.shipmentId,
    store_order_id: null,
    fulfillment_center: centerOf(state, found),
    inventory: found.lines.map((line) => ({
      ...itemView(state, line),
      sku: state.items.get(line.inventoryId)?.sku ?? null,
    })),
  };
}

/** As the answers to writes show it: with fewer fields. */
export function writtenReturnView(state: ShipbobState, found: SandboxReturn): object {
  return {
    id: found.id,
    status: returnStatus(found),
    insert_date: iso(found.createdAt),
    completed_date: isoOrNull(found.completedAt),
    reference_id: found.referenceId,
    return_type: 'Regular',
    original_shipment_id: found.shipmentId,
    store_order_id: null,
    fulfillment_center: centerOf(state, found),
    inventory: found.lines.map((line) => itemView(state, line)),
  };
}

function centerOf({ locations }: ShipbobState, { locationId }: SandboxReturn): object {
  return { id: locationId, name: locations.get(locationId)?.name ?? null };
}

function itemView(
  { items }: ShipbobState,
  { inventoryId, quantity, actions }: SandboxReturn['lines'][number],
): object {
  return {
    id: inventoryId,
    name: items.get(inventoryId)?.title ?? null,
    quantity,
    action_requested: { action: 'Restock', action_type: 'Inventory Default', instructions: null },
    action_taken: actions.map(({ action, quantity: count }) => ({
      action,
      action_reason: null,
      quantity_processed: count,
    })),
  };
}

/** The published words. */
export function returnStatus({ arrivedAt, processingAt, completedAt, canceledAt }: SandboxReturn): string {
  if (canceledAt !== null) return 'Cancelled';
  if (completedAt !== null) return 'Completed';
  if (processingAt !== null) return 'Processing';
  return arrivedAt === null ? 'Awaiting Arrival' : 'Arrived';
}
