import type { RateLimit } from '#http/waiting-line.ts';
import type { Clock } from '#sdk/clock.ts';
import type { LimitShape } from '#sdk/define-connector.ts';

/** A check runs beside a daemon whose bucket it does not share, so it takes this part of the limit at most. */
const SHARE = 0.25;
const BUSY_RETRY_MS = 25;

/** One call at a time, at a quarter of the vendor's pace. */
export function createGentleLimit(shape: LimitShape, clock: Clock): RateLimit<number> {
  const perMs = (paceOf(shape) * SHARE) / 1_000;
  let isBusy = false;
  let freeAt = 0;
  return {
    acquire({ cost }) {
      const now = clock.monotonicMs();
      if (isBusy || now < freeAt)
        return Promise.resolve({ granted: false, retryAfterMs: isBusy ? BUSY_RETRY_MS : freeAt - now });
      isBusy = true;
      freeAt = now + cost / perMs;
      return Promise.resolve({ granted: true, ticket: now });
    },
    settle(sentAt, { actualCost, retryAfterMs = 0 } = {}) {
      isBusy = false;
      if (actualCost !== undefined) freeAt = sentAt + actualCost / perMs;
      if (retryAfterMs > 0) freeAt = Math.max(freeAt, clock.monotonicMs() + retryAfterMs);
      return Promise.resolve();
    },
  };
}

/** What the vendor takes per second, in its own unit. A limit on concurrency alone is met by one call at a time. */
function paceOf(shape: LimitShape): number {
  switch (shape.kind) {
    case 'requests':
      return shape.perSecond;
    case 'window':
      return (shape.requestsMax / shape.windowMs) * 1_000;
    case 'cost':
      return shape.restorePerSecond;
    case 'concurrency':
      return Number.MAX_SAFE_INTEGER;
    default:
      return 1;
  }
}
