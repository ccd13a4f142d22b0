import { json } from '#sdk/sandbox/json-body.ts';
import { levelView, productView } from '../views/stock-view.ts';
import { returnView } from '../views/return-view.ts';
import { problem } from './answers.ts';
import type { Route } from './call.ts';
import { cut, linkedPage, linkTo, sizeOf } from './pages.ts';

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

/** Pages by number, with a link to the next one, and headers that tell how many there are. */
export const listReturns: Route = ({ state, url, faults, operation }) => {
  const start = url.searchParams.get('StartDate');
  const size = sizeOf(url, 'Limit');
  const page = Number(url.searchParams.get('Cursor') ?? 1);
  if (!Number.isInteger(page) || page < 1) return problem(400, 'Bad Request', 'Cursor is not a page');
  const isAscending = url.searchParams.get('SortOrder') === 'Asc';
  const found = [...state.returns.values()]
    .filter(({ createdAt }) => start === null || createdAt >= Date.parse(start))
    .toSorted((left, right) => (isAscending ? left.id - right.id : right.id - left.id));
  const pages = Math.max(1, Math.ceil(found.length / size));
  const items = cut(found.slice((page - 1) * size, page * size), faults.roll('truncated-page', operation));
  const next = page < pages ? `${url.origin}${linkTo(url, 'Cursor', page + 1)}` : null;
  return json(
    200,
    { items: items.map((one) => returnView(state, one)), next, prev: null },
    {
      'page-number': String(page),
      'page-size': String(size),
      'total-count': String(found.length),
      'total-pages': String(pages),
    },
  );
};

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
