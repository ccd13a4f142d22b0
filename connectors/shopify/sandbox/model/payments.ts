import { amountsOf } from './order-amounts.ts';
import { type Bag, subtractBags } from './money-math.ts';
import type { Order } from './records.ts';
import type { Transaction } from './payment-records.ts';
import { announce, type ShopState, touchOrder } from './state.ts';

/** Adds a successful movement of money to an order. The caller tells that the order changed. */
export function recordPayment(
  state: ShopState,
  order: Order,
  input: {
    readonly type: Transaction['type'];
    readonly amount: Bag;
    readonly gateway: string;
    readonly at: number;
    readonly parentId?: string | null;
    readonly status?: Transaction['status'];
  },
): Transaction {
  const transaction: Transaction = {
    kind: 'OrderTransaction',
    id: state.ids.next('OrderTransaction'),
    orderId: order.id,
    type: input.type,
    status: input.status ?? 'SUCCESS',
    gateway: input.gateway,
    test: order.test,
    amount: input.amount,
    parentId: input.parentId ?? null,
    createdAt: input.at,
    processedAt: input.at,
  };
  order.transactions.push(transaction);
  announce(state, 'order_transactions/create', transaction);
  return transaction;
}

/** Pays what is still open: captures an authorization if there is one, else takes a manual payment. */
export function payOrder(state: ShopState, order: Order, gateway = 'manual'): void {
  const { due } = amountsOf(order);
  if (due.shop <= 0) return;
  const authorization = order.transactions.find((entry) => entry.type === 'AUTHORIZATION');
  recordPayment(state, order, {
    type: authorization === undefined ? 'SALE' : 'CAPTURE',
    amount: due,
    gateway: authorization?.gateway ?? gateway,
    parentId: authorization?.id ?? null,
    at: state.now(),
  });
  order.paymentPending = false;
  touchOrder(state, order);
  announce(state, 'orders/paid', order);
}

/** What can still be paid back. */
export function refundableOf(order: Order): Bag {
  const { received, refunded } = amountsOf(order);
  return subtractBags(received, refunded);
}
