import type { Env } from '#connectors/odoo/sandbox/orm/model.ts';
import { mustRead, rowOf, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import { isZeroQuantity, roundHalfUp } from '#connectors/odoo/sandbox/orm/rounding.ts';
import { type Row, type Values, idOf, isTruthy, numberOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { insert, patch } from '#connectors/odoo/sandbox/orm/write.ts';
import { isStorable } from './product-facts.ts';
import { isInside, isInternal } from './stock-figures.ts';
import { addQuantity, addReserved, freeAt, locationOf } from './stock-quants.ts';

export interface NewMove {
  readonly productId: number;
  readonly quantity: number;
  readonly from: number;
  readonly to: number;
  readonly picking?: Row | undefined;
  readonly extra?: Values;
}

/** A confirmed move that has reserved nothing yet. */
export function createMove(env: Env, { productId, quantity, from, to, picking, extra }: NewMove): Row {
  return insert(env, 'stock.move', {
    name: 'move',
    state: 'confirmed',
    product_id: productId,
    // Index of the moves that still count for a product's forecast; cleared when the move ends.
    open_product_id: productId,
    product_uom_qty: roundHalfUp(quantity, 2),
    quantity: 0,
    picked: false,
    location_id: from,
    location_dest_id: to,
    picking_id: picking?.id ?? false,
    origin: picking?.['origin'] ?? false,
    product_uom: 1,
    date: env.nowMicros(),
    company_id: 1,
    sequence: 10,
    sale_line_id: false,
    to_refund: false,
    is_inventory: false,
    origin_returned_move_id: false,
    ...extra,
  });
}

export function isOpen(move: Row): boolean {
  return move['state'] !== 'done' && move['state'] !== 'cancel';
}

/** Takes as much of the demand as is free below the move's source. Goods that are not counted are always there. */
export function reserveMove(env: Env, id: number): void {
  const move = mustRead(env, 'stock.move', id);
  if (!isOpen(move)) return;
  const missing = numberOf(move['product_uom_qty']) - numberOf(move['quantity']);
  if (missing <= 0 || isZeroQuantity(missing)) {
    refreshState(env, id);
    return;
  }
  if (isCounted(env, move)) {
    let left = missing;
    for (const [location, free] of freeBelow(env, move)) {
      const taken = Math.min(left, free);
      if (taken <= 0) break;
      takeFrom(env, move, location, taken);
      left -= taken;
    }
  } else takeFrom(env, move, locationOf(move), missing);
  refreshState(env, id);
}

/** Free quantities of the move's product per location below its source, in the order of the quants. */
function freeBelow(env: Env, move: Row): [number, number][] {
  const productId = numberOf(move['product_id']);
  const source = locationOf(move);
  const locations = new Set(rowsWhere(env, 'stock.quant', 'product_id', productId).map(locationOf));
  return [...locations]
    .filter((location) => isInside(env, location, source))
    .map((location): [number, number] => [location, freeAt(env, productId, location)]);
}

/** Whether reserving and shipping this move touches quants on its source's side. */
function isCounted(env: Env, move: Row): boolean {
  return (
    isInternal(env, locationOf(move)) &&
    isStorable(env, rowOf(env, 'product.product', numberOf(move['product_id'])))
  );
}

function takeFrom(env: Env, move: Row, location: number, quantity: number): void {
  const productId = numberOf(move['product_id']);
  if (isCounted(env, move)) addReserved(env, productId, location, quantity);
  const line = linesOf(env, move.id).find((row) => row['location_id'] === location);
  if (line === undefined) {
    insert(env, 'stock.move.line', {
      move_id: move.id,
      picking_id: move['picking_id'] ?? false,
      product_id: productId,
      location_id: location,
      location_dest_id: move['location_dest_id'] ?? false,
      quantity,
      reserved: quantity,
      state: 'assigned',
      date: env.nowMicros(),
    });
  } else {
    patch(env, 'stock.move.line', line.id, {
      quantity: roundHalfUp(numberOf(line['quantity']) + quantity, 2),
      reserved: roundHalfUp(numberOf(line['reserved']) + quantity, 2),
    });
  }
}

export function linesOf(env: Env, moveId: number): Row[] {
  return rowsWhere(env, 'stock.move.line', 'move_id', moveId);
}

/** Gives back what a move has reserved. */
export function unreserveMove(env: Env, id: number): void {
  const move = mustRead(env, 'stock.move', id);
  if (!isOpen(move)) return;
  for (const line of linesOf(env, id)) dropLine(env, move, line);
  refreshState(env, id);
}

function dropLine(env: Env, move: Row, line: Row): void {
  const reserved = numberOf(line['reserved']);
  if (reserved > 0 && isCounted(env, move))
    addReserved(env, numberOf(move['product_id']), locationOf(line), -reserved);
  env.db.put(env.transaction, env.db.table('stock.move.line'), line.id, undefined);
}

/**
 * Sets the quantity to ship. Below what is reserved it gives the rest back at once, although the goods are still owed;
 * above it, the surplus is reserved where there is stock and ships from thin air where there is none.
 */
export function setMoveQuantity(env: Env, id: number, wanted: number): void {
  const move = mustRead(env, 'stock.move', id);
  unreserveMove(env, id);
  let left = wanted;
  if (isCounted(env, move)) {
    for (const [location, free] of freeBelow(env, move)) {
      const taken = Math.min(left, Math.max(0, free));
      if (taken <= 0) continue;
      takeFrom(env, move, location, taken);
      left -= taken;
    }
    if (left > 0.005) forceFrom(env, move, left);
  } else if (left > 0) takeFrom(env, move, locationOf(move), left);
  refreshState(env, id);
}

/** A line that reserves nothing: the warehouse says it ships what the books do not have. */
function forceFrom(env: Env, move: Row, quantity: number): void {
  insert(env, 'stock.move.line', {
    move_id: move.id,
    picking_id: move['picking_id'] ?? false,
    product_id: move['product_id'] ?? false,
    location_id: locationOf(move),
    location_dest_id: move['location_dest_id'] ?? false,
    quantity,
    reserved: 0,
    state: 'assigned',
    date: env.nowMicros(),
  });
}

/** Brings `quantity` and `state` in line with the move's lines. */
function refreshState(env: Env, id: number): void {
  const move = mustRead(env, 'stock.move', id);
  const quantity = roundHalfUp(
    linesOf(env, id).reduce((sum, line) => sum + numberOf(line['quantity']), 0),
    2,
  );
  const demand = numberOf(move['product_uom_qty']);
  const state = quantity <= 0 ? 'confirmed' : quantity < demand - 0.005 ? 'partially_available' : 'assigned';
  if (move['quantity'] !== quantity || move['state'] !== state)
    patch(env, 'stock.move', id, { quantity, state });
}

export function cancelMove(env: Env, id: number, changes: Values = {}): void {
  const move = mustRead(env, 'stock.move', id);
  if (!isOpen(move)) return;
  for (const line of linesOf(env, id)) dropLine(env, move, line);
  patch(env, 'stock.move', id, { state: 'cancel', quantity: 0, open_product_id: false, ...changes });
}

/** Moves the goods: reservation and quantity leave the source together, in the same transaction. */
export function completeMove(env: Env, id: number, extra: Values = {}): void {
  const move = mustRead(env, 'stock.move', id);
  const productId = numberOf(move['product_id']);
  const counted = isStorable(env, rowOf(env, 'product.product', productId));
  for (const line of linesOf(env, id)) {
    const [quantity, reserved] = [numberOf(line['quantity']), numberOf(line['reserved'])];
    if (counted) {
      if (reserved > 0 && isInternal(env, locationOf(line)))
        addReserved(env, productId, locationOf(line), -reserved);
      addQuantity(env, productId, locationOf(line), -quantity);
      addQuantity(env, productId, idOf(line['location_dest_id']) ?? 0, quantity);
    }
    patch(env, 'stock.move.line', line.id, { state: 'done', reserved: 0, date: env.nowMicros() });
  }
  patch(env, 'stock.move', id, {
    state: 'done',
    picked: true,
    date: env.nowMicros(),
    open_product_id: false,
    ...extra,
  });
  const saleLine = idOf(move['sale_line_id']);
  if (saleLine !== undefined) refreshDelivered(env, saleLine);
}

/** What has left for the customer, less what came back to be refunded; 0 for a product that the line no longer names. */
function refreshDelivered(env: Env, lineId: number): void {
  const line = rowOf(env, 'sale.order.line', lineId);
  if (line === undefined) return;
  let delivered = 0;
  for (const move of rowsWhere(env, 'stock.move', 'sale_line_id', lineId)) {
    if (move['state'] !== 'done' || move['product_id'] !== line['product_id']) continue;
    if (!isInternal(env, idOf(move['location_dest_id']))) delivered += numberOf(move['quantity']);
    else if (isTruthy(move['to_refund'])) delivered -= numberOf(move['quantity']);
  }
  const rounded = roundHalfUp(delivered, 2);
  if (rounded !== line['qty_delivered']) patch(env, 'sale.order.line', lineId, { qty_delivered: rounded });
}
