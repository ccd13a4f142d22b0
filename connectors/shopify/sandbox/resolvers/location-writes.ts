import type {
  MutationLocationActivateArgs,
  MutationLocationAddArgs,
  MutationLocationDeactivateArgs,
  MutationLocationDeleteArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import { activateLocation, addLocation, deactivateLocation } from '../model/catalog.ts';
import type { ShopLocation } from '../model/records.ts';
import { announce, type ShopState } from '../model/state.ts';
import { onHandOf } from '../model/stock.ts';
import type { FieldMap } from './context.ts';

function stockedAt(state: ShopState, location: ShopLocation): boolean {
  return [...state.levels.values()].some(
    (level) => level.location === location && level.isActive && onHandOf(level) !== 0,
  );
}

export const locationMutations: FieldMap = {
  locationAdd(_: unknown, { input }: MutationLocationAddArgs, { state }) {
    if (input.name.trim() === '') {
      return {
        location: null,
        userErrors: [{ field: ['input', 'name'], message: 'Add a location name.', code: 'BLANK' }],
      };
    }
    const isTaken = [...state.locations.values()].some((place) => place.name === input.name);
    if (isTaken) {
      const error = {
        field: ['input', 'name'],
        message: 'You already have a location with this name.',
        code: 'TAKEN',
      };
      return { location: null, userErrors: [error] };
    }
    const { address1, address2, city, countryCode, provinceCode, zip, phone } = input.address;
    const address = {
      address1: address1 ?? null,
      address2: address2 ?? null,
      city: city ?? null,
      countryCode,
      provinceCode: provinceCode ?? null,
      zip: zip ?? null,
      phone: phone ?? null,
    };
    const fulfillsOnlineOrders = input.fulfillsOnlineOrders ?? true;
    return {
      location: addLocation(state, { name: input.name, fulfillsOnlineOrders, address }),
      userErrors: [],
    };
  },
  locationActivate(_: unknown, { locationId }: MutationLocationActivateArgs, { state }) {
    const location = state.locations.get(locationId);
    if (location === undefined) {
      const error = { field: ['locationId'], message: 'Location not found.', code: 'LOCATION_NOT_FOUND' };
      return { location: null, locationActivateUserErrors: [error] };
    }
    if (!location.isActive) activateLocation(state, location);
    return { location, locationActivateUserErrors: [] };
  },
  locationDeactivate(_: unknown, args: MutationLocationDeactivateArgs, { state }) {
    const location = state.locations.get(args.locationId);
    const refuse = (message: string, code: string) => ({
      location: location ?? null,
      locationDeactivateUserErrors: [{ field: ['locationId'], message, code }],
    });
    if (location === undefined) return refuse('Location not found.', 'LOCATION_NOT_FOUND');
    const incoming = [...state.levels.values()].some(
      (level) => level.location === location && level.states.incoming > 0,
    );
    if (incoming) {
      // The unfilled place-holder is Shopify's own.
      return refuse(
        "%{location_name} has incoming inventory. You'll be able to deactivate it once the inventory has been received.",
        'TEMPORARILY_BLOCKED_FROM_DEACTIVATION_ERROR',
      );
    }
    if (stockedAt(state, location) && !args.destinationLocationId) {
      return refuse(
        'Location could not be deactivated without specifying where to relocate inventory stocked at the location.',
        'HAS_ACTIVE_INVENTORY_ERROR',
      );
    }
    deactivateLocation(state, location);
    return { location, locationDeactivateUserErrors: [] };
  },
  locationDelete(_: unknown, { locationId }: MutationLocationDeleteArgs, { state }) {
    const location = state.locations.get(locationId);
    const errors: { field: string[]; message: string; code: string }[] = [];
    const add = (message: string, code: string): void =>
      void errors.push({ field: ['locationId'], message, code });
    if (location === undefined) add('Location not found.', 'LOCATION_NOT_FOUND');
    else {
      if (location.isActive) add('The location cannot be deleted while it is active.', 'LOCATION_IS_ACTIVE');
      if (stockedAt(state, location))
        add('The location cannot be deleted while it has inventory.', 'LOCATION_HAS_INVENTORY');
    }
    if (errors.length > 0) return { deletedLocationId: null, locationDeleteUserErrors: errors };
    for (const item of state.items.values()) {
      const level = item.levels.get(locationId);
      if (level !== undefined) state.levels.delete(level.id);
      item.levels.delete(locationId);
    }
    state.locations.delete(locationId);
    announce(state, 'locations/delete', location);
    return { deletedLocationId: locationId, locationDeleteUserErrors: [] };
  },
};
