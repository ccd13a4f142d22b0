import type { ShipbobSandbox } from '#connectors/shipbob/sandbox/start.ts';
import { signDelivery } from '#connectors/shipbob/sandbox/webhooks.ts';
import type { WebhookHands } from './fixture.ts';

const URL_OF_OURS = 'http://127.0.0.1:8/webhooks/kit';
const DROPPED = 'order.shipped';

const deliveries = [
  { topic: 'order.shipped', body: { id: 71_234, order_id: 60_001, status: 'Completed' } },
  { topic: 'order.shipment.on_hold', body: { id: 71_235, order_id: 60_002, status: 'OnHold' } },
  { topic: 'order.shipment.exception', body: { id: 71_236, order_id: 60_003 } },
  { topic: 'order.shipment.cancelled', body: { id: 71_237, order_id: 60_004 } },
  { topic: 'return.created', body: { id: 5_001, status: 'Awaiting Arrival' } },
  { topic: 'return.updated', body: { id: 5_001, status: 'Arrived' } },
  { topic: 'return.completed', body: { id: 5_001, status: 'Completed' } },
].map(({ topic, body }) => ({ topic, body: JSON.stringify(body) }));

/** How this account signs, and who looks after its subscriptions. */
export function shipbobWebhooks(
  sandbox: ShipbobSandbox,
  {
    webhookSecret,
    webhookSecretPrevious,
  }: { readonly webhookSecret: string; readonly webhookSecretPrevious: string },
): WebhookHands {
  return {
    url: URL_OF_OURS,
    secrets: { current: webhookSecret, previous: webhookSecretPrevious },
    deliveries,
    signatureHeader: 'webhook-signature',
    boundHeaders: ['webhook-id', 'webhook-timestamp'],
    sign: ({ topic, body, secret }) => ({
      headers: signDelivery({
        id: 'msg_31eW7bWRi16lL0Ajjik68kfyeUh',
        timestamp: Math.floor(Date.now() / 1_000),
        topic,
        body,
        key: keyOf(secret),
      }),
      body,
    }),
    // The published example of a signature has no padding.
    alsoValid: (signature) => [signature.replace(/=+$/u, '')],
    count: () => sandbox.books.subscriptions().length,
    dropOne() {
      const one = sandbox.books.subscriptions().find(({ topics }) => topics.includes(DROPPED));
      if (one !== undefined) sandbox.state.subscriptions.delete(one.id);
      return Promise.resolve(DROPPED);
    },
  };
}

/** The bytes behind `whsec_`; of anything that is no such secret, its own. */
function keyOf(secret: string): Uint8Array {
  const isSecret = /^whsec_[a-zA-Z0-9+/]{32}$/u.test(secret);
  return isSecret ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
}
