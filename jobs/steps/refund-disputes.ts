import type { Refund } from '#domain/order.ts';
import { referenceOf, type RefundRun } from './refund-run.ts';
import { settleStanding } from './settle-standing.ts';

/** What a run may open about a refund, and what a person can do. */
const suggestions: Readonly<Record<string, string>> = {
  'refund-refused':
    'Make room for it in the target (rights, journal, open period, taxes) or book it there by hand; it is tried again at the next sweep.',
  'refund-differs': 'Compare the two; correct the credit note in the target, or accept the difference.',
  'refund-gone': 'Restore the credit note in the target or book the refund by hand, then accept.',
  'refund-canceled-in-target': 'Book the refund again by hand if the money did go back, then accept.',
  'refund-obsolete': 'Cancel the credit note in the target: the store no longer gives back what it credits.',
  'refund-exceeds-payment':
    'Compare the payments with the refunds in the store; book by hand what is right, then accept.',
  'refund-keeps-back': 'Invoice by hand what the store kept back, then accept.',
};

/** Opened by the sweep, and over once the refund is seen to be credited. */
export const REFUND_MISSING = 'refund-missing';

export interface RefundDispute {
  readonly refund: Refund;
  readonly type: string;
  readonly detail: string;
}

export function disputeOf(refund: Refund, type: string, detail: string): RefundDispute {
  return { refund, type, detail };
}

/** Of each refund of the order exactly these disputes are open afterwards: what is over is closed as repaired. */
export async function settleRefundDisputes(
  run: RefundRun,
  {
    disputes,
    credited,
  }: { readonly disputes: readonly RefundDispute[]; readonly credited: ReadonlySet<string> },
): Promise<void> {
  const { order } = run;
  await settleStanding(run, {
    subjects: order.refunds.map((refund) => referenceOf(run, refund)),
    suggestions,
    standing: disputes.map(({ refund, type, detail }) => ({
      type,
      subject: referenceOf(run, refund),
      detail,
      amount: refund.total.shop.minor,
      currency: order.currency,
    })),
    isOver: (type, subject) => type === REFUND_MISSING && credited.has(subject),
  });
}
