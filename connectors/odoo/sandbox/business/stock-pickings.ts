import type { Env } from '#connectors/odoo/sandbox/orm/model.ts';
import { mustRead, rowsWhere } from '#connectors/odoo/sandbox/orm/env.ts';
import { type Row, idOf, numberOf, textOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { insert, patch } from '#connectors/odoo/sandbox/orm/write.ts';

export interface NewPicking {
  readonly warehouse: Row;
  readonly kind: 'incoming' | 'outgoing';
  readonly partnerId: number | undefined;
  readonly origin: string;
  readonly saleId: number | undefined;
  readonly from: number;
  readonly to: number;
  readonly backorderOf?: number;
}

/** An empty transfer, named by the warehouse's own sequence. */
export function createPicking(env: Env, picking: NewPicking): Row {
  const { warehouse, kind } = picking;
  const type = mustRead(
    env,
    'stock.picking.type',
    numberOf(warehouse[kind === 'outgoing' ? 'out_type_id' : 'in_type_id']),
  );
  const prefix = `${textOf(warehouse['code'])}/${textOf(type['sequence_code'])}`;
  return insert(env, 'stock.picking', {
    name: `${prefix}/${String(env.db.nextNumber(prefix)).padStart(5, '0')}`,
    origin: picking.origin === '' ? false : picking.origin,
    state: 'confirmed',
    partner_id: picking.partnerId ?? false,
    picking_type_id: type.id,
    location_id: picking.from,
    location_dest_id: picking.to,
    scheduled_date: env.nowMicros(),
    date_done: false,
    backorder_id: picking.backorderOf ?? false,
    sale_id: picking.saleId ?? false,
    company_id: 1,
    note: false,
    priority: '0',
    carrier_id: false,
    carrier_tracking_ref: false,
  });
}

export function movesOf(env: Env, pickingId: number): Row[] {
  return rowsWhere(env, 'stock.move', 'picking_id', pickingId);
}

/** Derives a transfer's state from its moves and stores it when it changed; the order moves with it. */
export function refreshPicking(env: Env, id: number): void {
  const picking = mustRead(env, 'stock.picking', id);
  const states = movesOf(env, id).map((move) => textOf(move['state']));
  const state = stateFrom(states);
  if (picking['state'] === state) return;
  patch(env, 'stock.picking', id, { state });
  const order = idOf(picking['sale_id']);
  const ended = state === 'done' || state === 'cancel';
  if (order !== undefined && ended) patch(env, 'sale.order', order);
}

function stateFrom(states: readonly string[]): string {
  if (states.length === 0) return 'draft';
  if (states.every((state) => state === 'cancel')) return 'cancel';
  if (states.every((state) => state === 'done' || state === 'cancel')) return 'done';
  return states.some((state) => state === 'assigned' || state === 'partially_available')
    ? 'assigned'
    : 'confirmed';
}
