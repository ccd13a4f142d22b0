import type { Refund } from '#domain/order.ts';
import { referenceOf, type RefundRun } from './refund-run.ts';

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
  const { context, work, order } = run;
  const { connection, clock, ledger } = context;
  const known = await ledger.read(async (tx) => {
    const open = [];
    for (const refund of order.refunds)
      open.push(...(await tx.discrepancies.about(referenceOf(run, refund))));
    return open.filter((entry) => entry.connection === connection);
  });
  const isWanted = (subject: string, type: string): boolean =>
    disputes.some((one) => one.type === type && referenceOf(run, one.refund) === subject);
  const isOver = (subject: string, type: string): boolean =>
    type === REFUND_MISSING ? credited.has(subject) : type in suggestions && !isWanted(subject, type);
  const over = known.filter(({ state, subject, type }) => state === 'open' && isOver(subject, type));
  if (over.length + disputes.length === 0) return;
  await ledger.write(async (tx) => {
    await tx.work.assertHeld([work]);
    for (const { type, subject } of over)
      await tx.discrepancies.close(type, connection, subject, 'repaired', clock.now());
    for (const { refund, type, detail } of disputes)
      await tx.discrepancies.open(
        {
          type,
          connection,
          subject: referenceOf(run, refund),
          detail,
          amount: refund.total.shop.minor,
          currency: order.currency,
          suggestion: suggestions[type] ?? 'Compare the two systems and correct one.',
        },
        clock.now(),
      );
  });
}
