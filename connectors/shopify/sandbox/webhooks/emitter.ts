import { createHash, createHmac } from 'node:crypto';
import type { Clock } from '#sdk/clock.ts';
import {
  createDeliveries,
  type Delivery,
  type SendDelivery,
  type WebhookStats as DeliveryStats,
} from '#sdk/sandbox/deliveries.ts';
import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import type { ShopEvent, ShopState } from '../model/state.ts';
import { stringifyPayload } from './raw-number.ts';
import type { Subscription, Subscriptions } from './subscriptions.ts';
import { payloadOf, topicOfEnum } from './topics.ts';

/** Shopify gives a subscription that an app made up after this many deliveries in a row that nobody took. */
const FAILURES_MAX = 8;

/** Eight retries within about four hours. */
export const RETRY_DELAYS_MS: readonly number[] = [60, 120, 300, 600, 1_200, 2_400, 3_600, 5_400].map(
  (s) => s * 1_000,
);

/** What Shopify's post counts; `duplicated` are deliveries that went out twice. */
export interface WebhookStats extends Omit<DeliveryStats, 'doubled'> {
  readonly duplicated: number;
  /** Subscriptions that were removed, because nobody took what they were told. */
  readonly removed: number;
}

export interface EmitterOptions {
  readonly state: ShopState;
  readonly subscriptions: Subscriptions;
  readonly clock: Clock;
  readonly faults: FaultBoard;
  readonly apiVersion: string;
  /** The secret to sign with now; a rotation changes it. */
  readonly secret: () => string;
  readonly send: SendDelivery;
  readonly retryDelaysMs: readonly number[];
  /** What happened until then was told and taken before the story begins: it is counted, and nobody writes it down. */
  readonly toldUntil?: number | undefined;
}

/** Stands for a delivery that was told before the story begins. */
const TOLD: Delivery = { url: '', headers: {}, body: '' };

export interface Emitter {
  readonly emit: (event: ShopEvent) => void;
  readonly stats: () => WebhookStats;
  /** Nothing is delivered any more. */
  stop(): void;
}

export function createEmitter(options: EmitterOptions): Emitter {
  const { state, subscriptions } = options;
  let isStopped = false;
  let removed = 0;
  const deliveries = createDeliveries({
    ...options,
    send: (delivery) => (delivery === TOLD ? Promise.resolve(200) : options.send(delivery)),
  });
  const identify = createIdentities(state.settings.domain);

  const giveUp = (subscription: Subscription): void => {
    subscription.failures += 1;
    if (subscription.failures >= FAILURES_MAX && subscriptions.delete(subscription.id)) removed += 1;
  };
  const tell = (subscription: Subscription, event: ShopEvent, body: string, eventId: string): void => {
    const make = (): Delivery => ({
      url: subscription.uri,
      body,
      headers: headersOf(subscription, event, { body, eventId, webhookId: identify('delivery') }, options),
    });
    deliveries.post(event.topic, make, {
      onTaken: () => {
        subscription.failures = 0;
      },
      onGivenUp: () => giveUp(subscription),
    });
  };
  return {
    emit(event) {
      if (isStopped || subscriptions.size === 0) return;
      let body: string | undefined;
      let eventId: string | undefined;
      for (const subscription of subscriptions.values()) {
        if (topicOfEnum(subscription.topic) !== event.topic || !/^https?:/.test(subscription.uri)) continue;
        if (event.at <= (options.toldUntil ?? -Infinity)) {
          deliveries.post(event.topic, () => TOLD);
          continue;
        }
        body ??= toBody(state, event);
        if (body === undefined) return;
        eventId ??= identify('event');
        tell(subscription, event, body, eventId);
      }
    },
    stats: () => {
      const { doubled, ...counts } = deliveries.stats();
      return { ...counts, duplicated: doubled, removed };
    },
    stop: () => {
      isStopped = true;
      deliveries.stop();
    },
  };
}

function toBody(state: ShopState, event: ShopEvent): string | undefined {
  const payload = payloadOf(state, event);
  return payload === undefined ? undefined : stringifyPayload(payload);
}

function headersOf(
  subscription: Subscription,
  event: ShopEvent,
  {
    body,
    eventId,
    webhookId,
  }: { readonly body: string; readonly eventId: string; readonly webhookId: string },
  options: EmitterOptions,
): Readonly<Record<string, string>> {
  const triggeredAt = new Date(event.at).toISOString().replace('Z', '000000Z');
  return {
    'content-type': 'application/json',
    'user-agent': 'Shopify-Captain-Hook',
    'x-shopify-topic': event.topic,
    'x-shopify-hmac-sha256': createHmac('sha256', options.secret()).update(body).digest('base64'),
    'x-shopify-shop-domain': options.state.settings.domain,
    'x-shopify-api-version': options.apiVersion,
    // Equal for every try and every copy of one delivery: what receivers know repeats by.
    'x-shopify-webhook-id': webhookId,
    'x-shopify-event-id': eventId,
    'x-shopify-triggered-at': triggeredAt,
    ...(subscription.name === null ? {} : { 'x-shopify-name': subscription.name }),
  };
}

/** Ids that look random and repeat with the run. */
function createIdentities(seed: string): (kind: string) => string {
  let count = 0;
  return (kind) => {
    count += 1;
    const hex = createHash('sha256').update(`${seed} ${kind} ${count}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
}
