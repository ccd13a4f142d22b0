import { createHash, createHmac } from 'node:crypto';
import type { Clock } from '#sdk/clock.ts';
import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import type { SandboxEvent, Subscription } from './state.ts';

const LATE_MAX_MS = 20_000;
/** The published schedule: at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h. */
export const RETRY_DELAYS_MS: readonly number[] = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000].map(
  (seconds) => seconds * 1_000,
);

export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one delivery; resolves to the status, or rejects when nobody listens. */
export type SendDelivery = (delivery: Delivery) => Promise<number>;

/** `sent` counts events told to a subscription, with the dropped ones; `delivered` those that got a 2xx. */
export interface WebhookStats {
  readonly sent: number;
  readonly dropped: number;
  readonly doubled: number;
  readonly late: number;
  readonly delivered: number;
  readonly failed: number;
  readonly pending: number;
}

export interface Emitter {
  emit(event: SandboxEvent): void;
  stats(): WebhookStats;
  /** Nothing is delivered any more. */
  stop(): void;
}

export function createEmitter(options: {
  readonly subscriptions: () => Iterable<Subscription>;
  readonly clock: Clock;
  readonly faults: FaultBoard;
  readonly send: SendDelivery;
  readonly retryDelaysMs: readonly number[];
}): Emitter {
  const { clock, faults, send } = options;
  const stats = { sent: 0, dropped: 0, doubled: 0, late: 0, delivered: 0, failed: 0, pending: 0 };
  const stopped = new AbortController();
  const deliver = async (subscription: Subscription, delivery: Delivery, delayMs: number): Promise<void> => {
    stats.pending += 1;
    try {
      for (const waitMs of [delayMs, ...options.retryDelaysMs]) {
        if (waitMs > 0) await clock.sleep(waitMs, stopped.signal);
        if (stopped.signal.aborted) return;
        if (await isTaken(send, delivery)) {
          stats.delivered += 1;
          return;
        }
      }
      stats.failed += 1;
      subscription.isEnabled = false;
    } catch (error) {
      // The only thing that can fail here is a sleep that is cut short by stop().
      if (!stopped.signal.aborted) throw error;
    } finally {
      stats.pending -= 1;
    }
  };
  return {
    emit(event) {
      if (stopped.signal.aborted) return;
      for (const subscription of options.subscriptions()) {
        if (!subscription.isEnabled || !subscription.topics.includes(event.topic)) continue;
        stats.sent += 1;
        if (faults.roll('webhook-dropped', event.topic)) {
          stats.dropped += 1;
          continue;
        }
        const delivery = toDelivery(subscription, event, { at: clock.now(), count: stats.sent });
        const copies = faults.roll('webhook-doubled', event.topic) ? 2 : 1;
        stats.doubled += copies - 1;
        for (let copy = 0; copy < copies; copy += 1) {
          const isLate = faults.roll('webhook-late', event.topic);
          if (isLate) stats.late += 1;
          void deliver(subscription, delivery, isLate ? faults.draw() * LATE_MAX_MS : 0);
        }
      }
    },
    stats: () => ({ ...stats }),
    stop: () => {
      stopped.abort(new Error('the sandbox is closed'));
    },
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

async function isTaken(send: SendDelivery, delivery: Delivery): Promise<boolean> {
  try {
    const status = await send(delivery);
    return status >= 200 && status < 300;
  } catch {
    // Nobody listens, or not in time: the same as a refusal.
    return false;
  }
}
