import { z } from 'zod';
import { RejectedError } from '#sdk/errors.ts';
import type { Client } from './client.ts';
import { parseLineName } from './external-ids.ts';
import { markedParcel } from './parcel-mark.ts';
import type { WarehouseFinder } from './picking-types.ts';
import { link, refuseCut, requiredLink, requireRows, text, wholeUnits } from './records.ts';

const PICKINGS_MAX = 500;
const MOVES_MAX = 20_000;

/** A transfer that sends goods of an order away, or has sent them. */
export interface Delivery {
  readonly id: number;
  /** `WH/OUT/00019`. */
  readonly name: string;
  /** `ready`: it can be validated. `waiting`: on another transfer of its warehouse, or on a person. */
  readonly state: 'ready' | 'waiting' | 'done' | 'canceled';
  readonly note: string | null;
  readonly warehouseId: string;
  /** The parcel of another system that it repeats; null: none. */
  readonly parcel: string | null;
  readonly moves: readonly DeliveryMove[];
}

export interface DeliveryMove {
  readonly id: number;
  /** The channel's line id; null for what a person added. */
  readonly line: string | null;
  readonly isOpen: boolean;
  /** Units to leave, or that left. */
  readonly quantity: number;
  /** Somebody has ticked it off: it leaves at the next validation. */
  readonly picked: boolean;
  /** It moves a part of what the order line sells, in units of its own. */
  readonly isKitPart: boolean;
}

const states: Readonly<Record<string, Delivery['state']>> = {
  confirmed: 'ready',
  assigned: 'ready',
  done: 'done',
  cancel: 'canceled',
};

const pickingRow = z.object({
  id: z.int(),
  name: z.string(),
  state: z.string(),
  note: text,
  picking_type_id: requiredLink,
});
const moveRow = z.object({
  id: z.int(),
  state: z.string(),
  picking_id: requiredLink,
  sale_line_id: link,
  product_uom_qty: wholeUnits,
  quantity: wholeUnits,
  picked: z.boolean(),
  bom_line_id: link.optional(),
});

/** All deliveries of an order, oldest first. Returns are none. */
export async function readDeliveries(
  client: Client,
  warehouseOf: WarehouseFinder,
  orderId: string,
): Promise<readonly Delivery[]> {
  const { result } = await client.call({
    model: 'stock.picking',
    method: 'search_read',
    effect: 'read',
    params: {
      domain: [
        ['sale_id', '=', databaseId(orderId)],
        ['picking_type_id.code', '=', 'outgoing'],
      ],
    },
    options: {
      fields: ['name', 'state', 'note', 'picking_type_id'],
      order: 'id',
      limit: PICKINGS_MAX,
    },
  });
  const pickings = requireRows(pickingRow, result, 'stock.picking');
  refuseCut(pickings, PICKINGS_MAX, 'stock.picking');
  const moves = await readMoves(
    client,
    pickings.map(({ id }) => id),
  );
  const { module } = client.settings;
  return Promise.all(
    pickings.map(async ({ id, name, state, note, picking_type_id: type }) => ({
      id,
      name,
      state: states[state] ?? 'waiting',
      note,
      warehouseId: String(await warehouseOf(type.id)),
      parcel: markedParcel(module, note, id),
      moves: moves.get(id) ?? [],
    })),
  );
}

async function readMoves(
  client: Client,
  pickingIds: readonly number[],
): Promise<ReadonlyMap<number, readonly DeliveryMove[]>> {
  if (pickingIds.length === 0) return new Map();
  const kits = (await client.fields('stock.move')).has('bom_line_id') ? ['bom_line_id'] : [];
  const { result } = await client.call({
    model: 'stock.move',
    method: 'search_read',
    effect: 'read',
    params: {
      domain: [
        ['picking_id', 'in', pickingIds],
        ['state', '!=', 'cancel'],
      ],
    },
    options: {
      fields: ['picking_id', 'sale_line_id', 'state', 'product_uom_qty', 'quantity', 'picked', ...kits],
      order: 'id',
      limit: MOVES_MAX,
    },
  });
  const rows = requireRows(moveRow, result, 'stock.move');
  refuseCut(rows, MOVES_MAX, 'stock.move');
  const names = await client.ourNames('sale.order.line', [
    ...new Set(rows.flatMap(({ sale_line_id: line }) => (line === null ? [] : [line.id]))),
  ]);
  return Map.groupBy(
    rows.map((row) => ({ picking: row.picking_id.id, ...toMove(row, names) })),
    ({ picking }) => picking,
  );
}

function toMove(row: z.output<typeof moveRow>, names: ReadonlyMap<number, string>): DeliveryMove {
  const name = row.sale_line_id === null ? undefined : names.get(row.sale_line_id.id);
  const meaning = name === undefined ? null : parseLineName(name);
  const isOpen = row.state !== 'done';
  return {
    id: row.id,
    line: meaning?.kind === 'line' ? meaning.key : null,
    isOpen,
    quantity: isOpen ? row.product_uom_qty : row.quantity,
    picked: row.picked,
    isKitPart: (row.bom_line_id ?? null) !== null,
  };
}

function databaseId(id: string): number {
  const number = Number(id);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new RejectedError('an order is named by something that is no Odoo id', { code: 'bad-order-id' });
}
