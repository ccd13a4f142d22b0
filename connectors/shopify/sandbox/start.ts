import { machineClock, sendByHttp } from '#sdk/sandbox/machine-edges.ts';
import { serveSandbox, withTransportFaults } from '#sdk/sandbox/serve.ts';
import { createShopify, type ShopifyModel } from './create-shopify.ts';
import type { ShopifySandboxOptions } from './options.ts';
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
  const model = createShopify({
    ...options,
    clock,
    sendWebhook: options.sendWebhook ?? sendByHttp(WEBHOOK_TIMEOUT_MS),
  });
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
