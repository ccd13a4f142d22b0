import { json } from '#sdk/sandbox/json-body.ts';
import { levelView, productView } from '../views/stock-view.ts';
import type { Route } from './call.ts';
import { linkedPage } from './pages.ts';

export const listLevels: Route = ({ state, url, faults, operation }) => {
  const asked = url.searchParams.get('InventoryIds')?.split(',');
  return linkedPage({
    url,
    items: [...state.items.values()].filter(
      ({ parts, inventoryId }) => parts === null && (asked?.includes(String(inventoryId)) ?? true),
    ),
    idOf: ({ inventoryId }) => inventoryId,
    view: (item) => levelView(state, item),
    sizeName: 'PageSize',
    cursorName: 'cursor',
    isCut: faults.roll('truncated-page', operation),
  });
};

export const listProducts: Route = ({ state, url, faults, operation }) =>
  linkedPage({
    url,
    items: [...state.items.values()],
    idOf: ({ productId }) => productId,
    view: (item) => productView(state, item),
    sizeName: 'PageSize',
    cursorName: 'cursor',
    isCut: faults.roll('truncated-page', operation),
  });

export const listLocations: Route = ({ state, url }) => {
  const withInactive = url.searchParams.get('IncludeInactive') === 'true';
  return json(
    200,
    [...state.locations.values()]
      .filter(({ isActive }) => isActive || withInactive)
      .map(({ id, name, isActive }) => ({
        id,
        name,
        abbreviation: null,
        is_active: isActive,
        access_granted: true,
        is_receiving_enabled: isActive,
        is_shipping_enabled: isActive,
        services: [],
        timezone: null,
      })),
  );
};

export const listChannels: Route = ({ channels }) =>
  json(200, {
    items: channels.map(({ id, name, scopes }) => ({ id, name, application_name: 'Sandbox', scopes })),
    next: null,
    prev: null,
  });
