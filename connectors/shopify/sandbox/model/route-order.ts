import type { LineInput, RoutedLine } from './order-lines.ts';
import type { ShopLocation, Variant } from './records.ts';
import type { ShopState } from './state.ts';

export type Routed =
  | { readonly ok: true; readonly lines: readonly RoutedLine[] }
  | { readonly ok: false; readonly reason: 'sold out' | 'unknown product'; readonly sku: string | null };

/**
 * Chooses where each line ships from: the location asked for, else the first one that has the whole basket, else for
 * each line the first one that has it. A product that may be oversold ships from the first location that stocks it.
 */
export function routeLines(
  state: ShopState,
  inputs: readonly LineInput[],
  locationId: string | undefined,
): Routed {
  const found: { input: LineInput; variant: Variant | null }[] = [];
  for (const input of inputs) {
    const variant = findVariant(state, input);
    if (variant === undefined) return { ok: false, reason: 'unknown product', sku: input.sku ?? null };
    found.push({ input, variant });
  }
  const open = [...state.locations.values()].filter(
    (location) =>
      location.isActive &&
      (locationId === undefined ? location.fulfillsOnlineOrders : location.id === locationId),
  );
  const whole = open.find((location) => hasAll(location, found));
  // Units that earlier lines of this basket have taken; the same product may be in it twice.
  const taken = new Map<string, number>();
  const lines: RoutedLine[] = [];
  for (const { input, variant } of found) {
    const location = whole ?? chooseLocation(open, variant, input.quantity, taken);
    if (location === undefined) return { ok: false, reason: 'sold out', sku: variant?.sku ?? null };
    if (variant !== null) take(taken, variant, location, input.quantity);
    lines.push({ input, variant, locationId: location.id });
  }
  return { ok: true, lines };
}

/** Null for a custom line; undefined for a product that the shop does not have. Of equal SKUs the first one is sold. */
function findVariant(state: ShopState, input: LineInput): Variant | null | undefined {
  if (input.variantId !== undefined) return state.variants.get(input.variantId);
  const bySku = input.sku === undefined ? undefined : state.variantsBySku.get(input.sku)?.[0];
  if (bySku !== undefined) return bySku;
  return input.title === undefined ? undefined : null;
}

function hasAll(
  location: ShopLocation,
  lines: readonly { readonly input: LineInput; readonly variant: Variant | null }[],
): boolean {
  const taken = new Map<string, number>();
  return lines.every(({ input, variant }) => {
    if (!canShip(location, variant, input.quantity, taken)) return false;
    if (variant !== null) take(taken, variant, location, input.quantity);
    return true;
  });
}

function chooseLocation(
  open: readonly ShopLocation[],
  variant: Variant | null,
  quantity: number,
  taken: ReadonlyMap<string, number>,
): ShopLocation | undefined {
  const able = open.find((location) => canShip(location, variant, quantity, taken));
  if (able !== undefined || variant?.inventoryPolicy !== 'CONTINUE') return able;
  return open.find((location) => variant.item.levels.get(location.id)?.isActive === true) ?? open[0];
}

function canShip(
  location: ShopLocation,
  variant: Variant | null,
  quantity: number,
  taken: ReadonlyMap<string, number>,
): boolean {
  if (variant === null || !variant.item.tracked) return true;
  const level = variant.item.levels.get(location.id);
  if (level === undefined || !level.isActive) return false;
  return level.states.available - (taken.get(`${variant.id} ${location.id}`) ?? 0) >= quantity;
}

function take(taken: Map<string, number>, variant: Variant, location: ShopLocation, quantity: number): void {
  const key = `${variant.id} ${location.id}`;
  taken.set(key, (taken.get(key) ?? 0) + quantity);
}
