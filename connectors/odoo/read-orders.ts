import { z } from 'zod';
import { roundedFromDecimal, type Money } from '#domain/money.ts';
import type { BookedHead, BookedOrder } from '#domain/order.ts';
import type { RefusedRecord } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { Client } from './client.ts';
import { parseLineName, type LineName } from './external-ids.ts';
import type { OdooAnswer } from './protocol.ts';
import {
  errorFromRefusal,
  link,
  parseRows,
  refuseCut,
  requiredLink,
  requireRows,
  text,
  wholeUnits,
} from './records.ts';

const LINES_MAX = 50_000;

/** An order as Odoo has it now, with what is needed to change it. */
export interface OdooOrder {
  readonly id: number;
  readonly number: string;
  readonly state: BookedOrder['state'];
  readonly locked: boolean;
  readonly reference: string;
  readonly total: Money;
  readonly tax: Money;
  /** Lines that carry an external id of ours; what a person added is not among them, but is in the totals. */
  readonly lines: readonly OdooLine[];
}

export interface OdooLine {
  readonly id: number;
  /** Name part of our external id. */
  readonly name: string;
  readonly meaning: LineName;
  readonly productId: number | null;
  readonly quantity: number;
  readonly delivered: number;
  readonly price: number;
  readonly discount: number;
  readonly taxIds: readonly number[];
}

const states = {
  draft: 'draft',
  sent: 'draft',
  sale: 'confirmed',
  done: 'confirmed',
  cancel: 'canceled',
} as const;

const orderRow = z.object({
  id: z.int(),
  name: z.string(),
  state: z.enum(['draft', 'sent', 'sale', 'done', 'cancel']),
  locked: z.boolean().default(false),
  client_order_ref: text,
  currency_id: requiredLink,
  amount_total: z.number(),
  amount_tax: z.number(),
});
export type OrderRow = z.output<typeof orderRow>;

const lineRow = z.object({
  id: z.int(),
  order_id: requiredLink,
  product_id: link,
  product_uom_qty: wholeUnits,
  qty_delivered: wholeUnits,
  price_unit: z.number(),
  discount: z.number(),
  tax_id: z.array(z.int()).optional(),
  tax_ids: z.array(z.int()).optional(),
});
const ownedRow = z.object({ id: z.int(), order_id: requiredLink });

export interface ReadOrders {
  readonly rows: readonly OrderRow[];
  readonly refused: readonly RefusedRecord[];
  readonly answer: OdooAnswer;
}

/** The orders that a domain finds, without their lines. */
export async function searchOrders(
  client: Client,
  domain: readonly unknown[],
  limit: number,
): Promise<ReadOrders> {
  const fields = ['name', 'state', 'client_order_ref', 'currency_id', 'amount_total', 'amount_tax'];
  if ((await client.fields('sale.order')).has('locked')) fields.push('locked');
  const answer = await client.call({
    model: 'sale.order',
    method: 'search_read',
    effect: 'read',
    params: { domain },
    options: { fields, order: 'id', limit },
  });
  return { ...parseRows(orderRow, answer.result, 'sale.order'), answer };
}

/** Adds the lines: two calls for any number of orders, one of them only for lines that were never seen before. */
export async function withLines(
  client: Client,
  rows: readonly OrderRow[],
): Promise<{ orders: readonly OdooOrder[]; refused: readonly RefusedRecord[] }> {
  if (rows.length === 0) return { orders: [], refused: [] };
  const taxField = await client.taxField();
  const fields = [
    'order_id',
    'product_id',
    'product_uom_qty',
    'qty_delivered',
    'price_unit',
    'discount',
    taxField,
  ];
  const { result } = await client.call({
    model: 'sale.order.line',
    method: 'search_read',
    effect: 'read',
    params: { domain: [['order_id', 'in', rows.map(({ id }) => id)]] },
    options: { fields, order: 'id', limit: LINES_MAX },
  });
  const owners = requireRows(ownedRow, result, 'sale.order.line');
  refuseCut(owners, LINES_MAX, 'sale.order.line');
  const names = await client.ourNames(
    'sale.order.line',
    owners.map(({ id }) => id),
  );
  const ours = (result as unknown[]).filter((raw) => names.has(ownedRow.safeParse(raw).data?.id ?? 0));
  const parsed = parseRows(lineRow, ours, 'sale.order.line', [taxField]);
  const refused = new Map(
    parsed.refused.map(({ id, reason }) => [
      owners.find((row) => String(row.id) === id)?.order_id.id,
      reason,
    ]),
  );
  const orders = rows
    .filter(({ id }) => !refused.has(id))
    .map((row) => {
      const lines = parsed.rows
        .filter((line) => line.order_id.id === row.id)
        .flatMap((line) => toLine(line, names));
      return toOrder(row, lines);
    });
  return {
    orders,
    refused: rows.flatMap(({ id }) =>
      refused.has(id) ? [{ id: String(id), reason: refused.get(id) ?? '' }] : [],
    ),
  };
}

