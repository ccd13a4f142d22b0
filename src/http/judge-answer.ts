import type { HttpResponse } from '#sdk/http.ts';

const TOO_MANY_REQUESTS = 429;
const INTERNAL_ERROR = 500;
const UNAVAILABLE = 503;
/** One poisoned request may get this answer again and again, so it takes many in a row to speak for an outage. */
const INTERNAL_ERROR_WEIGHT = 0.25;
/** Gateways say these for a server behind them that is away: 502, 503, 504, and Cloudflare's own. */
const AWAY = new Set([502, UNAVAILABLE, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530]);
/** A vendor that says "come back next week" is asked again within the hour. */
const RETRY_AFTER_MAX_MS = 3_600_000;

/** How much an answer speaks for an outage, from 0 to 1; the connector alone knows what it means otherwise. */
export function judgeAnswer(status: number): number {
  if (AWAY.has(status)) return 1;
  return status === INTERNAL_ERROR ? INTERNAL_ERROR_WEIGHT : 0;
}

/** `Retry-After` of a 429 or 503, in seconds (also fractions, as Shopify sends) or as a date of the vendor's clock. */
export function readRetryAfter({ status, headers, answeredAt }: HttpResponse): number | undefined {
  const text = headers['retry-after'];
  if (text === undefined || (status !== TOO_MANY_REQUESTS && status !== UNAVAILABLE)) return undefined;
  const vendorNow = Date.parse(headers['date'] ?? '');
  const delayMs = /^\d+(\.\d+)?$/.test(text)
    ? Number(text) * 1_000
    : Date.parse(text) - (Number.isNaN(vendorNow) ? answeredAt : vendorNow);
  return Number.isNaN(delayMs) ? undefined : Math.min(Math.max(0, Math.ceil(delayMs)), RETRY_AFTER_MAX_MS);
}
