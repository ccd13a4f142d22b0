import type { SandboxReturn, ShipbobState } from '../state.ts';
import { iso, isoOrNull } from './times.ts';

export function returnView(state: ShipbobState, found: SandboxReturn): object {
  return {
    id: found.id,
    status: statusOf(found),
    insert_date: iso(found.createdAt),
    arrived_date: isoOrNull(found.arrivedAt),
    processing_date: isoOrNull(found.processingAt),
    completed_date: isoOrNull(found.completedAt),
    cancelled_date: isoOrNull(found.canceledAt),
    reference_id: `RMA-${found.id}`,
    return_type: 'Regular',
    original_shipment_id: found.shipmentId,
    store_order_id: null,
    fulfillment_center: {
      id: found.locationId,
      name: state.locations.get(found.locationId)?.name ?? null,
    },
    inventory: found.lines.map(({ inventoryId, quantity, actions }) => ({
      id: inventoryId,
      name: state.items.get(inventoryId)?.title ?? null,
      sku: state.items.get(inventoryId)?.sku ?? null,
      quantity,
      action_requested: { action: 'Restock', action_type: 'Inventory Default', instructions: null },
      action_taken: actions.map(({ action, quantity: count }) => ({
        action,
        action_reason: null,
        quantity_processed: count,
      })),
    })),
  };
}

function statusOf({ arrivedAt, processingAt, completedAt, canceledAt }: SandboxReturn): string {
  if (canceledAt !== null) return 'Cancelled';
  if (completedAt !== null) return 'Completed';
  if (processingAt !== null) return 'Processing';
  return arrivedAt === null ? 'Awaiting Arrival' : 'Arrived';
}
