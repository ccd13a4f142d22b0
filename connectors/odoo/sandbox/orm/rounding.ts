/**
 * Rounds half away from zero to `digits` decimals, with the small nudge that the vendor gives a binary fraction so
 * that 10.005 becomes 10.01 and not 10.00.
 */
export function roundHalfUp(value: number, digits: number): number {
  const scale = 10 ** digits;
  const scaled = Math.abs(value) * scale;
  const nudge = scaled === 0 ? 0 : 2 ** (Math.floor(Math.log2(scaled)) - 50);
  const rounded = Math.floor(scaled + 0.5 + nudge) / scale;
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

/** Quantities are kept at two decimals, so differences below this are none. */
export function isZeroQuantity(value: number): boolean {
  return Math.abs(value) < 0.005;
}
