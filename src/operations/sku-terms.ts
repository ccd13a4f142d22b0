import type { CellPlan } from '#reconcile/plan-cell.ts';
import type { WorkRow } from '#sdk/ledger/work.ts';

/** One summand of a number in a store. */
export interface Term {
  readonly term:
    | 'on-hand'
    | 'order'
    | 'buffer'
    | 'not-below-zero'
    | 'allocation'
    | 'missing'
    | 'not-yet-published';
  readonly amount: number;
  readonly detail: string;
}

interface TermContext {
  /** The connection that counts the location. */
  readonly authority: string | null;
  readonly work: WorkRow | null;
}

/** The summands of what a store shows; their sum is `shows`, whatever the state. */
export function termsOf(plan: CellPlan, shows: number, { authority, work }: TermContext): readonly Term[] {
  const { availability, expectation } = plan;
  if (availability === null) return [];
  const terms: Term[] = [
    { term: 'on-hand', amount: availability.onHand, detail: `counted by ${authority ?? 'its authority'}` },
    ...availability.lines.map(({ line, reserved }): Term => ({
      term: 'order',
      amount: -reserved,
      detail: `${line.connection} ${line.orderName} (order ${line.orderId}, line ${line.lineId})`,
    })),
  ];
  const add = (term: Term['term'], amount: number, detail: string): void => {
    if (amount !== 0) terms.push({ term, amount, detail });
  };
  add('buffer', -availability.buffer, 'kept back by the configuration');
  const sellable = Math.max(0, availability.available);
  add('not-below-zero', sellable - availability.available, 'more is promised than is there');
  const target = plan.target ?? sellable;
  add('allocation', target - sellable, 'the part of this channel, and what may be sold below zero');
  const missing = Math.min(target, expectation.missing ?? 0);
  add('missing', -missing, 'probably sold in the store; its order was not seen yet');
  add('not-yet-published', shows - (target - missing), whyNotPublished(plan, work));
  return terms;
}

const waits = {
  reading: 'the authority has not counted the item yet',
  'second-reading': 'a raise waits for a second reading of the authority',
  horizon: 'waits for a complete order poll',
  quarantine: 'a write of ours has an unknown outcome',
} as const;

function whyNotPublished(plan: CellPlan, work: WorkRow | null): string {
  if (work?.state === 'parked') return `parked: ${work.reason ?? 'no reason was kept'}`;
  if (work?.reason !== undefined && work.reason !== null && work.wanted > work.done) return work.reason;
  if (plan.waitsFor !== null) return waits[plan.waitsFor];
  return 'the next run of publish-stock writes it';
}
