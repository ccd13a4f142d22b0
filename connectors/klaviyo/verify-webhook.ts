import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { RawWebhook, Verdict } from '#sdk/define-connector.ts';
import type { SigningKeys } from '#sdk/signed-webhooks.ts';

/** How often and how long Klaviyo tries a delivery again is not published; its other webhooks are tried for a day. */
const AGE_MAX_MS = 7 * 86_400_000;
const AHEAD_MAX_MS = 600_000;

/** A delivery holds events of several topics; its body says which. */
export const TOPIC = 'system-webhook';

/**
 * `Klaviyo-Signature` is the HMAC-SHA256 in hexadecimal over the body and, behind it, the text of `Klaviyo-Timestamp`.
 * `Klaviyo-Webhook-Id` names the subscription and no delivery, so deliveries are told apart by their bodies, which hold the ids
 * of their events.
 */
export function verifyWebhook({ headers, body }: RawWebhook, { secrets, now }: SigningKeys): Verdict {
  const { 'klaviyo-timestamp': timestamp = '', 'klaviyo-signature': signature = '' } = headers;
  if (timestamp === '' || timestamp.length > 64) return refused('the header klaviyo-timestamp is missing');
  if (!/^[0-9a-f]{64}$/u.test(signature)) {
    return refused('the header klaviyo-signature is missing or has another form');
  }
  let isRight = false;
  // Every secret is compared, so that the time says nothing about which one fits.
  for (const secret of secrets) {
    const wanted = createHmac('sha256', secret.reveal()).update(body).update(timestamp).digest('hex');
    isRight = timingSafeEqual(Buffer.from(signature), Buffer.from(wanted)) || isRight;
  }
  if (!isRight) return refused('the signature is wrong');
  const triggeredAt = Date.parse(timestamp);
  if (!(triggeredAt <= now + AHEAD_MAX_MS && triggeredAt >= now - AGE_MAX_MS)) {
    return refused('the delivery is too old, from the future, or without a time');
  }
  const deliveryId = createHash('sha256').update(body).digest('hex');
  return { valid: true, deliveryId, topic: TOPIC, triggeredAt };
}

function refused(reason: string): Verdict {
  return { valid: false, reason };
}
