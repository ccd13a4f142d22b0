import { asSuperuser, follow } from '#connectors/odoo/sandbox/orm/env.ts';
import {
  type Env,
  button,
  type Field,
  type Model,
  type Version,
} from '#connectors/odoo/sandbox/orm/model.ts';
import { cancelMove, reserveMove, unreserveMove } from './stock-moves.ts';
import { movesOf, refreshPicking } from './stock-pickings.ts';
import { operationTypes } from './stock-places.ts';
import { moveLineModel, moveModel } from './stock-move-models.ts';
import { processBackorders, validatePickings } from './stock-validate.ts';

const char = (label: string, extra: Partial<Field> = {}): Field => ({ type: 'char', label, ...extra });
const link = (label: string, relation: string, extra: Partial<Field> = {}): Field => ({
  type: 'many2one',
  label,
  relation,
  ...extra,
});
const stamp = (label: string): Field => ({ type: 'datetime', label });

export interface TransferOptions {
  /** Whether the delivery application is installed, which adds the carrier and its tracking number. */
  readonly withDelivery: boolean;
}

/** Transfers, their moves, and the window that asks about a backorder. */
export function transferModels(version: Version, options: TransferOptions): Model[] {
  return [pickingModel(version, options), moveModel(version), moveLineModel, backorderModel, carrierModel];
}

function pickingModel(version: Version, { withDelivery }: TransferOptions): Model {
  const moves: Field = {
    type: 'one2many',
    label: 'Stock Moves',
    relation: 'stock.move',
    inverse: 'picking_id',
  };
  return {
    name: 'stock.picking',
    title: 'Transfer',
    className: 'StockPicking',
    order: 'priority desc, scheduled_date asc, id desc',
    fields: {
      name: char('Reference', { indexed: true }),
      origin: char('Source Document', { indexed: true }),
      state: {
        type: 'selection',
        label: 'Status',
        selection: [
          ['draft', 'Draft'],
          ['waiting', 'Waiting Another Operation'],
          ['confirmed', 'Waiting'],
          ['assigned', 'Ready'],
          ['done', 'Done'],
          ['cancel', 'Cancelled'],
        ],
      },
      partner_id: link('Contact', 'res.partner'),
      picking_type_id: link('Operation Type', 'stock.picking.type'),
      picking_type_code: {
        type: 'selection',
        label: 'Type of Operation',
        selection: operationTypes,
        compute: (env, row) => follow(env, 'stock.picking.type', row['picking_type_id'])?.['code'] ?? false,
      },
      location_id: link('Source Location', 'stock.location'),
      location_dest_id: link('Destination Location', 'stock.location'),
      scheduled_date: stamp('Scheduled Date'),
      date_done: stamp('Date of Transfer'),
      backorder_id: link('Back Order of', 'stock.picking'),
      backorder_ids: {
        type: 'one2many',
        label: 'Back Orders',
        relation: 'stock.picking',
        inverse: 'backorder_id',
      },
      move_ids: moves,
      ...(version >= 19 ? {} : { move_ids_without_package: moves }),
      move_line_ids: {
        type: 'one2many',
        label: 'Operations',
        relation: 'stock.move.line',
        inverse: 'picking_id',
      },
      sale_id: link('Sales Order', 'sale.order', { whenTargetGoes: 'clear' }),
      company_id: link('Company', 'res.company'),
      note: { type: 'html', label: 'Notes' },
      priority: {
        type: 'selection',
        label: 'Priority',
        selection: [
          ['0', 'Normal'],
          ['1', 'Urgent'],
        ],
      },
      ...(withDelivery
        ? {
            carrier_id: link('Carrier', 'delivery.carrier'),
            carrier_tracking_ref: char('Tracking Reference'),
          }
        : {}),
    },
    methods: {
      button_validate: button(validatePickings),
      action_assign: button((env, ids) => forMoves(env, ids, reserveMove)),
      action_confirm: button((env, ids) => forMoves(env, ids, reserveMove)),
      do_unreserve: button((env, ids) => {
        forMoves(env, ids, unreserveMove);
      }),
      action_cancel: button((env, ids) => forMoves(env, ids, cancelMove)),
    },
  };
}

function forMoves(env: Env, ids: readonly number[], act: (env: Env, moveId: number) => void): boolean {
  const inner = asSuperuser(env);
  for (const id of ids) {
    for (const move of movesOf(inner, id)) act(inner, move.id);
    refreshPicking(inner, id);
  }
  return true;
}

const backorderModel: Model = {
  name: 'stock.backorder.confirmation',
  title: 'Backorder Confirmation',
  className: 'StockBackorderConfirmation',
  order: 'id',
  fields: {
    pick_ids: { type: 'many2many', label: 'Pick', relation: 'stock.picking' },
    show_transfers: { type: 'boolean', label: 'Show Transfers' },
    backorder_confirmation_line_ids: {
      type: 'one2many',
      label: 'Backorder Confirmation Lines',
      relation: 'stock.backorder.confirmation.line',
      inverse: 'backorder_confirmation_id',
    },
  },
  methods: {
    process: button(processBackorders),
  },
};

export const backorderLineModel: Model = {
  name: 'stock.backorder.confirmation.line',
  title: 'Backorder Confirmation Line',
  className: 'StockBackorderConfirmationLine',
  order: 'id',
  fields: {
    backorder_confirmation_id: link('Immediate Transfer', 'stock.backorder.confirmation'),
    picking_id: link('Transfer', 'stock.picking'),
    to_backorder: { type: 'boolean', label: 'To Backorder' },
  },
};

const carrierModel: Model = {
  name: 'delivery.carrier',
  title: 'Shipping Methods',
  className: 'DeliveryCarrier',
  order: 'id',
  fields: {
    name: { type: 'char', label: 'Delivery Method', required: true, indexed: true },
    active: { type: 'boolean', label: 'Active', fallback: true },
  },
};
