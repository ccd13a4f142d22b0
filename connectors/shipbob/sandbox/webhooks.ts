import { createHash, createHmac } from 'node:crypto';
import type { Clock } from '#sdk/clock.ts';
import {
  createDeliveries,
  type Delivery,
  type SendDelivery,
  type WebhookStats,
} from '#sdk/sandbox/deliveries.ts';
import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import type { SandboxEvent, Subscription } from './state.ts';

/** The published schedule: at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h. */
export const RETRY_DELAYS_MS: readonly number[] = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000].map(
  (seconds) => seconds * 1_000,
);

export interface Emitter {
  emit(event: SandboxEvent): void;
  stats(): WebhookStats;
  /** Nothing is delivered any more. */
  stop(): void;
}

/** Tells every subscription of a topic, and switches one off whose delivery nobody took. */
export function createEmitter(options: {
  readonly subscriptions: () => Iterable<Subscription>;
  readonly clock: Clock;
  readonly faults: FaultBoard;
  readonly send: SendDelivery;
  readonly retryDelaysMs: readonly number[];
}): Emitter {
  const { clock } = options;
  const deliveries = createDeliveries(options);
  return {
    emit(event) {
      for (const subscription of options.subscriptions()) {
        if (!subscription.isEnabled || !subscription.topics.includes(event.topic)) continue;
        const make = (count: number) => toDelivery(subscription, event, { at: clock.now(), count });
        deliveries.post(event.topic, make, () => {
          subscription.isEnabled = false;
        });
      }
    },
    stats: () => deliveries.stats(),
    stop: () => deliveries.stop(),
  };
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
