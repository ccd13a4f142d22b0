import type { HttpResponse, LimitReport } from '#sdk/http.ts';
import type { Cost, Envelope } from './answer-shape.ts';

/** Shopify's own advice for a throttled call is to wait at least this long. */
const THROTTLE_WAIT_MIN_MS = 1_000;

/**
 * What an answer said about the shop's bucket, from `extensions.cost`, or `Retry-After` where only that was given.
 * A throttled call ran nothing, so all of its reserved points go back.
 */
export function toLimitReport(
  response: HttpResponse,
  envelope: Envelope | undefined,
): LimitReport | undefined {
  const retryAfterMs = retryAfterOf(response);
  const cost = envelope?.extensions?.cost;
  if (cost === undefined) return retryAfterMs === undefined ? undefined : { retryAfterMs };
  const wasThrottled = isThrottled(envelope);
  const actualCost = cost.actualQueryCost ?? (wasThrottled ? 0 : undefined);
  const status = cost.throttleStatus;
  return {
    ...(actualCost === undefined ? {} : { actualCost }),
    ...(status === undefined
      ? {}
      : {
          available: status.currentlyAvailable,
          capacity: status.maximumAvailable,
          restorePerSecond: status.restoreRate,
        }),
    ...(wasThrottled ? { retryAfterMs: throttleWaitMs(cost) } : {}),
  };
}

/** How long until the bucket holds what the refused call asked for. */
export function throttleWaitMs(cost: Cost | undefined): number {
  const status = cost?.throttleStatus;
  const requested = cost?.requestedQueryCost;
  if (status === undefined || requested === undefined || status.restoreRate <= 0) return THROTTLE_WAIT_MIN_MS;
  const missing = requested - status.currentlyAvailable;
  return Math.max(THROTTLE_WAIT_MIN_MS, Math.ceil((missing / status.restoreRate) * 1_000));
}

/** `Retry-After` in seconds; Shopify writes it as a decimal text, `"2.0"`. */
export function retryAfterOf(response: HttpResponse): number | undefined {
  const seconds = Number.parseFloat(response.headers['retry-after'] ?? '');
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1_000) : undefined;
}

export function isThrottled(envelope: Envelope | undefined): boolean {
  const errors = envelope?.errors;
  return Array.isArray(errors) && errors.some((error) => error.extensions?.code === 'THROTTLED');
}
