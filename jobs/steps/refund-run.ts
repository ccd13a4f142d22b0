import type { Refund } from '#domain/order.ts';
import { orderReference } from '#reconcile/order-document.ts';
import { refundReference } from '#reconcile/refund-document.ts';
import type { RefundTarget } from '#sdk/refunds.ts';
import type { OrderRun } from './order-run.ts';

/** One run of `export-refunds`. */
export type RefundRun = OrderRun<RefundTarget>;

export function referenceOf({ store, order }: Pick<RefundRun, 'store' | 'order'>, refund: Refund): string {
  return refundReference(orderReference(store, order.id), refund.id);
}
