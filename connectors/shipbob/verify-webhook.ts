import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RawWebhook, Verdict } from '#sdk/define-connector.ts';
import type { Secret } from '#sdk/secret.ts';
import type { SigningKeys } from '#sdk/signed-webhooks.ts';

/** Deliveries are tried for up to five days, as the published description of the webhooks says. */
const AGE_MAX_MS = 7 * 86_400_000;
const AHEAD_MAX_MS = 600_000;
const SIGNATURES_MAX = 10;
/** One entry: 32 bytes in base64. The description's own example leaves the padding out, so both spellings are taken. */
const ENTRY = /^v\d+,[A-Za-z0-9+/]{43}=?$/u;

/**
 * Standard Webhooks: `v1,<base64>` of HMAC-SHA256 over `id.timestamp.body`, keyed by the bytes behind `whsec_`. The topic is not
 * signed, so a delivery may be told under another one; it is a hint, and costs a read. An old delivery cannot be told
 * from a late one, and its id is known: it only must not come after every retry, nor from the future.
 */
export function verifyWebhook({ headers, body }: RawWebhook, { secrets, now }: SigningKeys): Verdict {
  const {
    'webhook-id': id = '',
    'webhook-timestamp': timestamp = '',
    'x-webhook-topic': topic = '',
  } = headers;
  if (id === '' || id.length > 200) return refused('the header webhook-id is missing');
  if (topic === '') return refused('the header x-webhook-topic is missing');
  if (!/^\d{1,12}$/u.test(timestamp)) return refused('the header webhook-timestamp is missing');
  const entries = (headers['webhook-signature'] ?? '').split(' ');
  if (entries.length > SIGNATURES_MAX || !entries.every((entry) => ENTRY.test(entry))) {
    return refused('the header webhook-signature is missing or has another form');
  }
  const given = entries.filter((entry) => entry.startsWith('v1,')).map((entry) => entry.slice(3));
  const wanted = secrets.map((secret) => sign(secret, `${id}.${timestamp}.`, body));
  let isRight = false;
  // Every pair is compared, so that the time says nothing about which one fits.
  for (const one of given) {
    for (const other of wanted) isRight = isEqual(one, other) || isRight;
  }
  if (!isRight) return refused('the signature is wrong');
  const triggeredAt = Number(timestamp) * 1_000;
  if (triggeredAt > now + AHEAD_MAX_MS || triggeredAt < now - AGE_MAX_MS) {
    return refused('the delivery is too old, or from the future');
  }
  return { valid: true, deliveryId: id, topic, triggeredAt };
}

function sign(secret: Secret, prefix: string, body: Uint8Array): string {
  const key = Buffer.from(secret.reveal().replace('whsec_', ''), 'base64');
  return createHmac('sha256', key).update(prefix).update(body).digest('base64');
}

/** Texts and not bytes are compared: several texts of base64 are the same bytes. */
function isEqual(given: string, wanted: string): boolean {
  const padded = given.length === wanted.length ? given : `${given}=`;
  return timingSafeEqual(Buffer.from(padded), Buffer.from(wanted));
}

function refused(reason: string): Verdict {
  return { valid: false, reason };
}
