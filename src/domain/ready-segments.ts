import type { Range, SegmentRule } from './segment.ts';

/** Where the steps of recency, frequency and monetary value lie, four each: they cut customers into five grades. */
export interface RfmThresholds {
  /** Ms since the last order, growing: up to the first is grade 5, beyond the last is grade 1. */
  readonly recencyMs: readonly [number, number, number, number];
  /** Orders, growing: from the last on is grade 5, below the first is grade 1. */
  readonly orders: readonly [number, number, number, number];
  /** Currency -> minor units, growing, graded as orders are. */
  readonly spent: ReadonlyMap<string, readonly [number, number, number, number]>;
}

/** Grades from 1 to 5; the best is 5. */
interface Grades {
  readonly recency?: { readonly from?: Grade; readonly to?: Grade };
  readonly orders?: { readonly from?: Grade; readonly to?: Grade };
  readonly spent?: { readonly from: Grade };
}

type Grade = 1 | 2 | 3 | 4 | 5;

const segments = {
  champions: { recency: { from: 4 }, orders: { from: 4 }, spent: { from: 4 } },
  loyal: { recency: { from: 3 }, orders: { from: 3 } },
  'big-spenders': { spent: { from: 5 } },
  'new-customers': { recency: { from: 5 }, orders: { to: 1 } },
  promising: { recency: { from: 3, to: 4 }, orders: { to: 2 } },
  'at-risk': { recency: { to: 2 }, orders: { from: 3 } },
  'cannot-lose': { recency: { to: 2 }, orders: { from: 4 }, spent: { from: 4 } },
  lost: { recency: { to: 1 } },
} as const satisfies Readonly<Record<string, Grades>>;

export type ReadySegment = keyof typeof segments;

export const readySegments = Object.keys(segments);

export function isReadySegment(name: string): name is ReadySegment {
  return Object.hasOwn(segments, name);
}

/** Those that need thresholds of money, which no default can know. */
export function weighsMoney(name: ReadySegment): boolean {
  return 'spent' in segments[name];
}

/**
 * A ready-made segment as a rule. The steps are fixed and not those of quintiles: so membership depends on a customer's own
 * figures and on time alone, nobody changes segment because somebody else bought something, and each answer can be explained.
 */
export function toReadyRule(name: ReadySegment, thresholds: RfmThresholds): SegmentRule {
  const grades: Grades = segments[name];
  const { recency, orders, spent } = grades;
  return {
    where: {
      ...(recency === undefined ? {} : { lastOrder: ageOf(recency, thresholds.recencyMs) }),
      ...(orders === undefined ? {} : { orders: rangeOf(orders, thresholds.orders) }),
      ...(spent === undefined
        ? {}
        : {
            spent: new Map(
              [...thresholds.spent].map(([currency, steps]) => [currency, rangeOf(spent, steps)]),
            ),
          }),
    },
    any: [],
    not: [],
  };
}

type Steps = readonly [number, number, number, number];

/** Grade 5 ends with the first step, grade 1 begins beyond the last. */
function ageOf({ from, to }: { readonly from?: Grade; readonly to?: Grade }, steps: Steps) {
  return {
    withinMs: from === undefined || from === 1 ? null : (steps[5 - from] ?? null),
    olderMs: to === undefined || to === 5 ? null : (steps[4 - to] ?? null),
  };
}

function rangeOf({ from, to }: { readonly from?: Grade; readonly to?: Grade }, steps: Steps): Range {
  const above = to === undefined || to === 5 ? null : (steps[to - 1] ?? null);
  return {
    min: from === undefined || from === 1 ? 1 : (steps[from - 2] ?? null),
    max: above === null ? null : above - 1,
  };
}
