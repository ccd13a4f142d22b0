import type { SandboxItem, ShipbobState } from '../state.ts';
import { committedOf } from '../stock.ts';
import { iso } from './times.ts';

/** The units of an item at each center that lists it. */
export function levelView(state: ShipbobState, item: SandboxItem): object {
  const { inventoryId } = item;
  return {
    inventory_id: inventoryId,
    name: item.title,
    sku: item.sku,
    locations: [...state.onHand]
      .filter(([key]) => key.startsWith(`${inventoryId}@`))
      .map(([key, onHand]) => {
        const locationId = Number(key.split('@')[1]);
        const committed = committedOf(state, inventoryId, locationId);
        return {
          location_id: locationId,
          name: state.locations.get(locationId)?.name ?? null,
          on_hand_quantity: onHand,
          committed_quantity: committed,
          fulfillable_quantity: Math.max(0, onHand - committed),
          awaiting_quantity: 0,
          internal_transfer_quantity: 0,
        };
      }),
  };
}

/** A product with its one variant. */
export function productView(state: ShipbobState, item: SandboxItem): object {
  return {
    id: item.productId,
    name: item.title,
    type: item.parts === null ? 'Regular' : 'Bundle',
    created_on: iso(item.updatedAt),
    updated_on: iso(item.updatedAt),
    user_id: 1,
    variants: [
      {
        id: item.variantId,
        name: item.title,
        sku: item.sku,
        status: item.isActive ? 'Active' : 'Inactive',
        is_digital: item.isDigital,
        created_on: iso(item.updatedAt),
        updated_on: iso(item.updatedAt),
        inventory: {
          inventory_id: item.parts === null ? item.inventoryId : null,
          on_hand_qty: [...state.onHand]
            .filter(([key]) => key.startsWith(`${item.inventoryId}@`))
            .reduce((sum, [, units]) => sum + units, 0),
        },
        bundle_definition: Object.entries(item.parts ?? {}).map(([sku, quantity]) => {
          const part = [...state.items.values()].find((one) => one.sku === sku);
          return {
            product_id: part?.productId ?? 0,
            variant_id: part?.variantId ?? 0,
            variant_name: part?.title ?? null,
            variant_sku: sku,
            quantity,
          };
        }),
      },
    ],
  };
}
