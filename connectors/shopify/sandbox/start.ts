import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#sdk/clock.ts';
import { serveSandbox, withTransportFaults } from '#sdk/sandbox/serve.ts';
import { createShopify, type ShopifyModel } from './create-shopify.ts';
import type { ShopifySandboxOptions } from './options.ts';
import type { SendDelivery } from './webhooks/emitter.ts';
import { operationLabel } from './wire/operation-label.ts';

/** Shopify waits this long for an answer to a webhook. */
const WEBHOOK_TIMEOUT_MS = 5_000;

/** A Shopify shop on a port of this machine. */
export interface ShopifySandbox extends ShopifyModel {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a shop with nothing in it.
 *
 * @example
 * const sandbox = await startShopifySandbox({ allowLoopbackWebhooks: true });
 * const location = sandbox.shop.addLocation({ name: 'Main' });
 * sandbox.shop.addProduct({ title: 'Mug', variants: [{ sku: 'MUG', priceMinor: 1_200, inventory: { [location.id]: 9 } }] });
 * sandbox.shop.placeOrder({ lines: [{ sku: 'MUG', quantity: 2 }] });
 * await sandbox.close();
 */
export async function startShopifySandbox(options: ShopifySandboxOptions = {}): Promise<ShopifySandbox> {
  const clock = options.clock ?? machineClock;
  const model = createShopify({ ...options, clock, sendWebhook: options.sendWebhook ?? sendByHttp });
  const { faults } = model;
  const handler = withTransportFaults(model.handler, {
    faults,
    clock,
    operationOf: (request) => (request.path.endsWith('graphql.json') ? labelOf(request.body) : 'token'),
  });
  const { port } = options;
  const server = await serveSandbox({ handler, faults, ...(port === undefined ? {} : { port }) });
  return Object.assign(model, {
    url: server.url,
    async close() {
      model.stopWebhooks();
      await server.close();
    },
  });
}

/** The operation's name, found in the JSON text without parsing a large body twice. */
function labelOf(body: string): string {
  const end = body.indexOf('{', 12);
  return operationLabel(body.slice(0, Math.max(end, 400)).replaceAll('\\n', ' '));
}

const machineClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (delayMs, signal) => sleep(delayMs, undefined, signal === undefined ? {} : { signal }),
};

const sendByHttp: SendDelivery = async ({ uri, headers, body }) => {
  const response = await fetch(uri, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS),
  });
  // Read to its end, so that the connection can be used again.
  await response.arrayBuffer();
  return response.status;
};
