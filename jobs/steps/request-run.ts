import type { Order } from '#domain/order.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { FulfillmentRequestTarget } from '#sdk/fulfillment-requests.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';

/** One run of `request-fulfillment`: what it is about and what it works with. */
export interface RequestRun {
  readonly context: JobContext;
  /** Its subject is the order's reference. */
  readonly work: LeasedWork;
  readonly target: FulfillmentRequestTarget;
  /** The channel's connection. */
  readonly store: string;
  readonly order: Order;
}
