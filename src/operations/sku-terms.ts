import type { PartTerm } from '#reconcile/available.ts';
import { type CellPlan, type CellPolicy, lessMissing } from '#reconcile/plan-cell.ts';
import type { WorkRow } from '#sdk/ledger/work.ts';

/** One summand of a number in a store. */
export interface Term {
  readonly term:
    | 'on-hand'
    | 'made-of-parts'
    | 'order'
    | 'buffer'
    | 'auto-buffer'
    | 'backorder'
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
  /** What the plan was made by. */
  readonly policy: CellPolicy;
}

/** The summands of what a store shows; their sum is `shows`, whatever the state. None where no number is shown. */
export function termsOf(
  plan: CellPlan,
  shows: number,
  { authority, work, policy }: TermContext,
): readonly Term[] {
  const { availability, expectation } = plan;
  if (availability === null || (policy.notShown ?? null) !== null) return [];
  const { onHand, parts } = availability;
  const terms: Term[] = [
    parts === undefined
      ? { term: 'on-hand', amount: onHand, detail: `counted by ${authority ?? 'its authority'}` }
      : { term: 'made-of-parts', amount: onHand, detail: limitOf(parts, onHand) },
    ...availability.lines.map(({ line, reserved }): Term => ({
      term: 'order',
      amount: -reserved,
      detail: `${line.connection} ${line.orderName} (order ${line.orderId}, line ${line.lineId})`,
    })),
  ];
  const add = (term: Term['term'], amount: number, detail: string): void => {
    if (amount !== 0) terms.push({ term, amount, detail });
  };
  const { autoBuffer } = availability;
  add('buffer', autoBuffer - availability.buffer, 'kept back by the configuration');
  add('auto-buffer', -autoBuffer, 'kept back because it might be sold twice before all channels know');
  const backorder = policy.backorder ?? 0;
  add('backorder', backorder, 'may be sold although it is not there yet');
  const allowed = availability.available + backorder;
  const sellable = Math.max(Math.min(0, plan.target ?? 0), allowed);
  add('not-below-zero', sellable - allowed, 'more is promised than is there');
  const target = plan.target ?? sellable;
  add('allocation', target - sellable, ruleInWords(policy));
  const missing = target - lessMissing(target, expectation.missing ?? 0);
  add('missing', -missing, 'probably sold in the store; its order was not seen yet');
  add('not-yet-published', shows - (target - missing), whyNotPublished(plan, work));
  return terms;
}

/** Which part allows the least. */
function limitOf(parts: readonly PartTerm[], made: number): string {
  const limits = parts
    .filter(({ perUnit, availability }) => Math.floor((availability?.available ?? NaN) / perUnit) === made)
    .map(({ sku }) => sku);
  return `can be made of its parts; ${limits.join(', ')} allows no more`;
}

function ruleInWords({ allocation }: CellPolicy): string {
  if (allocation === undefined) return 'all of it is shown';
  const { share, cap, showMin } = allocation;
  const rules = [
    ...(share < 1 ? [`${Number((share * 100).toFixed(2))} % of it, rounded down`] : []),
    ...(cap === null ? [] : [`at most ${cap}`]),
    ...(showMin > 0 ? [`fewer than ${showMin} are shown as 0`] : []),
  ];
  return `this channel shows its part: ${rules.join('; ')}`;
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
