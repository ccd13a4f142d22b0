import Big from 'big.js';
import { type Money, money } from './money.ts';

/** One item that several channels show at once. */
export interface Exposed {
  /** Units sold per hour by all channels together. */
  readonly velocityPerHour: number;
  /** How long a sale on one channel takes to lower the others. */
  readonly propagationMs: number;
  /** Units that may still be sold. */
  readonly left: number;
  readonly unitPrice: Money;
  /** How many channels show them. */
  readonly channels: number;
}

export interface Exposure {
  /** Units oversold on average, were this moment to last for one propagation. */
  readonly expectedUnits: number;
  /** Units oversold at most, in 99 of 100 such times. */
  readonly boundUnits: number;
  readonly expected: Money;
  readonly bound: Money;
}

const HOUR_MS = 3_600_000;
const CONFIDENCE = 0.99;
/** Standard deviations that leave 1 in 100 above them. */
const NORMAL_SCORE = 2.326_347_874;
/** Beyond this many sales in one propagation the normal distribution says the same. */
const COUNTED_SALES_MAX = 10_000;

/**
 * What is at risk now. Sales within one propagation are counted as a Poisson process with mean m = velocity x propagation;
 * with L units left, expected = the sum over k > L of (k - L) P(k), and bound = k99 - L, where k99 is the least k with
 * P(sales <= k) >= 0.99. Each channel stops at the L that it shows, so neither is more than (channels - 1) x L, and one
 * channel alone oversells nothing. Sales that a channel could not make any more are counted too: both err high.
 *
 * @throws {RangeError} when a number is negative or none.
 */
export function exposureOf({ velocityPerHour, propagationMs, left, unitPrice, channels }: Exposed): Exposure {
  for (const number of [velocityPerHour, propagationMs, channels]) {
    if (!Number.isFinite(number) || number < 0) throw new RangeError('exposure takes numbers of 0 or more');
  }
  const shown = Math.max(0, left);
  const most = Math.max(0, channels - 1) * shown;
  const mean = (velocityPerHour * propagationMs) / HOUR_MS;
  const { expected, bound } = mean > COUNTED_SALES_MAX ? beyondNormal(mean, shown) : beyond(mean, shown);
  const expectedUnits = Math.min(expected, most);
  const boundUnits = Math.min(bound, most);
  return {
    expectedUnits,
    boundUnits,
    expected: priced(unitPrice, expectedUnits),
    bound: priced(unitPrice, boundUnits),
  };
}

interface Beyond {
  readonly expected: number;
  readonly bound: number;
}

/** Sums the probabilities up to `left`: E(N - L)+ = m - L + the sum over k <= L of (L - k) P(k). */
function beyond(mean: number, left: number): Beyond {
  let logProbability = -mean;
  let cumulated = 0;
  let short = 0;
  let quantile: number | null = null;
  for (let sales = 0; sales <= left || quantile === null; sales += 1) {
    if (sales > 0) logProbability += Math.log(mean / sales);
    const probability = Math.exp(logProbability);
    cumulated += probability;
    if (sales <= left) short += (left - sales) * probability;
    if (quantile === null && cumulated >= CONFIDENCE) quantile = sales;
    // What is left of the sum is nothing, and all of the rest is at or above `left`.
    if (quantile !== null && sales > mean && probability < Number.EPSILON / (1 + left)) break;
  }
  return { expected: Math.max(0, mean - left + short), bound: Math.max(0, (quantile ?? 0) - left) };
}

/** For very many sales: their mean alone decides, and the spread is small beside it. */
function beyondNormal(mean: number, left: number): Beyond {
  const most = Math.ceil(mean + NORMAL_SCORE * Math.sqrt(mean));
  return { expected: Math.max(0, mean - left), bound: Math.max(0, most - left) };
}

function priced(unitPrice: Money, units: number): Money {
  const minor = new Big(unitPrice.minor).times(units).round(0, Big.roundHalfUp).toNumber();
  return money(minor, unitPrice.currency);
}
