import type { Order } from '#domain/order.ts';
import type { OrderTarget } from '#sdk/capabilities.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';

/** One run of `export-order`: what it is about and what it works with. */
export interface Export {
  readonly context: JobContext;
  readonly work: LeasedWork;
  readonly target: OrderTarget;
  /** The channel's connection. */
  readonly store: string;
  readonly order: Order;
}
