import { z } from 'zod';
import type { Shipment } from '#domain/shipment.ts';
import type { Page, RefusedRecord, ShipmentSource } from '#sdk/capabilities.ts';
import { changedRows } from './changes.ts';
import type { Client } from './client.ts';
import { parseLineName } from './external-ids.ts';
import {
  datetime,
  link,
  parseRows,
  requiredLink,
  refuseCut,
  requireRows,
  text,
  wholeUnits,
} from './records.ts';
import { markedParcel } from './parcel-mark.ts';
import type { WarehouseFinder } from './picking-types.ts';

const PICKINGS_MAX = 200;
const MOVES_MAX = 20_000;

/** Deliveries that were done in Odoo for orders that we booked, each partial one by itself. Returns are none. */
export function createShipmentSource(client: Client, warehouseOf: WarehouseFinder): ShipmentSource {
  return { changedSince: (cursor) => changedShipments(client, warehouseOf, cursor) };
}

const pickingRow = z.object({
  id: z.int(),
  picking_type_id: requiredLink,
  date_done: datetime,
  note: text,
  carrier_id: link.optional(),
  carrier_tracking_ref: text.optional(),
  carrier_tracking_url: text.optional(),
});
type PickingRow = z.output<typeof pickingRow>;

const moveRow = z.object({
  id: z.int(),
  picking_id: requiredLink,
  sale_line_id: link,
  quantity: wholeUnits,
  bom_line_id: link.optional(),
});
const moveOwner = z.object({ id: z.int(), picking_id: requiredLink, sale_line_id: link });

async function* changedShipments(
  client: Client,
  warehouseOf: WarehouseFinder,
  cursor: string | null,
): AsyncGenerator<Page<Shipment>> {
  const fields = await client.fields('stock.picking');
  // The carrier's fields exist only where Odoo's delivery apps are installed.
  const optional = ['carrier_id', 'carrier_tracking_ref', 'carrier_tracking_url'].filter((name) =>
    fields.has(name),
  );
  const pages = changedRows(client, cursor, {
    model: 'stock.picking',
    fields: ['picking_type_id', 'date_done', 'note', ...optional],
    domain: [
      ['state', '=', 'done'],
      ['picking_type_id.code', '=', 'outgoing'],
      ['sale_id.client_order_ref', '!=', false],
    ],
    limit: PICKINGS_MAX,
  });
  for await (const { result, answer, cursor: next, complete } of pages) {
    const { rows, refused } = parseRows(pickingRow, result, 'stock.picking', optional);
    const shipments = await toShipments(client, warehouseOf, rows);
    const { sentAt, answeredAt } = answer;
    yield {
      items: shipments.items,
      refused: [...refused, ...shipments.refused],
      cursor: next,
      complete,
      sentAt,
      answeredAt,
    };
  }
}

interface ShippedLine {
  readonly orderReference: string;
  readonly reference: string;
  readonly quantity: number;
}

async function toShipments(
  client: Client,
  warehouseOf: WarehouseFinder,
  pickings: readonly PickingRow[],
): Promise<{ items: Shipment[]; refused: RefusedRecord[] }> {
  const items: Shipment[] = [];
  const refused: RefusedRecord[] = [];
  if (pickings.length === 0) return { items, refused };
  const { lines, bad } = await readMoves(
    client,
    pickings.map(({ id }) => id),
  );
  for (const picking of pickings) {
    const shipped = lines.get(picking.id) ?? [];
    const [first] = shipped;
    const reason =
      bad.get(picking.id) ??
      (shipped.some((line) => line.orderReference !== first?.orderReference)
        ? 'stock.picking: goods of several orders in one transfer'
        : undefined);
    const warehouseId = first === undefined ? null : await warehouseOf(picking.picking_type_id.id);
    if (reason !== undefined) refused.push({ id: String(picking.id), reason });
    else if (first !== undefined && warehouseId === null)
      refused.push({
        id: String(picking.id),
        reason: 'stock.picking.picking_type_id: belongs to no warehouse',
      });
    else if (first !== undefined)
      items.push(toShipment(client, { picking, locationId: String(warehouseId), shipped }));
  }
  return { items, refused };
}

