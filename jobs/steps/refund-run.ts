import type { Order, Refund } from '#domain/order.ts';
import { orderReference } from '#reconcile/order-document.ts';
import { refundReference } from '#reconcile/refund-document.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import type { RefundTarget } from '#sdk/refunds.ts';

/** One run of `export-refunds`: what it is about and what it works with. */
export interface RefundRun {
  readonly context: JobContext;
  readonly work: LeasedWork;
  readonly target: RefundTarget;
  /** The channel's connection. */
  readonly store: string;
  readonly order: Order;
}

export function referenceOf({ store, order }: Pick<RefundRun, 'store' | 'order'>, refund: Refund): string {
  return refundReference(orderReference(store, order.id), refund.id);
}
