import type { Focus, WantedActs } from '../plan/draw-focused-plan.ts';
import type { StepFault, VendorFault } from '../plan/fault-names.ts';
import type { Deed, HistoryPlan } from '../plan/history-plan.ts';

/** From and until, in milliseconds since the first moment at which something is done. */
type Span = readonly [number, number];
type Faults = Pick<Focus, 'rates' | 'aims'>;

/** Of the one SKU that no bundle is made of: nothing else is woken by a sale. */
export const lamps: HistoryPlan['stock'] = [
  [0, 0, 0],
  [40, 40, 40],
  [0, 0, 0],
];

/** Units of one SKU in the first warehouse and nothing else: all that is sold is sold from one cell. */
export function cups(units: number): HistoryPlan['stock'] {
  return [
    [units, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
}

interface CallNames {
  /** By the vendor. */
  readonly theirs: string;
  /** By our connector. */
  readonly ours: string;
}

/** Patterns of the calls that book or amend an order. */
export const booking: CallNames = { theirs: 'sale\\.order\\.load', ours: 'sale\\.order\\.load' };
/** Those that set a number of a store. */
export const stockSet: CallNames = { theirs: 'SetInventory', ours: 'stock\\.set' };

export function customers(count: number, what: Deed<'customer'>, span?: Span): WantedActs {
  return { who: 'customer', count, what, ...spanOf(span) };
}

export function warehouse(count: number, what: Deed<'warehouse'>, span?: Span): WantedActs {
  return { who: 'warehouse', count, what, ...spanOf(span) };
}

export function depot(count: number, what: Deed<'depot'>, span?: Span): WantedActs {
  return { who: 'depot', count, what, ...spanOf(span) };
}

/** A fault that hits nothing but the calls, webhooks or steps whose names match. */
export function hitting(fault: VendorFault | StepFault, rate: number, aim: string): Faults {
  return { rates: { [fault]: rate }, aims: { [fault]: aim } };
}

/** Orders of which no webhook tells, though one tells of the number that they moved. */
export function unseenOrders(rate: number): Faults {
  return hitting('webhook-dropped', rate, '^orders/');
}

/** Calls whose effect the caller does not learn of: it is there already, or comes up to four seconds later. */
export function unsure(
  { late, cut }: { readonly late: number; readonly cut: number },
  { theirs, ours }: CallNames,
): Faults {
  return together(hitting('late-effect', late, theirs), hitting('call-cut-after', cut, ours));
}

export function together(...all: readonly Faults[]): Faults {
  return {
    rates: Object.assign({}, ...all.map(({ rates }) => rates)) as HistoryPlan['rates'],
    aims: Object.assign({}, ...all.map(({ aims }) => aims)) as NonNullable<HistoryPlan['aims']>,
  };
}

function spanOf(span: Span | undefined): Pick<WantedActs, 'fromMs' | 'untilMs'> {
  return span === undefined ? {} : { fromMs: span[0], untilMs: span[1] };
}