/** What each transfer moved of our lines. Lines that a person added to our order are not ours to report. */
async function readMoves(
  client: Client,
  pickingIds: readonly number[],
): Promise<{ lines: Map<number, ShippedLine[]>; bad: Map<number, string> }> {
  const kits = (await client.fields('stock.move')).has('bom_line_id') ? ['bom_line_id'] : [];
  const { result } = await client.call({
    model: 'stock.move',
    method: 'search_read',
    effect: 'read',
    params: {
      domain: [
        ['picking_id', 'in', pickingIds],
        ['state', '=', 'done'],
        ['sale_line_id', '!=', false],
      ],
    },
    options: { fields: ['picking_id', 'sale_line_id', 'quantity', ...kits], order: 'id', limit: MOVES_MAX },
  });
  const owners = requireRows(moveOwner, result, 'stock.move');
  refuseCut(owners, MOVES_MAX, 'stock.move');
  const names = await client.ourNames('sale.order.line', [
    ...new Set(owners.flatMap(({ sale_line_id: line }) => (line === null ? [] : [line.id]))),
  ]);
  const lines = new Map<number, ShippedLine[]>();
  const bad = new Map<number, string>();
  for (const [index, raw] of (result as unknown[]).entries()) {
    const owner = owners[index];
    const name = owner?.sale_line_id == null ? undefined : names.get(owner.sale_line_id.id);
    const meaning = name === undefined ? null : parseLineName(name);
    if (owner === undefined || meaning?.kind !== 'line') continue;
    const {
      rows: [move],
      refused: [refusal],
    } = parseRows(moveRow, [raw], 'stock.move');
    const reason =
      refusal?.reason ??
      (move?.bom_line_id == null
        ? undefined
        : 'stock.move.bom_line_id: parts of a kit are not counted in units of the order line');
    if (reason !== undefined) bad.set(owner.picking_id.id, reason);
    else if (move !== undefined && move.quantity > 0)
      addLine(lines, owner.picking_id.id, {
        orderReference: meaning.orderReference,
        reference: meaning.key,
        quantity: move.quantity,
      });
  }
  return { lines, bad };
}

/** Several moves of one line (lots, partial reservations) are one line of the parcel. */
function addLine(lines: Map<number, ShippedLine[]>, pickingId: number, line: ShippedLine): void {
  const before = lines.get(pickingId) ?? [];
  const same = before.find(
    ({ orderReference, reference }) => orderReference === line.orderReference && reference === line.reference,
  );
  const merged =
    same === undefined
      ? [...before, line]
      : before.map((other) =>
          other === same ? { ...line, quantity: line.quantity + other.quantity } : other,
        );
  lines.set(pickingId, merged);
}

function toShipment(
  { settings }: Client,
  {
    picking,
    locationId,
    shipped,
  }: {
    readonly picking: PickingRow;
    readonly locationId: string;
    readonly shipped: readonly ShippedLine[];
  },
): Shipment {
  const url = picking.carrier_tracking_url ?? null;
  return {
    id: String(picking.id),
    orderReference: shipped[0]?.orderReference ?? '',
    locationId,
    shippedAt: picking.date_done,
    carrier: picking.carrier_id?.name ?? null,
    trackingNumbers: (picking.carrier_tracking_ref ?? '')
      .split(/[,;]/u)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
    // For several parcels Odoo packs a JSON list into this text; the numbers then have to do.
    trackingUrl: url !== null && /^https?:\/\//u.test(url) ? url : null,
    lines: shipped.map(({ reference, quantity }) => ({ reference, quantity })),
    mirrorOf: markedParcel(settings.module, picking.note, picking.id),
  };
}
