/** A buffer that follows what is at risk. */
export interface AutoBuffer {
  readonly units: number;
  /** Epoch ms at which so many units were last needed. */
  readonly neededAt: number;
}

export interface AutoBufferRule {
  /** Units at most. */
  readonly max: number;
  /** From 0 to 1: less than this share below the buffer is no reason to lower it. */
  readonly slack: number;
  /** How long fewer units must have been needed before the buffer is lowered. */
  readonly restMs: number;
}

/**
 * The next buffer for `needed` units (the bound of the exposure). It is raised at once, because being late oversells. It is
 * lowered only when clearly fewer units were needed all through `restMs`, so that a number which swings by less than the
 * slack, or faster than the rest, moves nothing.
 */
export function followExposure(
  current: AutoBuffer,
  needed: number,
  { rule, now }: { readonly rule: AutoBufferRule; readonly now: number },
): AutoBuffer {
  const wanted = Math.min(rule.max, Math.max(0, Math.ceil(needed)));
  if (current.units > rule.max) return { units: rule.max, neededAt: now };
  if (wanted > current.units) return { units: wanted, neededAt: now };
  const isClearlyLess = wanted < current.units * (1 - rule.slack);
  if (!isClearlyLess) return { units: current.units, neededAt: now };
  return now - current.neededAt >= rule.restMs ? { units: wanted, neededAt: now } : current;
}
