import type { Env } from '#connectors/odoo/sandbox/orm/model.ts';
import { asSuperuser, mustRead, rowsWhere, withContext } from '#connectors/odoo/sandbox/orm/env.ts';
import { type Row, type Values, numberOf, textOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { insert, patch } from '#connectors/odoo/sandbox/orm/write.ts';
import {
  applyCount,
  assignWaiting,
  bookMove,
  countedQuant,
} from '#connectors/odoo/sandbox/business/stock-inventory.ts';
import { isOpen, reserveMove, setMoveQuantity } from '#connectors/odoo/sandbox/business/stock-moves.ts';
import { movesOf, refreshPicking } from '#connectors/odoo/sandbox/business/stock-pickings.ts';
import { suppliersLocation } from '#connectors/odoo/sandbox/business/stock-places.ts';
import { addQuantity, quantsAt } from '#connectors/odoo/sandbox/business/stock-quants.ts';
import { validatePickings } from '#connectors/odoo/sandbox/business/stock-validate.ts';

/** What people in the warehouse do at their own screens, without the API. Products by SKU, warehouses by code. */
export interface Place {
  readonly productId: number;
  readonly stockId: number;
}

export function placeOf(env: Env, sku: string, warehouseCode: string): Place {
  const [product] = rowsWhere(env, 'product.product', 'default_code', sku);
  const [warehouse] = rowsWhere(env, 'stock.warehouse', 'code', warehouseCode);
  if (product === undefined) throw new Error(`the sandbox ERP has no product ${sku}`);
  if (warehouse === undefined) throw new Error(`the sandbox ERP has no warehouse ${warehouseCode}`);
  return { productId: product.id, stockId: numberOf(warehouse['lot_stock_id']) };
}

/** Goods come in from a supplier, and waiting deliveries take what they need. */
export function receiveGoods(env: Env, place: Place, quantity: number): void {
  const vendors = suppliersLocation(env);
  const { productId, stockId } = place;
  bookMove(env, { productId, from: vendors, to: stockId, quantity, label: 'Receipt' });
  addQuantity(env, productId, stockId, quantity);
  addQuantity(env, productId, vendors, -quantity);
  assignWaiting(env, productId);
}

/** Somebody counted: the shelf holds exactly this much, whatever the rows said. */
export function countShelf(env: Env, { productId, stockId }: Place, counted: number): void {
  const rows = quantsAt(env, productId, stockId);
  const others = rows.slice(1).reduce((sum, row) => sum + numberOf(row['quantity']), 0);
  const quant = countedQuant(env, productId, stockId, counted - others);
  applyCount(env, quant.id);
}

export interface Shipment {
  /** Exactly these quantities, forced where the books have less; absent: all that is reserved. */
  readonly quantities?: Readonly<Record<string, number>> | undefined;
  readonly tracking?: string | undefined;
  readonly carrier?: string | undefined;
  /** False: the rest is not owed any more. */
  readonly withBackorder?: boolean | undefined;
}

export interface Preparation {
  readonly picked: readonly string[];
  /** HTML. */
  readonly note: string;
}

export function prepareDelivery(env: Env, picking: Row, { picked, note }: Preparation): void {
  patch(env, 'stock.picking', picking.id, { note });
  for (const move of movesOf(env, picking.id).filter(isOpen)) {
    const sku = textOf(mustRead(env, 'product.product', numberOf(move['product_id']))['default_code']);
    if (picked.includes(sku)) patch(env, 'stock.move', move.id, { picked: true });
  }
}

export interface ShippedPicking {
  readonly picking: string;
  readonly shipped: Readonly<Record<string, number>>;
}

/** Ships a delivery; `undefined` when there is nothing to ship. */
export function shipPicking(env: Env, picking: Row, shipment: Shipment): ShippedPicking | undefined {
  const left = new Map(Object.entries(shipment.quantities ?? {}));
  const shipped: Record<string, number> = {};
  for (const move of movesOf(env, picking.id).filter(isOpen)) {
    reserveMove(env, move.id);
    const sku = textOf(mustRead(env, 'product.product', numberOf(move['product_id']))['default_code']);
    const reserved = numberOf(mustRead(env, 'stock.move', move.id)['quantity']);
    const quantity =
      shipment.quantities === undefined
        ? reserved
        : Math.min(left.get(sku) ?? 0, numberOf(move['product_uom_qty']));
    left.set(sku, (left.get(sku) ?? 0) - quantity);
    if (quantity !== reserved) setMoveQuantity(env, move.id, quantity);
    patch(env, 'stock.move', move.id, { picked: quantity > 0 });
    if (quantity > 0) shipped[sku] = (shipped[sku] ?? 0) + quantity;
  }
  refreshPicking(env, picking.id);
  if (Object.keys(shipped).length === 0) return undefined;
  noteCarrier(env, picking, shipment);
  const dropped = shipment.withBackorder === false ? [picking.id] : [];
  const context = { skip_backorder: true, picking_ids_not_to_backorder: dropped };
  validatePickings(withContext(asSuperuser(env), context), [picking.id]);
  return { picking: textOf(picking['name']), shipped };
}

function noteCarrier(env: Env, picking: Row, { tracking, carrier }: Shipment): void {
  const changes: Values = {};
  if (tracking !== undefined) changes['carrier_tracking_ref'] = tracking;
  if (carrier !== undefined) {
    const known =
      rowsWhere(env, 'delivery.carrier', 'name', carrier)[0] ??
      insert(env, 'delivery.carrier', { name: carrier, active: true });
    changes['carrier_id'] = known.id;
  }
  if (Object.keys(changes).length > 0) patch(env, 'stock.picking', picking.id, changes);
}

/** Open deliveries of an order given by id, name or customer reference, or the one with this transfer's name. */
export function openDeliveries(env: Env, reference: string | number): Row[] {
  const isReady = (row: Row): boolean => row['state'] !== 'done' && row['state'] !== 'cancel';
  const named = typeof reference === 'string' ? rowsWhere(env, 'stock.picking', 'name', reference) : [];
  if (named.length > 0) return named.filter(isReady);
  return ordersBy(env, reference)
    .flatMap((order) => rowsWhere(env, 'stock.picking', 'sale_id', order.id))
    .filter(
      (row) =>
        isReady(row) &&
        mustRead(env, 'stock.picking.type', numberOf(row['picking_type_id']))['code'] === 'outgoing',
    );
}

/** Orders by id, name or customer reference. */
export function ordersBy(env: Env, reference: string | number): Row[] {
  if (typeof reference === 'number') return [mustRead(env, 'sale.order', reference)];
  const named = rowsWhere(env, 'sale.order', 'name', reference);
  return named.length > 0 ? named : rowsWhere(env, 'sale.order', 'client_order_ref', reference);
}
