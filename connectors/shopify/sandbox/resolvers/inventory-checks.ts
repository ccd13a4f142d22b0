import type { Level, ShopLocation, Item } from '../model/records.ts';
import type { ShopState } from '../model/state.ts';

export interface UserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code?: string | null;
}

/** The reasons that a change of stock may have, in the vendor's order. */
export const stockReasons = [
  'correction',
  'cycle_count_available',
  'damaged',
  'movement_canceled',
  'movement_created',
  'movement_received',
  'movement_updated',
  'other',
  'promotion',
  'quality_control',
  'received',
  'reservation_created',
  'reservation_deleted',
  'reservation_updated',
  'restock',
  'safety_stock',
  'shrinkage',
] as const;

/** States that may be adjusted or moved; `on_hand` and `committed` follow from others. */
export const adjustableStates = [
  'available',
  'damaged',
  'incoming',
  'quality_control',
  'reserved',
  'safety_stock',
] as const;

export const STALE: UserError = {
  field: null,
  message: 'The changeFromQuantity argument no longer matches the persisted quantity.',
  code: 'CHANGE_FROM_QUANTITY_STALE',
};

export function checkReason(reason: string): UserError[] {
  if (stockReasons.some((known) => known === reason)) return [];
  const message = `The specified reason is invalid. Valid values are: ${stockReasons.join(', ')}.`;
  return [{ field: ['input', 'reason'], message, code: 'INVALID_REASON' }];
}

/** A URI with a scheme and something behind it; `gid://app/Entity/1` is the preferred form. */
export function isDocumentUri(uri: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/{0,2}[^\s/]\S*$/i.test(uri);
}

export function checkReferenceUri(uri: string | null | undefined): UserError[] {
  if (uri === null || uri === undefined || isDocumentUri(uri)) return [];
  return [
    {
      field: ['input', 'referenceDocumentUri'],
      message: 'The specified reference document is invalid.',
      code: 'INVALID_REFERENCE_DOCUMENT',
    },
  ];
}

export type FoundCell =
  | { readonly item: Item; readonly location: ShopLocation; readonly level: Level | undefined }
  | { readonly errors: UserError[] };

/** Looks up the two ends of a cell; each that is missing is reported at its own place. */
export function findCell(
  state: ShopState,
  ids: { readonly inventoryItemId: string; readonly locationId: string },
  at: { readonly item: readonly string[]; readonly location: readonly string[] },
): FoundCell {
  const item = state.items.get(ids.inventoryItemId);
  const location = state.locations.get(ids.locationId);
  const errors: UserError[] = [];
  if (item === undefined) {
    errors.push({
      field: at.item,
      message: 'The specified inventory item could not be found.',
      code: 'INVALID_INVENTORY_ITEM',
    });
  }
  if (location === undefined) {
    errors.push({
      field: at.location,
      message: 'The specified location could not be found.',
      code: 'INVALID_LOCATION',
    });
  }
  if (item === undefined || location === undefined) return { errors };
  return { item, location, level: item.levels.get(location.id) };
}
