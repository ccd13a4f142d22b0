import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RawWebhook, Verdict } from '#sdk/define-connector.ts';
import type { Secret } from '#sdk/secret.ts';

/** 32 bytes in standard base64: 43 characters, of which the last carries four bits, and one `=`. */
const CANONICAL_SIGNATURE = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;
const TOPIC = /^[a-z0-9_]+(?:[/.][a-z0-9_]+)*$/;
/** Printable ASCII without spaces: an id that can be stored, compared and shown as it is. */
const DELIVERY_ID = /^[\x21-\x7e]{1,200}$/;

export interface WebhookKeys {
  /** The current secret first, then the previous one during a rotation. */
  readonly secrets: readonly Secret[];
  readonly shop: string;
}

/**
 * Verifies a delivery: base64(HMAC-SHA256(secret, raw body)). Only the body is signed, so the shop's name is compared
 * as well: an app has one secret for all its shops. Nothing here protects from a replay; the delivery id does.
 */
export function verifyWebhook(webhook: RawWebhook, { secrets, shop }: WebhookKeys): Verdict {
  const { headers } = webhook;
  const signature = headers['x-shopify-hmac-sha256'];
  if (signature === undefined) return { valid: false, reason: 'no signature' };
  // Decoders also accept other spellings of the same bytes; Shopify sends one.
  if (!CANONICAL_SIGNATURE.test(signature)) return { valid: false, reason: 'malformed signature' };
  if (!isSignedByAny(webhook.body, Buffer.from(signature, 'base64'), secrets)) {
    return { valid: false, reason: 'wrong signature' };
  }
  if (headers['x-shopify-shop-domain']?.toLowerCase() !== shop)
    return { valid: false, reason: 'another shop' };
  const topic = headers['x-shopify-topic'];
  if (topic === undefined || !TOPIC.test(topic)) return { valid: false, reason: 'no topic' };
  const deliveryId = headers['x-shopify-webhook-id'];
  if (deliveryId === undefined || !DELIVERY_ID.test(deliveryId))
    return { valid: false, reason: 'no delivery id' };
  return { valid: true, deliveryId, topic, triggeredAt: toTime(headers['x-shopify-triggered-at']) };
}

/** The same work whichever secret fits, or none. */
function isSignedByAny(body: Uint8Array, given: Uint8Array, secrets: readonly Secret[]): boolean {
  let fits = false;
  for (const secret of secrets) {
    const expected = createHmac('sha256', secret.reveal()).update(body).digest();
    fits = timingSafeEqual(expected, given) || fits;
  }
  return fits;
}

function toTime(text: string | undefined): number | null {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? null : time;
}
