import { createHash, createHmac } from 'node:crypto';
import type { Clock } from '#sdk/clock.ts';
import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import type { ShopEvent, ShopState } from '../model/state.ts';
import { stringifyPayload } from './raw-number.ts';
import type { Subscription, Subscriptions } from './subscriptions.ts';
import { payloadOf, topicOfEnum } from './topics.ts';

/** Shopify gives a subscription that an app made up after this many deliveries in a row that nobody took. */
const FAILURES_MAX = 8;
const LATE_MAX_MS = 20_000;

/** Eight retries within about four hours. */
export const RETRY_DELAYS_MS: readonly number[] = [60, 120, 300, 600, 1_200, 2_400, 3_600, 5_400].map(
  (s) => s * 1_000,
);

export interface Delivery {
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one delivery; resolves to the status, or rejects when nobody listens. */
export type SendDelivery = (delivery: Delivery) => Promise<number>;

/** `sent` counts events told to a subscription, with the dropped ones; `delivered` those that got a 2xx. */
export interface WebhookStats {
  readonly sent: number;
  readonly duplicated: number;
  readonly dropped: number;
  readonly late: number;
  readonly delivered: number;
  readonly retried: number;
  /** Deliveries that were never taken, after all retries. */
  readonly failed: number;
  /** Subscriptions that were removed for it. */
  readonly removed: number;
  /** Deliveries that are waiting or under way. */
  readonly pending: number;
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
}

export interface Emitter {
  readonly emit: (event: ShopEvent) => void;
  readonly stats: () => WebhookStats;
  /** Nothing is delivered any more. */
  stop(): void;
}

export function createEmitter(options: EmitterOptions): Emitter {
  const { state, subscriptions, faults, clock } = options;
  const counts = {
    sent: 0,
    duplicated: 0,
    dropped: 0,
    late: 0,
    delivered: 0,
    retried: 0,
    failed: 0,
    removed: 0,
    pending: 0,
  };
  const stopped = new AbortController();
  const identify = createIdentities(state.settings.domain);

  const deliver = async (
    subscription: Subscription,
    delivery: Delivery,
    firstDelayMs: number,
  ): Promise<void> => {
    counts.pending += 1;
    try {
      if (firstDelayMs > 0) await clock.sleep(firstDelayMs, stopped.signal);
      for (const delayMs of [0, ...options.retryDelaysMs]) {
        if (delayMs > 0) {
          await clock.sleep(delayMs, stopped.signal);
          counts.retried += 1;
        }
        if (await isTaken(options.send, delivery)) {
          subscription.failures = 0;
          counts.delivered += 1;
          return;
        }
        if (stopped.signal.aborted) return;
      }
      counts.failed += 1;
      giveUp(subscription);
    } catch (error) {
      // The only thing that can fail here is a sleep that is cut short by stop().
      if (!stopped.signal.aborted) throw error;
    } finally {
      counts.pending -= 1;
    }
  };
  const giveUp = (subscription: Subscription): void => {
    subscription.failures += 1;
    if (subscription.failures >= FAILURES_MAX && subscriptions.delete(subscription.id)) counts.removed += 1;
  };
  const tell = (subscription: Subscription, event: ShopEvent, body: string, eventId: string): void => {
    counts.sent += 1;
    if (faults.roll('webhook-dropped', event.topic)) {
      counts.dropped += 1;
      return;
    }
    const delivery = {
      uri: subscription.uri,
      body,
      headers: headersOf(subscription, event, { body, eventId, webhookId: identify('delivery') }, options),
    };
    const copies = faults.roll('webhook-doubled', event.topic) ? 2 : 1;
    counts.duplicated += copies - 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const isLate = faults.roll('webhook-late', event.topic);
      if (isLate) counts.late += 1;
      void deliver(subscription, delivery, isLate ? faults.draw() * LATE_MAX_MS : 0);
    }
  };
  return {
    emit(event) {
      if (stopped.signal.aborted || subscriptions.size === 0) return;
      let body: string | undefined;
      let eventId: string | undefined;
      for (const subscription of subscriptions.values()) {
        if (topicOfEnum(subscription.topic) !== event.topic || !/^https?:/.test(subscription.uri)) continue;
        body ??= toBody(state, event);
        if (body === undefined) return;
        eventId ??= identify('event');
        tell(subscription, event, body, eventId);
      }
    },
    stats: () => ({ ...counts }),
    stop: () => {
      stopped.abort(new Error('the sandbox is closed'));
    },
  };
}

function toBody(state: ShopState, event: ShopEvent): string | undefined {
  const payload = payloadOf(state, event);
  return payload === undefined ? undefined : stringifyPayload(payload);
}

async function isTaken(send: SendDelivery, delivery: Delivery): Promise<boolean> {
  try {
    const status = await send(delivery);
    // A redirect is a failure, too.
    return status >= 200 && status < 300;
  } catch {
    // Nobody listens, or not in time: the same as a refusal, and counted as one.
    return false;
  }
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
