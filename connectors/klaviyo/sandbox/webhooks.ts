import { createHmac } from 'node:crypto';
import type { Clock } from '#sdk/clock.ts';
import type { Deliveries, Delivery } from '#sdk/sandbox/deliveries.ts';
import type { KlaviyoState, SandboxProfile, SandboxWebhook } from './state.ts';

/** How often a system webhook is tried again is not published; these are the fake's own. */
export const RETRY_DELAYS_MS: readonly number[] = [10, 60, 600, 3_600, 14_400].map(
  (seconds) => seconds * 1_000,
);

/** Tells every webhook of a topic what happened to a profile. */
export function emitEvent(
  { state, deliveries }: { readonly state: KlaviyoState; readonly deliveries: Deliveries },
  topic: string,
  profile: SandboxProfile,
): void {
  for (const webhook of state.webhooks.values()) {
    if (!webhook.isEnabled || !webhook.topics.includes(topic)) continue;
    const make = (): Delivery =>
      toDelivery(webhook, { topic, profile, clock: state.clock, id: state.nextId('EVE') });
    deliveries.post(topic, make, {
      onGivenUp: () => {
        webhook.isEnabled = false;
      },
    });
  }
}

/** The headers of a delivery: the signature is over the body and, behind it, the time as it is written in its header. */
export function signDelivery(options: {
  readonly webhookId: string;
  readonly at: number;
  readonly body: Uint8Array | string;
  readonly secret: string;
}): Readonly<Record<string, string>> {
  const timestamp = new Date(options.at).toUTCString();
  const signature = createHmac('sha256', options.secret).update(options.body).update(timestamp).digest('hex');
  return {
    'content-type': 'application/json',
    'klaviyo-webhook-id': options.webhookId,
    'klaviyo-timestamp': timestamp,
    'klaviyo-signature': signature,
  };
}

function toDelivery(
  { id: webhookId, url, secret }: SandboxWebhook,
  event: {
    readonly topic: string;
    readonly profile: SandboxProfile;
    readonly clock: Clock;
    readonly id: string;
  },
): Delivery {
  const at = event.clock.now();
  const time = new Date(at).toISOString();
  const body = JSON.stringify({
    data: [
      {
        external_id: event.id,
        topic: event.topic,
        payload: {
          data: {
            type: 'event',
            id: event.id,
            attributes: { timestamp: Math.floor(at / 1_000), event_properties: {}, datetime: time },
            relationships: { profile: { data: { type: 'profile', id: event.profile.id } } },
          },
        },
      },
    ],
    meta: { klaviyo_webhook_id: webhookId, timestamp: time },
  });
  return { url, body, headers: signDelivery({ webhookId, at, body, secret }) };
}
