import { asSuperuser, follow, mustRead, rowOf } from '#connectors/odoo/sandbox/orm/env.ts';
import {
  type Env,
  button,
  type Field,
  type MethodCall,
  type Model,
} from '#connectors/odoo/sandbox/orm/model.ts';
import { roundHalfUp } from '#connectors/odoo/sandbox/orm/rounding.ts';
import {
  type Json,
  type Row,
  idOf,
  isList,
  isObject,
  isTruthy,
  numberOf,
  textOf,
} from '#connectors/odoo/sandbox/orm/values.ts';
import { createRecord, insert, patch } from '#connectors/odoo/sandbox/orm/write.ts';
import { createMove, isOpen, reserveMove } from './stock-moves.ts';
import { refreshPicking } from './stock-pickings.ts';
import { inventoryLocation } from './stock-places.ts';
import { addQuantity, emptyQuant, locationOf, quantsAt } from './stock-quants.ts';

const float = (label: string, extra: Partial<Field> = {}): Field => ({
  type: 'float',
  label,
  digits: 2,
  ...extra,
});
const link = (label: string, relation: string, extra: Partial<Field> = {}): Field => ({
  type: 'many2one',
  label,
  relation,
  ...extra,
});

/** Quantities by product and location, and the counting of them. */
export const quantModel: Model = {
  name: 'stock.quant',
  title: 'Quants',
  className: 'StockQuant',
  order: 'id',
  fields: {
    product_id: link('Product', 'product.product', { required: true, whenTargetGoes: 'cascade' }),
    product_tmpl_id: link('Product Template', 'product.template', {
      compute: (env, row) => follow(env, 'product.product', row['product_id'])?.['product_tmpl_id'] ?? false,
    }),
    location_id: link('Location', 'stock.location', { required: true }),
    warehouse_id: link('Warehouse', 'stock.warehouse', {
      compute: (env, row) =>
        env.registry
          .get('stock.location')
          ?.fields['warehouse_id']?.compute?.(env, mustRead(env, 'stock.location', locationOf(row))) ?? false,
    }),
    company_id: link('Company', 'res.company'),
    quantity: float('Quantity'),
    reserved_quantity: float('Reserved Quantity'),
    available_quantity: float('Available Quantity', {
      compute: (_env, row) => roundHalfUp(numberOf(row['quantity']) - numberOf(row['reserved_quantity']), 2),
    }),
    inventory_quantity: float('Counted Quantity'),
    inventory_quantity_set: { type: 'boolean', label: 'Inventory Quantity Set' },
    in_date: { type: 'datetime', label: 'Incoming Date' },
  },
  prepare: (env, values) => ({ company_id: 1, in_date: env.nowMicros(), ...values }),
  writing: (_env, _rows, values) =>
    values['inventory_quantity'] === undefined ? values : { ...values, inventory_quantity_set: true },
  methods: {
    create: { params: ['vals_list'], required: 1, onRecords: false, needs: 'create', run: createQuants },
    action_apply_inventory: button((env, ids) => {
      for (const id of ids) applyCount(asSuperuser(env), id);
    }),
  },
};

/** In inventory mode a count of what already has a row goes to that row, whose id is the answer. */
function createQuants({ env, args }: MethodCall): Json {
  const given = args['vals_list'];
  const ids = (isList(given) ? given : [given]).map((item) => {
    const values = isObject(item) ? item : {};
    const [product, location] = [idOf(values['product_id']), idOf(values['location_id'])];
    const counts = values['inventory_quantity'] !== undefined && isTruthy(env.context['inventory_mode']);
    if (!counts || product === undefined || location === undefined)
      return createRecord(env, 'stock.quant', { ...values }).id;
    return countedQuant(env, product, location, numberOf(values['inventory_quantity'])).id;
  });
  return isList(given) ? ids : (ids[0] ?? false);
}

/** The quant that a count is noted on: the first at that place, or a new empty one. */
export function countedQuant(env: Env, productId: number, locationId: number, counted: number): Row {
  const row = quantsAt(env, productId, locationId)[0] ?? emptyQuant(env, productId, locationId);
  return patch(env, 'stock.quant', row.id, { inventory_quantity: counted, inventory_quantity_set: true });
}

/**
 * Books the difference between what was counted and what this one row says, as a move from or to the inventory
 * location; a move for nothing too. It corrects the row, not the product's total.
 */
export function applyCount(env: Env, quantId: number): void {
  const quant = mustRead(env, 'stock.quant', quantId);
  const [productId, location] = [numberOf(quant['product_id']), locationOf(quant)];
  const difference = roundHalfUp(numberOf(quant['inventory_quantity']) - numberOf(quant['quantity']), 2);
  const virtual = inventoryLocation(env);
  const [from, to] = difference >= 0 ? [virtual, location] : [location, virtual];
  bookMove(env, { productId, from, to, quantity: Math.abs(difference), label: countLabel(env, difference) });
  patch(env, 'stock.quant', quantId, {
    quantity: roundHalfUp(numberOf(quant['quantity']) + difference, 2),
    inventory_quantity: 0,
    inventory_quantity_set: false,
  });
  if (difference !== 0) addQuantity(env, productId, virtual, -difference);
  if (env.version >= 19 && difference > 0) assignWaiting(env, productId);
}

function countLabel(env: Env, difference: number): string {
  const what = difference === 0 ? 'Product Quantity Confirmed' : 'Product Quantity Updated';
  return `${what} (${textOf(rowOf(env, 'res.users', env.uid)?.['name'])})`;
}

/** A finished move outside any transfer; the caller moves the quants. */
export function bookMove(
  env: Env,
  move: { productId: number; from: number; to: number; quantity: number; label: string },
): Row {
  const row = createMove(env, {
    productId: move.productId,
    quantity: move.quantity,
    from: move.from,
    to: move.to,
    extra: {
      state: 'done',
      quantity: move.quantity,
      picked: true,
      is_inventory: true,
      name: move.label,
      open_product_id: false,
    },
  });
  insert(env, 'stock.move.line', {
    move_id: row.id,
    picking_id: false,
    product_id: move.productId,
    location_id: move.from,
    location_dest_id: move.to,
    quantity: move.quantity,
    reserved: 0,
    state: 'done',
    date: env.nowMicros(),
  });
  return row;
}

/** Lets waiting moves take what has come in, oldest first: 19 does it by itself, before it is the scheduler's work. */
export function assignWaiting(env: Env, productId: number): void {
  const table = env.db.table('stock.move');
  const waiting = [...(table.lookup('open_product_id', productId) ?? [])].toSorted((a, b) => a - b);
  for (const id of waiting) {
    const move = mustRead(env, 'stock.move', id);
    if (!isOpen(move) || numberOf(move['quantity']) >= numberOf(move['product_uom_qty'])) continue;
    reserveMove(env, id);
    const picking = idOf(move['picking_id']);
    if (picking !== undefined) refreshPicking(env, picking);
  }
}
