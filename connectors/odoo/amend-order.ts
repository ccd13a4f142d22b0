import type { BookedOrder } from '#domain/order.ts';
import { afterWrite } from '#sdk/call-effect.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import { balanceOf, balanceTotals } from './balance.ts';
import type { Client } from './client.ts';
import { orderName } from './external-ids.ts';
import { diffLines, isBalance, type LineDifference } from './line-diff.ts';
import { planLines, type LineResolver, type PlannedLine } from './line-plan.ts';
import type { HeaderBuilder } from './order-header.ts';
import type { PartnerFinder } from './partners.ts';
import { toBooked, withLines, type OdooOrder, type OrderRow } from './read-orders.ts';
import { errorFromRefusal } from './records.ts';
import { loadOrder } from './write-lines.ts';

/** What writing an order needs to know. */
export interface OrderDesk extends LineResolver {
  readonly client: Client;
  readonly partners: PartnerFinder;
  readonly header: HeaderBuilder;
}

/** Makes an order say what the store's says now. @throws RejectedError `not-amendable` */
export async function amendOrder(
  desk: OrderDesk,
  before: OdooOrder,
  order: OrderToBook,
): Promise<BookedOrder> {
  if (before.state === 'canceled') throw notAmendable(`${before.number} is canceled`);
  if (before.locked) throw notAmendable(`${before.number} is locked`);
  const planned = await planLines(order, desk);
  return before.state === 'draft'
    ? rewriteDraft(desk, before, order, planned)
    : changeConfirmed(desk, before, order, planned);
}

/** A draft is written anew, whole; lines that are gone are removed, and so is an old balance: it is computed again. */
async function rewriteDraft(
  desk: OrderDesk,
  before: OdooOrder,
  order: OrderToBook,
  planned: readonly PlannedLine[],
): Promise<BookedOrder> {
  const { client } = desk;
  await loadOrder(client, await desk.header(order, await desk.partners.of(order)), planned);
  return afterWrite('Odoo', async () => {
    const gone = [...diffLines(planned, before.lines).gone, ...before.lines.filter(isBalance)];
    if (gone.length > 0) {
      await client.call({
        model: 'sale.order.line',
        method: 'unlink',
        effect: 'write',
        ids: gone.map(({ id }) => id),
      });
    }
    const row = await balanceTotals(client, desk, {
      id: before.id,
      order,
      planned,
      before: balanceOf(undefined, order.currency),
    });
    return bookedFrom(client, row);
  });
}

/**
 * Odoo carries changes of a confirmed order into its deliveries. A line cannot be removed any more: its quantity becomes
 * 0. Customer and addresses stay: they are on the delivery already.
 */
async function changeConfirmed(
  desk: OrderDesk,
  before: OdooOrder,
  order: OrderToBook,
  planned: readonly PlannedLine[],
): Promise<BookedOrder> {
  const { client } = desk;
  const difference = diffLines(planned, before.lines);
  refuseImpossible(before, difference);
  const balance = before.lines.find(isBalance);
  try {
    const rows = [...difference.changed.map((change) => change.planned), ...difference.added];
    if (rows.length > 0)
      await loadOrder(client, { id: `${client.settings.module}.${orderName(order.reference)}` }, rows);
    const zeroed = difference.gone.filter(({ quantity }) => quantity !== 0).map(({ id }) => id);
    if (zeroed.length > 0) {
      await client.call({
        model: 'sale.order.line',
        method: 'write',
        effect: 'write',
        ids: zeroed,
        params: { vals: { product_uom_qty: 0 } },
      });
    }
  } catch (error) {
    if (error instanceof RejectedError) throw notAmendable(error.message, error);
    throw error;
  }
  return afterWrite('Odoo', async () => {
    const row = await balanceTotals(client, desk, {
      id: before.id,
      order,
      planned,
      before: balanceOf(balance, order.currency),
    });
    return bookedFrom(client, row);
  });
}

/** What Odoo would refuse, and what 17 and 18 accept and then never deliver: another product on a confirmed line. */
function refuseImpossible(before: OdooOrder, { changed, gone }: LineDifference): void {
  for (const { planned, existing } of changed) {
    if (planned.productId !== existing.productId)
      throw notAmendable(`a line of ${before.number} would change its product`);
    if (planned.quantity < existing.delivered)
      throw notAmendable(`${before.number} has delivered more of a line than is left of it`);
  }
  if (gone.some(({ delivered }) => delivered > 0))
    throw notAmendable(`${before.number} has delivered a line that is gone`);
}

async function bookedFrom(client: Client, row: OrderRow): Promise<BookedOrder> {
  const { orders, refused } = await withLines(client, [row]);
  const [order] = orders;
  const [bad] = refused;
  if (bad !== undefined) throw errorFromRefusal(bad);
  if (order === undefined) throw new TypeError('an order was read and is gone');
  return toBooked(order);
}

function notAmendable(message: string, cause?: unknown): RejectedError {
  return new RejectedError(message, { code: 'not-amendable', ...(cause === undefined ? {} : { cause }) });
}