/** One order by a domain, or null. @throws RejectedError when several answer to one reference, or a line holds a fraction. */
export async function findOrder(client: Client, domain: readonly unknown[]): Promise<OdooOrder | null> {
  const { rows, refused } = await searchOrders(client, domain, 2);
  if (rows.length + refused.length > 1) {
    throw new RejectedError('Odoo has several orders with this reference; cancel or re-number all but one', {
      code: 'several-orders',
    });
  }
  const read = await withLines(client, rows);
  const [bad] = [...refused, ...read.refused];
  if (bad !== undefined) throw errorFromRefusal(bad);
  return read.orders[0] ?? null;
}

/** The order of an id. @throws RejectedError `missing-order`, and whatever `findOrder` refuses */
export async function existingOrder(client: Client, id: number): Promise<OdooOrder> {
  const order = await findOrder(client, [['id', '=', id]]);
  if (order === null) throw missingOrder();
  return order;
}

export function missingOrder(): RejectedError {
  return new RejectedError('Odoo does not have this order, or hides it from the user', {
    code: 'missing-order',
  });
}

/** What an order's row says without its lines. */
export function headOf(row: OrderRow): BookedHead {
  const { total, tax } = totalsOf(row);
  return { id: String(row.id), number: row.name, state: states[row.state], total, tax };
}

export function toBooked(order: OdooOrder): BookedOrder {
  const { id, number, reference, state, total, tax } = order;
  const lines = order.lines
    .filter(({ meaning }) => meaning.kind === 'line')
    .map(({ meaning, quantity, delivered }) => ({ reference: meaning.key, quantity, delivered }));
  return { id: String(id), number, reference, state, total, tax, lines };
}

function toLine(line: z.output<typeof lineRow>, names: ReadonlyMap<number, string>): OdooLine[] {
  const name = names.get(line.id);
  const meaning = name === undefined ? null : parseLineName(name);
  if (name === undefined || meaning === null) return [];
  const { id, product_uom_qty: quantity, qty_delivered: delivered, price_unit: price, discount } = line;
  return [
    {
      id,
      name,
      meaning,
      productId: line.product_id?.id ?? null,
      quantity,
      delivered,
      price,
      discount,
      taxIds: line.tax_id ?? line.tax_ids ?? [],
    },
  ];
}

/** The reference comes from our external ids: people may edit "Customer Reference", and other orders have one too. */
function toOrder(row: OrderRow, lines: readonly OdooLine[]): OdooOrder {
  const reference = lines[0]?.meaning.orderReference ?? row.client_order_ref ?? '';
  return {
    id: row.id,
    number: row.name,
    state: states[row.state],
    locked: row.locked,
    reference,
    ...totalsOf(row),
    lines,
  };
}

/** Odoo computes in floats (3.8000000000000043): rounded to the currency, as it shows them itself. */
export function totalsOf(row: OrderRow): {
  readonly total: Money;
  readonly tax: Money;
  readonly currency: string;
} {
  const currency = row.currency_id.name;
  return {
    total: roundedFromDecimal(row.amount_total, currency),
    tax: roundedFromDecimal(row.amount_tax, currency),
    currency,
  };
}
