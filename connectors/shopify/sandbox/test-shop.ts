import type { Clock } from '#sdk/clock.ts';
import type { Delivery } from '#sdk/sandbox/deliveries.ts';
import { createShopify, type ShopifyModel } from './create-shopify.ts';
import type { ShopifySandboxOptions } from './options.ts';

/** A clock that stands still until it is told to go on. */
export interface ManualClock extends Clock {
  advance(ms: number): Promise<void>;
}

export function createManualClock(start = Date.UTC(2026, 10, 1)): ManualClock {
  let time = start;
  let waiting: { readonly at: number; readonly wake: () => void }[] = [];
  // Lets everything that has become possible happen before the next moment comes.
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise<void>((resolve) => void setImmediate(resolve));
  };
  return {
    now: () => time,
    monotonicMs: () => time,
    sleep: (delayMs) => new Promise((resolve) => void waiting.push({ at: time + delayMs, wake: resolve })),
    async advance(ms) {
      const end = time + ms;
      await settle();
      for (;;) {
        const [next] = waiting.toSorted((left, right) => left.at - right.at);
        if (next === undefined || next.at > end) break;
        time = Math.max(time, next.at);
        waiting = waiting.filter((entry) => entry !== next);
        next.wake();
        await settle();
      }
      time = end;
    },
  };
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    readonly data?: Record<string, unknown>;
    readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
    readonly extensions?: { readonly cost?: Record<string, unknown>; readonly search?: unknown };
  };
}

export interface TestShop extends ShopifyModel {
  readonly clock: ManualClock;
  readonly deliveries: Delivery[];
  readonly locationId: string;
  call(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<Answered>;
}

/** A shop with one place and a clock of its own; webhooks end in a list. */
export function openTestShop(
  options: ShopifySandboxOptions & { readonly answerWebhook?: () => number } = {},
): TestShop {
  const clock = createManualClock();
  const deliveries: Delivery[] = [];
  const model = createShopify({
    allowLoopbackWebhooks: true,
    ...options,
    clock,
    sendWebhook(delivery) {
      deliveries.push(delivery);
      return Promise.resolve(options.answerWebhook?.() ?? 200);
    },
  });
  const { id: locationId } = model.shop.addLocation({ name: 'Main' });
  return Object.assign(model, {
    clock,
    deliveries,
    locationId,
    async call(query: string, variables: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
      const response = await model.handler({
        method: 'POST',
        path: '/admin/api/2026-10/graphql.json',
        headers: { 'x-shopify-access-token': model.accessToken, ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const body = JSON.parse(response.body) as Answered['body'];
      return { status: response.status, headers: response.headers ?? {}, body };
    },
  });
}
