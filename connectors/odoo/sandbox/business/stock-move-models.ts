import { asSuperuser, follow } from '#connectors/odoo/sandbox/orm/env.ts';
import type { Env, Field, Model, Version } from '#connectors/odoo/sandbox/orm/model.ts';
import { type Row, idOf, numberOf, textOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { setMoveQuantity } from './stock-moves.ts';
import { refreshPicking } from './stock-pickings.ts';

const char = (label: string, extra: Partial<Field> = {}): Field => ({ type: 'char', label, ...extra });
const link = (label: string, relation: string, extra: Partial<Field> = {}): Field => ({
  type: 'many2one',
  label,
  relation,
  ...extra,
});
const float = (label: string): Field => ({ type: 'float', label, digits: 2 });
const stamp = (label: string): Field => ({ type: 'datetime', label });

/** What moves, from where to where, and how much of it is reserved. */
export function moveModel(version: Version): Model {
  return {
    name: 'stock.move',
    title: 'Stock Move',
    className: 'StockMove',
    order: 'sequence, id',
    fields: {
      ...(version >= 19 ? {} : { name: char('Description') }),
      sequence: { type: 'integer', label: 'Sequence' },
      state: {
        type: 'selection',
        label: 'Status',
        selection: [
          ['draft', 'New'],
          ['waiting', 'Waiting Another Move'],
          ['confirmed', 'Waiting Availability'],
          ['partially_available', 'Partially Available'],
          ['assigned', 'Available'],
          ['done', 'Done'],
          ['cancel', 'Cancelled'],
        ],
      },
      reference: char('Reference', { compute: (env, row) => referenceOf(env, row) }),
      origin: char('Source Document'),
      product_id: link('Product', 'product.product'),
      product_uom_qty: float('Demand'),
      product_qty: { ...float('Real Quantity'), compute: (_env, row) => numberOf(row['product_uom_qty']) },
      product_uom: link('UoM', 'uom.uom'),
      quantity: float('Quantity'),
      picked: { type: 'boolean', label: 'Picked' },
      picking_id: link('Transfer', 'stock.picking', { whenTargetGoes: 'cascade' }),
      sale_line_id: link('Sale Line', 'sale.order.line'),
      location_id: link('Source Location', 'stock.location'),
      location_dest_id: link('Destination Location', 'stock.location'),
      move_line_ids: {
        type: 'one2many',
        label: 'Move Lines',
        relation: 'stock.move.line',
        inverse: 'move_id',
      },
      origin_returned_move_id: link('Origin return move', 'stock.move'),
      to_refund: { type: 'boolean', label: 'Update quantities on SO/PO' },
      is_inventory: { type: 'boolean', label: 'Inventory' },
      date: stamp('Date Scheduled'),
      company_id: link('Company', 'res.company'),
      open_product_id: link('Product while open', 'product.product', { isInternal: true }),
    },
    nameOf: (env, row) => moveName(env, row),
    written(env, rows, values) {
      for (const row of rows) {
        if (values['quantity'] === undefined) continue;
        setMoveQuantity(asSuperuser(env), row.id, numberOf(values['quantity']));
        const picking = idOf(row['picking_id']);
        if (picking !== undefined) refreshPicking(asSuperuser(env), picking);
      }
    },
    writing: (_env, _rows, { quantity: _quantity, ...values }) => values,
  };
}

function referenceOf(env: Env, row: Row): string | false {
  const picking = follow(env, 'stock.picking', row['picking_id']);
  if (picking !== undefined) return textOf(picking['name']);
  return textOf(row['name']) === '' ? false : textOf(row['name']);
}

/** `S00346/SKU: Stock>Customers`. */
function moveName(env: Env, row: Row): string {
  const origin = textOf(row['origin']);
  const code = textOf(follow(env, 'product.product', row['product_id'])?.['default_code']);
  const from = textOf(follow(env, 'stock.location', row['location_id'])?.['name']);
  const to = textOf(follow(env, 'stock.location', row['location_dest_id'])?.['name']);
  return `${origin === '' ? '' : `${origin}/`}${code === '' ? '' : `${code}: `}${from}>${to}`;
}

/** The part of a move that was taken from one place. */
export const moveLineModel: Model = {
  name: 'stock.move.line',
  title: 'Product Moves (Stock Move Line)',
  className: 'StockMoveLine',
  order: 'id',
  fields: {
    move_id: link('Stock Operation', 'stock.move', { whenTargetGoes: 'cascade' }),
    picking_id: link('Transfer', 'stock.picking'),
    product_id: link('Product', 'product.product'),
    location_id: link('From', 'stock.location'),
    location_dest_id: link('To', 'stock.location'),
    quantity: float('Quantity'),
    reserved: { ...float('Reserved'), isInternal: true },
    state: char('Status'),
    date: stamp('Date'),
  },
};
