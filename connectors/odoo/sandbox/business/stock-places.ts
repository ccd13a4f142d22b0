import { rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import { validationError } from '#connectors/odoo/sandbox/orm/errors.ts';
import type { Env, Model } from '#connectors/odoo/sandbox/orm/model.ts';
import { type Row, type Values, numberOf, textOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { insert, patch } from '#connectors/odoo/sandbox/orm/write.ts';

const CODE_LENGTH_MAX = 5;
const char = (label: string) => ({ type: 'char', label }) as const;
const link = (label: string, relation: string) => ({ type: 'many2one', label, relation }) as const;

export const operationTypes = [
  ['incoming', 'Receipt'],
  ['outgoing', 'Delivery'],
  ['internal', 'Internal Transfer'],
] as const;

export const locationModel: Model = {
  name: 'stock.location',
  title: 'Inventory Locations',
  className: 'StockLocation',
  order: 'complete_name, id',
  fields: {
    name: { type: 'char', label: 'Location Name', required: true },
    complete_name: char('Full Location Name'),
    usage: {
      type: 'selection',
      label: 'Location Type',
      selection: [
        ['supplier', 'Vendor Location'],
        ['view', 'View'],
        ['internal', 'Internal Location'],
        ['customer', 'Customer Location'],
        ['inventory', 'Inventory Loss'],
        ['production', 'Production'],
        ['transit', 'Transit Location'],
      ],
      fallback: 'internal',
      indexed: true,
    },
    location_id: link('Parent Location', 'stock.location'),
    active: { type: 'boolean', label: 'Active', fallback: true },
    company_id: link('Company', 'res.company'),
    warehouse_id: { ...link('Warehouse', 'stock.warehouse'), compute: (env, row) => warehouseOf(env, row) },
  },
  nameOf: (_env, row) => textOf(row['complete_name']),
  prepare: (env, values) => ({ ...values, complete_name: completeName(env, values) }),
};

export const warehouseModel: Model = {
  name: 'stock.warehouse',
  title: 'Warehouse',
  className: 'StockWarehouse',
  order: 'id',
  fields: {
    name: { type: 'char', label: 'Warehouse', required: true },
    code: { type: 'char', label: 'Short Name', required: true, indexed: true },
    active: { type: 'boolean', label: 'Active', fallback: true },
    company_id: { ...link('Company', 'res.company'), fallback: 1 },
    partner_id: link('Address', 'res.partner'),
    view_location_id: link('View Location', 'stock.location'),
    lot_stock_id: link('Location Stock', 'stock.location'),
    out_type_id: link('Out Type', 'stock.picking.type'),
    in_type_id: link('In Type', 'stock.picking.type'),
  },
  prepare(env, values) {
    // The vendor keeps five characters, and finds them taken when it derives the code of a longer one.
    if (
      textOf(values['code']).length > CODE_LENGTH_MAX ||
      rowsWhere(env, 'stock.warehouse', 'code', textOf(values['code'])).length > 0
    ) {
      throw validationError(
        'The operation cannot be completed: The short name of the warehouse must be unique per company!',
      );
    }
    return values;
  },
  created: (env, row) => {
    furnishWarehouse(env, row);
  },
};

export const pickingTypeModel: Model = {
  name: 'stock.picking.type',
  title: 'Picking Type',
  className: 'StockPickingType',
  order: 'id',
  fields: {
    name: { type: 'char', label: 'Operation Type', required: true },
    code: {
      type: 'selection',
      label: 'Type of Operation',
      selection: operationTypes,
    },
    sequence_code: char('Sequence Prefix'),
    warehouse_id: link('Warehouse', 'stock.warehouse'),
    default_location_src_id: link('Source Location', 'stock.location'),
    default_location_dest_id: link('Destination Location', 'stock.location'),
  },
};

/** A warehouse's own places and kinds of transfer, which the server makes with it. */
function furnishWarehouse(env: Env, warehouse: Row): void {
  const code = textOf(warehouse['code']);
  const place = (name: string, usage: string, parent: number | false): Row => {
    const values: Values = { name, usage, location_id: parent, active: true, company_id: 1 };
    return insert(env, 'stock.location', { ...values, complete_name: completeName(env, values) });
  };
  const view = place(code, 'view', false);
  const stock = place('Stock', 'internal', view.id);
  const kind = (name: string, type: string, prefix: string, from: number, to: number): Row =>
    insert(env, 'stock.picking.type', {
      name,
      code: type,
      sequence_code: prefix,
      warehouse_id: warehouse.id,
      default_location_src_id: from,
      default_location_dest_id: to,
    });
  const customers = customersLocation(env);
  patch(env, 'stock.warehouse', warehouse.id, {
    view_location_id: view.id,
    lot_stock_id: stock.id,
    in_type_id: kind('Receipts', 'incoming', 'IN', locationByUsage(env, 'supplier'), stock.id).id,
    out_type_id: kind('Delivery Orders', 'outgoing', 'OUT', stock.id, customers).id,
  });
}

function completeName(env: Env, values: Values): string {
  const parent = env.db.table('stock.location').rows.get(numberOf(values['location_id']));
  return parent === undefined
    ? textOf(values['name'])
    : `${textOf(parent['complete_name'])}/${textOf(values['name'])}`;
}

function warehouseOf(env: Env, location: Row): number | false {
  const [root] = textOf(location['complete_name']).split('/');
  for (const warehouse of env.db.table('stock.warehouse').rows.values())
    if (warehouse['code'] === root) return warehouse.id;
  return false;
}

function locationByUsage(env: Env, usage: string): number {
  return rowsWhere(env, 'stock.location', 'usage', usage)[0]?.id ?? 0;
}

export const customersLocation = (env: Env): number => locationByUsage(env, 'customer');
export const suppliersLocation = (env: Env): number => locationByUsage(env, 'supplier');
export const inventoryLocation = (env: Env): number => locationByUsage(env, 'inventory');
