import { asSuperuser, mustRead, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import { userError } from '#connectors/odoo/sandbox/orm/errors.ts';
import {
  type Env,
  button,
  type Field,
  type Model,
  type Version,
} from '#connectors/odoo/sandbox/orm/model.ts';
import {
  type Json,
  type Row,
  idOf,
  isTruthy,
  numberOf,
  textOf,
} from '#connectors/odoo/sandbox/orm/values.ts';
import { insert, patch } from '#connectors/odoo/sandbox/orm/write.ts';
import { createMove, setMoveQuantity } from './stock-moves.ts';
import { createPicking, movesOf, refreshPicking } from './stock-pickings.ts';

const link = (label: string, relation: string): Field => ({ type: 'many2one', label, relation });

/** The window that turns a done delivery into a return. */
export function returnModels(version: Version): Model[] {
  const run = button((env, ids) => createReturn(asSuperuser(env), version, ids[0] ?? 0));
  return [
    {
      name: 'stock.return.picking',
      title: 'Return Picking',
      className: 'StockReturnPicking',
      order: 'id',
      fields: {
        picking_id: link('Picking', 'stock.picking'),
        product_return_moves: {
          type: 'one2many',
          label: 'Moves',
          relation: 'stock.return.picking.line',
          inverse: 'wizard_id',
        },
      },
      created(env, row) {
        for (const move of movesOf(env, numberOf(row['picking_id']))) {
          if (move['state'] !== 'done') continue;
          insert(env, 'stock.return.picking.line', {
            wizard_id: row.id,
            move_id: move.id,
            product_id: move['product_id'] ?? false,
            // 17 proposes everything that was shipped; 18 and 19 propose nothing.
            quantity: version === 17 ? numberOf(move['quantity']) : 0,
            to_refund: true,
          });
        }
      },
      methods: version === 17 ? { create_returns: run } : { action_create_returns: run },
    },
    {
      name: 'stock.return.picking.line',
      title: 'Return Picking Line',
      className: 'StockReturnPickingLine',
      order: 'id',
      fields: {
        wizard_id: link('Wizard', 'stock.return.picking'),
        product_id: link('Product', 'product.product'),
        move_id: link('Move', 'stock.move'),
        quantity: { type: 'float', label: 'Quantity', digits: 2 },
        to_refund: { type: 'boolean', label: 'Update quantities on SO/PO' },
      },
    },
  ];
}

function createReturn(env: Env, version: Version, wizardId: number): Json {
  const wizard = mustRead(env, 'stock.return.picking', wizardId);
  const lines = rowsWhere(env, 'stock.return.picking.line', 'wizard_id', wizardId).filter(
    (line) => numberOf(line['quantity']) > 0,
  );
  if (lines.length === 0) throw userError('Please specify at least one non-zero quantity.');
  const original = mustRead(env, 'stock.picking', numberOf(wizard['picking_id']));
  const type = mustRead(env, 'stock.picking.type', numberOf(original['picking_type_id']));
  const picking = createPicking(env, {
    warehouse: mustRead(env, 'stock.warehouse', numberOf(type['warehouse_id'])),
    kind: 'incoming',
    partnerId: idOf(original['partner_id']),
    origin: `Return of ${textOf(original['name'])}`,
    saleId: idOf(original['sale_id']),
    from: numberOf(original['location_dest_id']),
    to: numberOf(original['location_id']),
  });
  for (const line of lines) returnLine(env, picking, line);
  refreshPicking(env, picking.id);
  const order = idOf(picking['sale_id']);
  if (order !== undefined) patch(env, 'sale.order', order);
  return {
    name: 'Returned Picking',
    view_mode: version === 17 ? 'form,tree,calendar' : 'form',
    res_model: 'stock.picking',
    res_id: picking.id,
    type: 'ir.actions.act_window',
    context: version === 17 ? windowContext(picking, type.id) : {},
  };
}

function returnLine(env: Env, picking: Row, line: Row): void {
  const move = mustRead(env, 'stock.move', numberOf(line['move_id']));
  const back = createMove(env, {
    productId: numberOf(move['product_id']),
    quantity: numberOf(line['quantity']),
    from: numberOf(move['location_dest_id']),
    to: numberOf(move['location_id']),
    picking,
    extra: {
      sale_line_id: move['sale_line_id'] ?? false,
      origin_returned_move_id: move.id,
      to_refund: isTruthy(line['to_refund']),
      name: move['name'] ?? false,
    },
  });
  setMoveQuantity(env, back.id, numberOf(line['quantity']));
}

function windowContext(picking: Row, typeId: number): Record<string, Json> {
  const filters = ['draft', 'assigned', 'confirmed', 'ready', 'planning_issues', 'available'];
  return {
    default_partner_id: picking['partner_id'] ?? false,
    search_default_picking_type_id: typeId,
    ...Object.fromEntries(filters.map((name) => [`search_default_${name}`, false])),
  };
}
