import type { OrderReturn } from '#domain/order-return.ts';
import { referenceOf, type ReturnRun } from './return-run.ts';
import { settleStanding } from './settle-standing.ts';

/** What a run may open about a return, and what a person can do. */
const suggestions = {
  'return-refused':
    'Mend what the warehouse names, or announce the return there by hand and accept; it is tried again at the next sweep.',
  'return-unclear':
    'Announce by hand, at the system that shipped them, the units that come back; then accept.',
  'return-made-there':
    'If the warehouse’s own return is the one that the store expects, accept; else cancel it there.',
  'return-canceled-in-warehouse':
    'Announce the return in the warehouse system by hand, or cancel it in the store; then accept.',
  'return-gone': 'Announce the return in the warehouse system by hand, then accept.',
  'return-not-withdrawn':
    'The goods have arrived although the store called the return off: decide there what becomes of them, then accept.',
} as const;

export interface ReturnDispute {
  readonly returned: OrderReturn;
  readonly type: keyof typeof suggestions;
  readonly detail: string;
}

export function disputeOf(returned: OrderReturn, type: ReturnDispute['type'], detail: string): ReturnDispute {
  return { returned, type, detail: `${returned.name}: ${detail}` };
}

/** Of each return of the order exactly these disputes are open afterwards. */
export async function settleReturnDisputes(
  run: ReturnRun,
  returns: readonly OrderReturn[],
  disputes: readonly ReturnDispute[],
): Promise<void> {
  await settleStanding(run, {
    subjects: returns.map((returned) => referenceOf(run, returned)),
    suggestions,
    standing: disputes.map(({ returned, type, detail }) => ({
      type,
      subject: referenceOf(run, returned),
      detail,
      amount: null,
      currency: null,
    })),
  });
}
