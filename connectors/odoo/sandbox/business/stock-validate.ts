import type { Env } from '#connectors/odoo/sandbox/orm/model.ts';
import { asSuperuser, mustRead } from '#connectors/odoo/sandbox/orm/env.ts';
import { userError } from '#connectors/odoo/sandbox/orm/errors.ts';
import { roundHalfUp } from '#connectors/odoo/sandbox/orm/rounding.ts';
import {
  type Json,
  type Row,
  idOf,
  idsOf,
  isTruthy,
  numberOf,
  textOf,
} from '#connectors/odoo/sandbox/orm/values.ts';
import { patch } from '#connectors/odoo/sandbox/orm/write.ts';
import {
  cancelMove,
  completeMove,
  createMove,
  isOpen,
  linesOf,
  reserveMove,
  unreserveMove,
} from './stock-moves.ts';
import { createPicking, movesOf, refreshPicking } from './stock-pickings.ts';

/**
 * The validate button. A full transfer is done at once. For a part of one the server returns the window that asks
 * about a backorder and changes nothing, unless the context says `skip_backorder`.
 */
export function validatePickings(env: Env, ids: readonly number[]): Json {
  const pickings = ids.map((id) => mustRead(env, 'stock.picking', id));
  for (const picking of pickings) checkSomethingShips(env, picking);
  const partial = pickings.filter((picking) => !isComplete(env, picking));
  if (partial.length > 0 && !isTruthy(env.context['skip_backorder'])) return backorderWindow(ids);
  const dropped = idsOf(env.context['picking_ids_not_to_backorder']);
  for (const picking of pickings)
    completePicking(asSuperuser(env), picking.id, !dropped.includes(picking.id));
  return true;
}

/** Runs the window's answer: every transfer it names is done, with backorders for the rest. */
export function processBackorders(env: Env, wizardIds: readonly number[]): boolean {
  for (const id of wizardIds) {
    const wizard = mustRead(env, 'stock.backorder.confirmation', id);
    const ids =
      idsOf(wizard['pick_ids']).length > 0
        ? idsOf(wizard['pick_ids'])
        : idsOf(env.context['button_validate_picking_ids']);
    for (const picking of ids) completePicking(asSuperuser(env), picking, true);
  }
  return true;
}

function checkSomethingShips(env: Env, picking: Row): void {
  const moves = movesOf(env, picking.id).filter(isOpen);
  if (moves.some((move) => shipped(moves, move) > 0)) return;
  throw userError(
    env.version >= 19
      ? "Transfer trouble alert! Validating a zero quantity transfer? You're not moving invisible goods around are you?\n" +
          "Set some quantities and let's get moving!"
      : 'You cannot validate a transfer if no quantities are reserved. To force the transfer, encode quantities.',
  );
}

/** What a move will ship: picked moves only, or everything when nobody picked anything. */
function shipped(moves: readonly Row[], move: Row): number {
  const anyPicked = moves.some((other) => other['picked'] === true);
  return anyPicked && move['picked'] !== true ? 0 : numberOf(move['quantity']);
}

function isComplete(env: Env, picking: Row): boolean {
  const moves = movesOf(env, picking.id).filter(isOpen);
  return moves.every((move) => shipped(moves, move) >= numberOf(move['product_uom_qty']) - 0.005);
}

function completePicking(env: Env, id: number, withBackorder: boolean): void {
  const picking = mustRead(env, 'stock.picking', id);
  const moves = movesOf(env, id).filter(isOpen);
  const rests: { move: Row; rest: number; isWhole: boolean }[] = [];
  for (const move of moves) {
    const quantity = shipped(moves, move);
    const rest = roundHalfUp(numberOf(move['product_uom_qty']) - quantity, 2);
    if (quantity <= 0) rests.push({ move, rest: numberOf(move['product_uom_qty']), isWhole: true });
    else {
      if (rest > 0) rests.push({ move, rest, isWhole: false });
      completeMove(env, move.id, rest > 0 && !withBackorder ? {} : { product_uom_qty: quantity });
    }
  }
  if (env.version >= 19) touchCanceled(env, id);
  // The clock of the wall, not of the transaction: it can be a second later than write_date.
  patch(env, 'stock.picking', id, { date_done: env.nowMicros() });
  if (rests.length > 0) settleRests(env, picking, rests, withBackorder);
  refreshPicking(env, id);
  const order = idOf(picking['sale_id']);
  if (order !== undefined) patch(env, 'sale.order', order);
}

/** 19 writes the canceled moves of a transfer too when it is done. */
function touchCanceled(env: Env, id: number): void {
  for (const move of movesOf(env, id)) if (move['state'] === 'cancel') patch(env, 'stock.move', move.id);
}

function settleRests(
  env: Env,
  picking: Row,
  rests: readonly { move: Row; rest: number; isWhole: boolean }[],
  withBackorder: boolean,
): void {
  if (!withBackorder) {
    for (const { move, isWhole } of rests) if (isWhole) cancelMove(env, move.id);
    return;
  }
  const backorder = createBackorder(env, picking);
  for (const { move, rest, isWhole } of rests) {
    let waiting = move.id;
    if (isWhole) {
      unreserveMove(env, move.id);
      for (const line of linesOf(env, move.id))
        patch(env, 'stock.move.line', line.id, { picking_id: backorder.id });
      patch(env, 'stock.move', move.id, { picking_id: backorder.id, picked: false });
    } else waiting = copyForRest(env, move, backorder, rest).id;
    reserveMove(env, waiting);
  }
  refreshPicking(env, backorder.id);
}

function createBackorder(env: Env, picking: Row): Row {
  const type = mustRead(env, 'stock.picking.type', numberOf(picking['picking_type_id']));
  const backorder = createPicking(env, {
    warehouse: mustRead(env, 'stock.warehouse', numberOf(type['warehouse_id'])),
    kind: type['code'] === 'incoming' ? 'incoming' : 'outgoing',
    partnerId: idOf(picking['partner_id']),
    origin: textOf(picking['origin']),
    saleId: idOf(picking['sale_id']),
    from: numberOf(picking['location_id']),
    to: numberOf(picking['location_dest_id']),
    backorderOf: picking.id,
  });
  // It is a copy of the transfer, notes included; tracking numbers are the parcel's own.
  return patch(env, 'stock.picking', backorder.id, {
    scheduled_date: picking['scheduled_date'] ?? false,
    note: picking['note'] ?? false,
  });
}

function copyForRest(env: Env, move: Row, backorder: Row, rest: number): Row {
  return createMove(env, {
    productId: numberOf(move['product_id']),
    quantity: rest,
    from: numberOf(move['location_id']),
    to: numberOf(move['location_dest_id']),
    picking: backorder,
    extra: {
      sale_line_id: move['sale_line_id'] ?? false,
      origin: move['origin'] ?? false,
      name: move['name'] ?? false,
      to_refund: move['to_refund'] ?? false,
    },
  });
}

function backorderWindow(ids: readonly number[]): Json {
  const viewId = 893;
  return {
    name: 'Create Backorder?',
    type: 'ir.actions.act_window',
    view_mode: 'form',
    res_model: 'stock.backorder.confirmation',
    views: [[viewId, 'form']],
    view_id: viewId,
    target: 'new',
    context: {
      button_validate_picking_ids: ids,
      default_show_transfers: false,
      default_pick_ids: ids.map((id) => [4, id]),
    },
  };
}
