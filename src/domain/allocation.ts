import Big from 'big.js';

/** What part of the available units a channel may show. */
export interface AllocationRule {
  /** From 0 to 1. */
  readonly share: number;
  /** Units at most; null: no limit. */
  readonly cap: number | null;
  /** Fewer units than this are shown as 0. */
  readonly showMin: number;
}

/** The rule `all`. */
export const showAll: AllocationRule = { share: 1, cap: null, showMin: 0 };

/**
 * The number that a channel may show; never negative. The terms, in this order: `available` has the buffer taken off
 * already and may be negative; `backorder` units may be sold below zero; then the share, rounded down; then the cap;
 * then the minimum. So channels whose shares add up to at most 1 never show more together than there is.
 */
export function allocate(available: number, rule: AllocationRule, backorder = 0): number {
  const sellable = Math.max(0, available + backorder);
  const part = shareOf(sellable, rule.share);
  const capped = rule.cap === null ? part : Math.min(part, rule.cap);
  return capped < rule.showMin ? 0 : capped;
}

/** In decimals: 0.29 of 100 is 29, and not the 28 that binary fractions make of it. */
function shareOf(units: number, share: number): number {
  return share === 1 ? units : new Big(share).times(units).round(0, Big.roundDown).toNumber();
}

/** Leave to sell below zero. With `shipsFrom` it is a pre-order: its orders are held until the goods are there. */
export interface Backorder {
  readonly units: number;
  /** Epoch ms at which the leave ends; null: it does not. */
  readonly until: number | null;
  /** Epoch ms. */
  readonly shipsFrom: number | null;
}

/** Units that may be sold below zero now. From the first millisecond of `until` on there are none. */
export function backorderUnits(backorder: Backorder | null, now: number): number {
  if (backorder === null) return 0;
  return backorder.until === null || now < backorder.until ? backorder.units : 0;
}
