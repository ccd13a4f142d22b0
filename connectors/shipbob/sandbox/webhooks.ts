import { createHash, createHmac } from 'node:crypto';
import type { Deliveries, Delivery } from '#sdk/sandbox/deliveries.ts';
import type { SandboxEvent, ShipbobState, Subscription } from './state.ts';

/** The published schedule: at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h. */
export const RETRY_DELAYS_MS: readonly number[] = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000].map(
  (seconds) => seconds * 1_000,
);

/** Tells every subscription of a topic, and switches one off whose delivery nobody took. */
export function emitEvent(
  { state, deliveries }: { readonly state: ShipbobState; readonly deliveries: Deliveries },
  event: SandboxEvent,
): void {
  for (const subscription of state.subscriptions.values()) {
    if (!subscription.isEnabled || !subscription.topics.includes(event.topic)) continue;
    const make = (count: number): Delivery =>
      toDelivery(subscription, event, { at: state.clock.now(), count });
    deliveries.post(event.topic, make, {
      onGivenUp: () => {
        subscription.isEnabled = false;
      },
    });
  }
}

/** The headers of a delivery, signed as Standard Webhooks say: over id, time and body. */
export function signDelivery(options: {
  readonly id: string;
  readonly timestamp: number;
  readonly topic: string;
  readonly body: Uint8Array | string;
  readonly key: Uint8Array;
}): Readonly<Record<string, string>> {
  const { id, timestamp, topic, body, key } = options;
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
    'x-webhook-topic': topic,
  };
}

function toDelivery(
  { url, secret, id: subscription }: Subscription,
  { topic, body }: SandboxEvent,
  { at, count }: { readonly at: number; readonly count: number },
): Delivery {
  const text = JSON.stringify(body);
  const id = `msg_${createHash('sha256').update(`${subscription} ${topic} ${count}`).digest('hex').slice(0, 27)}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const timestamp = Math.floor(at / 1_000);
  return { url, body: text, headers: signDelivery({ id, timestamp, topic, body: text, key }) };
}
