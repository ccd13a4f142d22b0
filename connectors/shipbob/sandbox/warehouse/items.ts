import { levelKey, type SandboxItem, type SandboxLocation, type ShipbobState } from '../state.ts';
import { move } from '../stock.ts';

export interface NewItem {
  readonly sku: string;
  readonly title?: string | undefined;
  /** Units by the location's id; a location that is not named does not list the item. */
  readonly onHand?: Readonly<Record<string, number>> | undefined;
  readonly isDigital?: boolean | undefined;
  readonly isActive?: boolean | undefined;
  /** Makes it a bundle: units of other items by SKU. */
  readonly parts?: Readonly<Record<string, number>> | undefined;
}

export function addLocation(
  state: ShipbobState,
  { name, isActive = true }: { readonly name: string; readonly isActive?: boolean | undefined },
): SandboxLocation {
  const location = { id: state.nextId(), name, isActive };
  state.locations.set(location.id, location);
  return location;
}

export function addItem(state: ShipbobState, options: NewItem): SandboxItem {
  const { sku, title = sku, onHand = {}, isDigital = false, isActive = true, parts = null } = options;
  const item: SandboxItem = {
    inventoryId: state.nextId(),
    productId: state.nextId(),
    variantId: state.nextId(),
    sku,
    title,
    isActive,
    isDigital,
    parts,
    updatedAt: state.clock.now(),
  };
  state.items.set(item.inventoryId, item);
  for (const [locationId, units] of Object.entries(onHand)) {
    state.onHand.set(levelKey(item.inventoryId, Number(locationId)), 0);
    move(state, { inventoryId: item.inventoryId, locationId: Number(locationId), units, cause: 'counted' });
  }
  return item;
}
