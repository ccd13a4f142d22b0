import type { BookedHead, BookedOrder } from '#domain/order.ts';
import { afterWrite } from '#sdk/call-effect.ts';
import type { OrderTarget, OrderToBook, Page } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import { amendOrder, type OrderDesk } from './amend-order.ts';
import { balanceOf, balanceTotals } from './balance.ts';
import { cancelOrder } from './cancel-order.ts';
import type { Client } from './client.ts';
import { createExtraProductFinder } from './extra-products.ts';
import { diffLines } from './line-diff.ts';
import { planLines, type PlannedLine } from './line-plan.ts';
import { createHeaderBuilder } from './order-header.ts';
import { createPartnerFinder } from './partners.ts';
import {
  existingOrder,
  findOrder,
  headOf,
  missingOrder,
  searchOrders,
  toBooked,
  withLines,
  type OdooOrder,
} from './read-orders.ts';
import { errorFromRefusal, refuseStuck } from './records.ts';
import { createTaxFinder } from './taxes.ts';
import { loadOrder } from './write-lines.ts';

const PAGE_MAX = 100;

/** What writing an order takes: its finders remember what they found, so one desk serves a whole connection. */
export function createOrderDesk(client: Client): OrderDesk {
  return {
    client,
    taxes: createTaxFinder(client),
    extraProduct: createExtraProductFinder(client),
    partners: createPartnerFinder(client),
    header: createHeaderBuilder(client),
  };
}

/**
 * Orders in Odoo. A second import with our external id is the same order, so sending again is safe at any time; a
 * search first is no guard against duplicates (six parallel ones made six orders), it only tells what a replay may do.
 *
 * Calls per new order: 3 for a known customer (find, load, read the totals), 2 more for a new one, 2 more when Odoo
 * rounds the taxes differently; confirming takes 2.
 */
export function createOrderTarget(desk: OrderDesk): OrderTarget {
  const { client } = desk;
  return {
    idempotency: { by: 'unique-reference' },
    quarantineMs: client.settings.quarantineMs,
    async find(reference) {
      const order = await findOrder(client, byReference(reference));
      return order === null ? null : toBooked(order);
    },
    read: (ids) => readOrders(client, ids),
    create: (order) => createOrder(desk, order),
    confirm: (id) => confirmOrder(client, databaseId(id)),
    amend: async (id, order) => amendOrder(desk, await existingOrder(client, databaseId(id)), order),
    cancel: (id) => cancelOrder(client, databaseId(id)),
    all: () => allOrders(client),
  };
}

async function createOrder(desk: OrderDesk, order: OrderToBook): Promise<BookedOrder> {
  const planned = await planLines(order, desk);
  if (planned.length === 0) throw new RejectedError('the order has nothing to book', { code: 'empty-order' });
  const before = await findOrder(desk.client, byReference(order.reference));
  if (before !== null) return completed(desk, before, order, planned);
  const header = await desk.header(order, await desk.partners.of(order));
  let id: number | undefined;
  try {
    id = await loadOrder(desk.client, header, planned);
  } catch (error) {
    if (error instanceof RejectedError) desk.partners.forget(order);
    throw error;
  }
  return afterWrite('Odoo', async () => {
    const written = { id: id ?? 0, order, planned, before: balanceOf(undefined, order.currency) };
    const row = await balanceTotals(desk.client, desk, written);
    // One transaction wrote exactly these lines, and their sum has been read back.
    const lines = order.lines
      .filter(({ quantity }) => quantity > 0)
      .map(({ reference, quantity }) => ({ reference, quantity, delivered: 0 }));
    return { ...headOf(row), reference: order.reference, lines };
  });
}

/** An order that an earlier try made. A replay rewrites the lines, so only a draft that says something else is written. */
async function completed(
  desk: OrderDesk,
  before: OdooOrder,
  order: OrderToBook,
  planned: readonly PlannedLine[],
): Promise<BookedOrder> {
  if (before.state !== 'draft') return toBooked(before);
  const { changed, added, gone } = diffLines(planned, before.lines);
  const isWhole =
    changed.length + added.length + gone.length === 0 &&
    before.total.minor === order.total.minor &&
    before.total.currency === order.currency;
  return isWhole ? toBooked(before) : amendOrder(desk, before, order);
}

/** Confirms first and asks afterwards: a second confirmation is refused by Odoo, and the state then says why. */
async function confirmOrder(client: Client, id: number): Promise<BookedHead> {
  try {
    await client.call({ model: 'sale.order', method: 'action_confirm', effect: 'write', ids: [id] });
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    const head = await readHead(client, id);
    if (head.state === 'confirmed') return head;
    throw error;
  }
  return afterWrite('Odoo', async () => {
    const head = await readHead(client, id);
    if (head.state === 'confirmed') return head;
    throw new RejectedError(`${head.number} is ${head.state} after its confirmation`, {
      code: 'not-confirmed',
    });
  });
}

async function readOrders(client: Client, ids: readonly string[]): Promise<readonly BookedOrder[]> {
  const numbers = ids.map(Number).filter((id) => Number.isSafeInteger(id) && id > 0);
  const orders: BookedOrder[] = [];
  for (let start = 0; start < numbers.length; start += PAGE_MAX) {
    const { rows, refused } = await searchOrders(
      client,
      [['id', 'in', numbers.slice(start, start + PAGE_MAX)]],
      PAGE_MAX,
    );
    const read = await withLines(client, rows);
    const [bad] = [...refused, ...read.refused];
    if (bad !== undefined) throw errorFromRefusal(bad);
    orders.push(...read.orders.map(toBooked));
  }
  return orders;
}

async function* allOrders(client: Client): AsyncIterable<Page<BookedOrder>> {
  let after = 0;
  for (;;) {
    const found = await searchOrders(
      client,
      [
        ['client_order_ref', '!=', false],
        ['id', '>', after],
      ],
      PAGE_MAX,
    );
    const read = await withLines(client, found.rows);
    const complete = found.rows.length + found.refused.length < PAGE_MAX;
    // A refused row may have no id that could be read.
    const seen = [
      ...found.rows.map(({ id }) => id),
      ...found.refused.map(({ id }) => Number(id ?? Number.NaN)),
    ].filter((id) => Number.isSafeInteger(id));
    refuseStuck(complete ? seen : [...seen, Math.max(after, ...seen)], after, 'sale.order');
    after = Math.max(after, ...seen);
    // "Customer Reference" is anybody's field; an order of ours has lines with external ids of ours.
    const items = read.orders.filter(({ lines }) => lines.length > 0).map(toBooked);
    const { sentAt, answeredAt } = found.answer;
    yield {
      items,
      refused: [...found.refused, ...read.refused],
      cursor: String(after),
      complete,
      sentAt,
      answeredAt,
    };
    if (complete) return;
  }
}

async function readHead(client: Client, id: number): Promise<BookedHead> {
  const { rows, refused } = await searchOrders(client, [['id', '=', id]], 1);
  const [bad] = refused;
  if (bad !== undefined) throw errorFromRefusal(bad);
  const [row] = rows;
  if (row === undefined) throw missingOrder();
  return headOf(row);
}

function byReference(reference: string): readonly unknown[] {
  return [['client_order_ref', '=', reference]];
}

function databaseId(id: string): number {
  const number = Number(id);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new RejectedError('an order is named by something that is no Odoo id', { code: 'bad-order-id' });
}
