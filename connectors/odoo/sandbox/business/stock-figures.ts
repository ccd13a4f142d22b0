import type { Env } from '#connectors/odoo/sandbox/orm/model.ts';
import { rowOf, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import { roundHalfUp } from '#connectors/odoo/sandbox/orm/rounding.ts';
import { type Row, idOf, idsOf, isList, numberOf } from '#connectors/odoo/sandbox/orm/values.ts';

const DEPTH_MAX = 20;

/** Whether a location is `root` or lies somewhere below it. */
export function isInside(env: Env, location: number | undefined, root: number): boolean {
  let current = location;
  for (let depth = 0; depth < DEPTH_MAX && current !== undefined; depth += 1) {
    if (current === root) return true;
    current = idOf(rowOf(env, 'stock.location', current)?.['location_id']);
  }
  return false;
}

export function isInternal(env: Env, location: number | undefined): boolean {
  return location !== undefined && rowOf(env, 'stock.location', location)?.['usage'] === 'internal';
}

export interface ProductQuantities {
  readonly onHand: number;
  readonly free: number;
  readonly outgoing: number;
  readonly incoming: number;
  readonly forecast: number;
}

/**
 * A product's figures in the locations that the context names. The key for a warehouse is `warehouse` in 17 and
 * `warehouse_id` later; the other one is ignored without a word, which gives the total of all warehouses.
 */
export function productQuantities(env: Env, productId: number): ProductQuantities {
  const roots = rootsFromContext(env);
  const counts = (location: number | undefined): boolean =>
    isInternal(env, location) && (roots === undefined || roots.some((root) => isInside(env, location, root)));
  let [onHand, reserved, outgoing, incoming] = [0, 0, 0, 0];
  for (const quant of rowsWhere(env, 'stock.quant', 'product_id', productId)) {
    if (!counts(idOf(quant['location_id']))) continue;
    onHand += numberOf(quant['quantity']);
    reserved += numberOf(quant['reserved_quantity']);
  }
  for (const move of openMovesOf(env, productId)) {
    const [from, to] = [counts(idOf(move['location_id'])), counts(idOf(move['location_dest_id']))];
    if (from && !to) outgoing += numberOf(move['product_uom_qty']);
    if (to && !from) incoming += numberOf(move['product_uom_qty']);
  }
  const rounded = (value: number): number => roundHalfUp(value, 2);
  return {
    onHand: rounded(onHand),
    free: rounded(onHand - reserved),
    outgoing: rounded(outgoing),
    incoming: rounded(incoming),
    forecast: rounded(onHand + incoming - outgoing),
  };
}

function openMovesOf(env: Env, productId: number): Row[] {
  return rowsWhere(env, 'stock.move', 'open_product_id', productId);
}

function rootsFromContext(env: Env): readonly number[] | undefined {
  const location = env.context['location'];
  if (typeof location === 'number') return [location];
  if (isList(location)) return idsOf(location);
  const warehouse = env.context[env.version === 17 ? 'warehouse' : 'warehouse_id'];
  const ids = isList(warehouse) ? idsOf(warehouse) : typeof warehouse === 'number' ? [warehouse] : [];
  if (ids.length === 0) return undefined;
  return ids.map((id) => idOf(rowOf(env, 'stock.warehouse', id)?.['view_location_id']) ?? -1);
}
