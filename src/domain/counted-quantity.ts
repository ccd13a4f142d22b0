import Big from 'big.js';

/** `on-hand`: physically there. `available`: already less what its authority has promised to orders that it knows. */
export type QuantityKind = 'on-hand' | 'available';

/** Digits after the point that a vendor can mean; what lies beyond them is the noise of binary fractions. */
const VENDOR_DIGITS = 6;

/**
 * An authority's quantity in our units. It may be negative or broken, and count in cases of `unitsPer`. The rule:
 * multiply exactly, round half up to six digits, then go down to the whole number below, also below zero: 2.5 cases of
 * 12 are 30, 1.99 units are 1, -0.5 units are -1. So an error never shows a unit that is not there.
 *
 * @throws {RangeError} when it is no finite decimal number.
 */
export function toUnits(quantity: number | string, unitsPer = 1): number {
  const converted = toBig(quantity).times(unitsPer).round(VENDOR_DIGITS, Big.roundHalfUp);
  const whole = converted.round(0, converted.lt(0) ? Big.roundUp : Big.roundDown).toNumber();
  if (!Number.isSafeInteger(whole)) throw new RangeError('a quantity is too large to be counted in units');
  return whole === 0 ? 0 : whole;
}

function toBig(quantity: number | string): Big {
  try {
    return new Big(quantity);
  } catch (cause) {
    throw new RangeError('a quantity is no decimal number', { cause });
  }
}

/** States in which an authority may keep units apart. */
export type StockState =
  | 'available'
  | 'committed'
  | 'reserved'
  | 'damaged'
  | 'quality-control'
  | 'safety-stock'
  | 'incoming';

const COUNTED: Readonly<Record<QuantityKind, readonly StockState[]>> = {
  'on-hand': ['available', 'committed'],
  available: ['available'],
};

/**
 * The quantity of an authority that reports by state. On hand is what is free or committed to orders; damaged goods,
 * those in quality control, safety stock, units reserved for others and those still on their way are not for sale.
 * Null when a state that counts is missing: missing is not zero.
 */
export function countedQuantity(
  kind: QuantityKind,
  byState: Readonly<Partial<Record<StockState, number>>>,
): number | null {
  let sum = 0;
  for (const state of COUNTED[kind]) {
    const quantity = byState[state];
    if (quantity === undefined) return null;
    sum += quantity;
  }
  return sum;
}
