/** Points per second by plan; https://shopify.dev/docs/api/usage/rate-limits. */
export const restoreRates = { standard: 100, advanced: 200, plus: 1_000, enterprise: 2_000 } as const;
export type Plan = keyof typeof restoreRates;

/** Twenty seconds' worth fill it (observed; the size for Enterprise is assumed). */
const SECONDS_IN_BUCKET = 20;

export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

/** The leaky bucket of one app in one shop. */
export interface Bucket {
  /** Takes the points if they are there. */
  reserve(cost: number): boolean;
  /** Gives back what a call did not use. */
  refund(points: number): void;
  status(): ThrottleStatus;
  /** How many reservations it could not serve. */
  refused(): number;
}

export function createBucket(now: () => number, plan: Plan): Bucket {
  const restoreRate = restoreRates[plan];
  const maximum = restoreRate * SECONDS_IN_BUCKET;
  let available: number = maximum;
  let filledAt = now();
  let refusals = 0;
  const fill = (): void => {
    const at = now();
    available = Math.min(maximum, available + (Math.max(0, at - filledAt) / 1_000) * restoreRate);
    filledAt = at;
  };
  return {
    reserve(cost) {
      fill();
      if (cost > available) {
        refusals += 1;
        return false;
      }
      available -= cost;
      return true;
    },
    refund(points) {
      available = Math.min(maximum, available + points);
    },
    status() {
      fill();
      return { maximumAvailable: maximum, currentlyAvailable: Math.floor(available), restoreRate };
    },
    refused: () => refusals,
  };
}
