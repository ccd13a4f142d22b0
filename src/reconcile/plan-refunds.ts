import type { Order, Refund } from '#domain/order.ts';
import { toDecimal } from '#domain/money.ts';
import { creditOf, imbalanceOfRefund, refundsBeyondPaid } from '#domain/refund-balance.ts';

/** What ought to happen to one refund at the target that books its order. */
export type RefundStep =
  /** Nothing of it is still booked: the booking itself says less, or no money went back. */
  | { readonly step: 'none' }
  | { readonly step: 'credit' }
  /** The store contradicts itself; a person corrects it there. */
  | { readonly step: 'park'; readonly reason: string }
  /** It cannot be credited as it is; a person books it. */
  | { readonly step: 'dispute'; readonly type: string; readonly detail: string };

export interface PlannedRefund {
  readonly refund: Refund;
  readonly step: RefundStep;
}

/** Plans each refund of an order by itself, the oldest first. The booking of a canceled order is canceled: nothing is credited. */
export function planRefunds(order: Order): readonly PlannedRefund[] {
  const beyond = refundsBeyondPaid(order);
  return order.refunds
    .toSorted((one, other) => one.createdAt - other.createdAt)
    .map((refund) => ({ refund, step: stepOf(order, refund, beyond) }));
}

function stepOf(order: Order, refund: Refund, beyond: ReadonlySet<string>): RefundStep {
  if (order.canceledAt !== null) return { step: 'none' };
  const imbalance = imbalanceOfRefund(order, refund);
  if (imbalance !== null)
    return {
      step: 'park',
      reason: `refund ${refund.id} of ${order.name} does not add up: ${imbalance}. Correct it in the store; it is read again when the order changes.`,
    };
  const { total } = creditOf(order, refund);
  if (total.minor === 0) return { step: 'none' };
  if (beyond.has(refund.id))
    return {
      step: 'dispute',
      type: 'refund-exceeds-payment',
      detail: `with refund ${refund.id} more went back than was paid for ${order.name}`,
    };
  if (total.minor < 0)
    return {
      step: 'dispute',
      type: 'refund-keeps-back',
      detail: `refund ${refund.id} of ${order.name} keeps back ${toDecimal({ ...total, minor: -total.minor })} ${total.currency} more than it credits`,
    };
  return { step: 'credit' };
}
