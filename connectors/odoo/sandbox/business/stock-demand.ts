import type { Env } from '#connectors/odoo/sandbox/orm/model.ts';
import { follow, mustRead, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import { isZeroQuantity, roundHalfUp } from '#connectors/odoo/sandbox/orm/rounding.ts';
import { type Row, idOf, isTruthy, numberOf, textOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { patch } from '#connectors/odoo/sandbox/orm/write.ts';
import { isGoods, template } from './product-facts.ts';
import { uomField } from './sale-amounts.ts';
import { cancelMove, createMove, isOpen, reserveMove, unreserveMove } from './stock-moves.ts';
import { createPicking, refreshPicking } from './stock-pickings.ts';
import { customersLocation } from './stock-places.ts';

/** Brings the deliveries of a confirmed order line in line with its quantity. */
export function syncDemand(env: Env, lineId: number): void {
  const line = mustRead(env, 'sale.order.line', lineId);
  const product = follow(env, 'product.product', line['product_id']);
  if (product === undefined || isTruthy(line['display_type']) || !isGoods(env, product)) return;
  const moves = rowsWhere(env, 'stock.move', 'sale_line_id', lineId).filter(
    (move) => move['state'] !== 'cancel',
  );
  const planned = moves.reduce((sum, move) => sum + signed(env, move), 0);
  const difference = roundHalfUp(inProductUnits(env, line, product) - planned, 2);
  if (isZeroQuantity(difference)) return;
  const open = moves.filter((move) => isOpen(move) && signed(env, move) > 0);
  if (difference > 0) addDemand(env, line, product, difference, open[0]);
  else dropDemand(env, -difference, open);
}

function signed(env: Env, move: Row): number {
  const toCustomer = move['location_dest_id'] === customersLocation(env);
  // A move that ended without a backorder shipped less than it asked for, and the rest is not owed any more.
  return (toCustomer ? 1 : -1) * numberOf(move['product_uom_qty']);
}

/** 19 takes any unit as it comes; before, the units' ratios convert. */
function inProductUnits(env: Env, line: Row, product: Row): number {
  const quantity = numberOf(line['product_uom_qty']);
  const unit = follow(env, 'uom.uom', line[uomField(env)]);
  const own = follow(env, 'uom.uom', template(env, product)?.['uom_id']);
  if (unit === undefined || own === undefined || unit.id === own.id || env.version >= 19) return quantity;
  return roundHalfUp((quantity / numberOf(unit['factor'])) * numberOf(own['factor']), 2);
}

function addDemand(env: Env, line: Row, product: Row, quantity: number, open: Row | undefined): void {
  const move =
    open === undefined
      ? newMove(env, line, product, quantity)
      : patch(env, 'stock.move', open.id, {
          product_uom_qty: roundHalfUp(numberOf(open['product_uom_qty']) + quantity, 2),
        });
  reserveMove(env, move.id);
  const picking = idOf(move['picking_id']);
  if (picking !== undefined) refreshPicking(env, picking);
}

function newMove(env: Env, line: Row, product: Row, quantity: number): Row {
  const order = mustRead(env, 'sale.order', numberOf(line['order_id']));
  const warehouse = mustRead(env, 'stock.warehouse', numberOf(order['warehouse_id']));
  const from = numberOf(warehouse['lot_stock_id']);
  const open = rowsWhere(env, 'stock.picking', 'sale_id', order.id).find(
    (row) => row['state'] !== 'done' && row['state'] !== 'cancel' && row['location_id'] === from,
  );
  const reference = textOf(order['client_order_ref']);
  const origin = textOf(order['name']);
  const picking =
    open ??
    createPicking(env, {
      warehouse,
      kind: 'outgoing',
      partnerId: idOf(order['partner_shipping_id']),
      origin: env.version >= 18 && reference !== '' ? `${origin} - ${reference}` : origin,
      saleId: order.id,
      from,
      to: customersLocation(env),
    });
  return createMove(env, {
    productId: product.id,
    quantity,
    from,
    to: numberOf(picking['location_dest_id']),
    picking,
    extra: { sale_line_id: line.id, origin, name: textOf(line['name']), to_refund: false },
  });
}

function dropDemand(env: Env, quantity: number, open: readonly Row[]): void {
  let left = quantity;
  for (const move of open.toReversed()) {
    if (isZeroQuantity(left) || left <= 0) break;
    const taken = Math.min(left, numberOf(move['product_uom_qty']));
    const rest = roundHalfUp(numberOf(move['product_uom_qty']) - taken, 2);
    if (isZeroQuantity(rest)) cancelMove(env, move.id, { product_uom_qty: 0 });
    else {
      unreserveMove(env, move.id);
      patch(env, 'stock.move', move.id, { product_uom_qty: rest });
      reserveMove(env, move.id);
    }
    left -= taken;
    const picking = idOf(move['picking_id']);
    if (picking !== undefined) refreshPicking(env, picking);
  }
}

/** What canceling an order does to its deliveries: open ones are canceled, done ones stay done. */
export function cancelOpenPickings(env: Env, orderId: number): void {
  for (const picking of rowsWhere(env, 'stock.picking', 'sale_id', orderId)) {
    for (const move of rowsWhere(env, 'stock.move', 'picking_id', picking.id)) cancelMove(env, move.id);
    refreshPicking(env, picking.id);
  }
}
