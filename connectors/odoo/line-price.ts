const STEPS = 10_000;
/** Distance from the wanted amount, in minor units, that a rounding to the nearest surely repairs. */
const DISTANCE_MAX = 0.4;

/** A unit price and a discount such that Odoo, which keeps two digits of each, computes exactly the wanted amount. */
export interface LinePrice {
  readonly unitMinor: number;
  /** Hundredths of a percent: 1250 is 12.5 %. */
  readonly discountSteps: number;
}

/**
 * Odoo has a percentage with two digits where a store has an amount: 33.33 % of 10.00 is fine, but no percentage takes
 * 0.01 off 5,000.00. First the store's own unit price with the nearest percentage; else the pair nearest to that
 * percentage whose product rounds to the amount. One exists for every quantity that people sell; if none does, the
 * nearest is returned and the difference shows in the totals.
 *
 * @param stepMinor the smallest step of a unit price, in minor units: 10 for currencies with three digits, else 1
 */
export function priceLine(
  line: { unitMinor: number; quantity: number; totalMinor: number },
  stepMinor: number,
): LinePrice {
  const { unitMinor, quantity, totalMinor } = line;
  const gross = unitMinor * quantity;
  const storePrice = unitMinor % stepMinor === 0 ? unitMinor : undefined;
  if (storePrice !== undefined && gross === totalMinor) return { unitMinor, discountSteps: 0 };
  const nearest = gross > 0 ? clamp(Math.round((1 - totalMinor / gross) * STEPS)) : 0;
  if (storePrice !== undefined && isHit(storePrice, quantity, nearest, totalMinor)) {
    return { unitMinor: storePrice, discountSteps: nearest };
  }
  for (let distance = 0; distance <= STEPS; distance += 1) {
    for (const discountSteps of distance === 0 ? [nearest] : [nearest - distance, nearest + distance]) {
      if (discountSteps < 0 || discountSteps >= STEPS) continue;
      const price = priceFor(totalMinor, quantity, discountSteps, stepMinor);
      if (isHit(price, quantity, discountSteps, totalMinor)) return { unitMinor: price, discountSteps };
    }
  }
  return { unitMinor: priceFor(totalMinor, quantity, 0, stepMinor), discountSteps: 0 };
}

function priceFor(totalMinor: number, quantity: number, discountSteps: number, stepMinor: number): number {
  return Math.round((totalMinor * STEPS) / (quantity * (STEPS - discountSteps)) / stepMinor) * stepMinor;
}

function isHit(unitMinor: number, quantity: number, discountSteps: number, totalMinor: number): boolean {
  return Math.abs((unitMinor * quantity * (STEPS - discountSteps)) / STEPS - totalMinor) <= DISTANCE_MAX;
}

function clamp(steps: number): number {
  return Math.min(STEPS, Math.max(0, steps));
}
