const STEPS = 10_000;
/** Distance from the wanted amount, in minor units, that a rounding to the nearest surely repairs. */
const DISTANCE_MAX = 0.4;
/** Tried first where a price cannot hold all digits: Odoo may add up lines unrounded, and their distances with them. */
const DISTANCE_CLOSE = 0.05;

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
  for (const distance of stepMinor === 1 ? [DISTANCE_MAX] : [DISTANCE_CLOSE, DISTANCE_MAX]) {
    if (storePrice !== undefined && isHit(storePrice, quantity, nearest, totalMinor, distance)) {
      return { unitMinor: storePrice, discountSteps: nearest };
    }
    const found = searchPrice({ quantity, totalMinor, nearest, stepMinor, distance });
    if (found !== undefined) return found;
  }
  return { unitMinor: priceFor(totalMinor, quantity, 0, stepMinor), discountSteps: 0 };
}

/** The pair with the percentage nearest to `nearest` that comes within this distance of the amount. */
function searchPrice(wanted: {
  readonly quantity: number;
  readonly totalMinor: number;
  readonly nearest: number;
  readonly stepMinor: number;
  readonly distance: number;
}): LinePrice | undefined {
  const { quantity, totalMinor, nearest, stepMinor, distance } = wanted;
  for (let away = 0; away <= STEPS; away += 1) {
    for (const discountSteps of away === 0 ? [nearest] : [nearest - away, nearest + away]) {
      if (discountSteps < 0 || discountSteps >= STEPS) continue;
      const unitMinor = priceFor(totalMinor, quantity, discountSteps, stepMinor);
      if (isHit(unitMinor, quantity, discountSteps, totalMinor, distance))
        return { unitMinor, discountSteps };
    }
  }
  return undefined;
}

function priceFor(totalMinor: number, quantity: number, discountSteps: number, stepMinor: number): number {
  return Math.round((totalMinor * STEPS) / (quantity * (STEPS - discountSteps)) / stepMinor) * stepMinor;
}

function isHit(
  unitMinor: number,
  quantity: number,
  discountSteps: number,
  totalMinor: number,
  distance: number,
): boolean {
  return Math.abs((unitMinor * quantity * (STEPS - discountSteps)) / STEPS - totalMinor) <= distance;
}

function clamp(steps: number): number {
  return Math.min(STEPS, Math.max(0, steps));
}
