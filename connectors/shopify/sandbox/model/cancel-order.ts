import { isUnfinished } from './order-status.ts';
import { amountsOf } from './order-amounts.ts';
import { minBag } from './money-math.ts';
import { refundableOf } from './payments.ts';
import { refundOrder } from './refund.ts';
import type { Order } from './records.ts';
import { announce, type ShopState } from './state.ts';

export interface CancelInput {
  readonly reason: string;
  readonly restock: boolean;
  readonly refund: boolean;
  readonly staffNote?: string | null;
}

/** Why an order cannot be canceled, in Shopify's words; undefined when it can. */
export function reasonAgainstCancel(order: Order): string | undefined {
  if (order.cancelledAt !== null) return 'Cannot cancel an order that has already been canceled';
  if (order.fulfillments.some((entry) => entry.status === 'SUCCESS')) {
    return 'Cannot cancel an order that has outstanding fulfillments';
  }
  return undefined;
}

/** Cancels an order for good: what it holds goes back to stock if wanted, money goes back if wanted, nothing is due. */
export function cancelOrder(state: ShopState, order: Order, input: CancelInput): void {
  const now = state.now();
  order.cancelledAt = now;
  order.cancelReason = input.reason;
  order.cancelNote = input.staffNote ?? null;
  order.closedAt = now;
  const { lines } = amountsOf(order);
  const left = order.lines.flatMap((line) => {
    const quantity = lines.get(line.id)?.currentUnits ?? 0;
    return quantity === 0
      ? []
      : [
          {
            lineId: line.id,
            quantity,
            restockType: input.restock ? ('CANCEL' as const) : ('NO_RESTOCK' as const),
          },
        ];
  });
  const paid = refundableOf(order);
  refundOrder(state, order, {
    lines: left,
    shipping: 'all',
    amount: input.refund ? paid : minBag(paid, { shop: 0, presentment: 0 }),
  });
  for (const entry of order.fulfillmentOrders) {
    if (!isUnfinished(entry)) continue;
    entry.status = 'CLOSED';
    entry.updatedAt = now;
  }
  announce(state, 'orders/cancelled', order);
}
