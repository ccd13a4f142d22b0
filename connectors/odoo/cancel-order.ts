import { z } from 'zod';
import type { BookedOrder } from '#domain/order.ts';
import { afterWrite } from '#sdk/call-effect.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { Client } from './client.ts';
import { existingOrder, toBooked } from './read-orders.ts';

const createdIds = z.union([z.array(z.int()), z.int().transform((id) => [id])]);

/**
 * Cancels an order whose goods are all still there. Odoo itself would cancel a delivered one, too: its done transfers
 * stay done. What counts is the state read afterwards: 17 and 18 answer a confirmed order's cancellation with a window.
 */
export async function cancelOrder(client: Client, id: number): Promise<BookedOrder> {
  const before = await existingOrder(client, id);
  if (before.state === 'canceled') return toBooked(before);
  if (before.lines.some(({ delivered }) => delivered > 0))
    throw notCancelable(`goods of ${before.number} have left`);
  if (before.locked) throw notCancelable(`${before.number} is locked`);
  const context = { disable_cancel_warning: true };
  await refusable(() =>
    client.call({ model: 'sale.order', method: 'action_cancel', effect: 'write', ids: [id], context }),
  );
  return afterWrite('Odoo', async () => {
    const after = await existingOrder(client, id);
    if (after.state === 'canceled') return toBooked(after);
    await refusable(() => cancelByWindow(client, id));
    const last = await existingOrder(client, id);
    if (last.state === 'canceled') return toBooked(last);
    throw notCancelable(`${before.number} stayed ${last.state} when it was canceled`);
  });
}

async function cancelByWindow(client: Client, id: number): Promise<void> {
  const model = 'sale.order.cancel';
  const { result } = await client.call({
    model,
    method: 'create',
    effect: 'write',
    params: { vals_list: [{ order_id: id }] },
  });
  const created = createdIds.safeParse(result);
  if (!created.success) throw notCancelable('Odoo did not open its cancel window');
  await client.call({ model, method: 'action_cancel', effect: 'write', ids: created.data });
}

async function refusable(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof RejectedError)
      throw new RejectedError(error.message, { code: 'not-cancelable', cause: error });
    throw error;
  }
}

function notCancelable(message: string): RejectedError {
  return new RejectedError(message, { code: 'not-cancelable' });
}
