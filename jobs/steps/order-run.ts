import type { Order } from '#domain/order.ts';
import { orderFromReference } from '#reconcile/order-document.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';

/** One run of a job about one order: what it is about and what it works with. */
export interface OrderRun<Target> {
  readonly context: JobContext;
  /** Its subject is the order's reference. */
  readonly work: LeasedWork;
  readonly target: Target;
  /** The channel's connection. */
  readonly store: string;
  readonly order: Order;
}

/** The order that the work names; null when it names none, which a person has to look at. */
export function originOf(context: JobContext, work: LeasedWork): ReturnType<typeof orderFromReference> {
  const origin = orderFromReference(work.subject);
  if (origin === null) context.park(work, 'the subject is no order reference; drop this work');
  return origin;
}

/** The run about the order as it is recorded, with what is personal of it; null when there is nothing to do. */
export async function openOrderRun<Target>(
  context: JobContext,
  work: LeasedWork | undefined,
  target: Target | undefined,
): Promise<OrderRun<Target> | null> {
  if (work === undefined || target === undefined) return null;
  const origin = originOf(context, work);
  if (origin === null) return null;
  const { connection: store, orderId } = origin;
  const stored = await context.ledger.read((tx) => tx.orders.get(store, orderId, { personal: true }));
  return stored === null ? null : { context, work, target, store, order: stored.order };
}
