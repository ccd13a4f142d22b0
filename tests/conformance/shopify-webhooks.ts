import type { ShopifySandbox } from '#connectors/shopify/sandbox/start.ts';
import type { WebhookHands } from './fixture.ts';

const URL_OF_OURS = 'http://127.0.0.1:8/webhooks/kit';
const DROPPED = 'orders/updated';

const deliveries = [
  {
    topic: 'orders/create',
    body: {
      id: 820982911946154500,
      admin_graphql_api_id: 'gid://shopify/Order/8209',
      email: 'jon@example.test',
      total_price: '414.95',
    },
  },
  {
    topic: 'orders/edited',
    body: {
      order_edit: { id: 78912328793, order_id: 607673252, line_items: { additions: [], removals: [] } },
    },
  },
  { topic: 'refunds/create', body: { id: 890088186047892500, order_id: 820982911946154500, restock: false } },
  { topic: 'fulfillments/create', body: { id: 123456, order_id: 820982911, status: 'pending' } },
  {
    topic: 'inventory_levels/update',
    body: { inventory_item_id: 271878346596884000, location_id: 24826418, available: null },
  },
  {
    topic: 'products/update',
    body: {
      id: 788032119674292900,
      variants: [{ admin_graphql_api_id: 'gid://shopify/ProductVariant/642667041472713900' }],
    },
  },
  {
    topic: 'customers/update',
    body: { id: 706405506930370000, admin_graphql_api_id: 'gid://shopify/Customer/7064' },
  },
  { topic: 'customers_email_marketing_consent/update', body: { customer_id: 706405506930370000 } },
  { topic: 'locations/create', body: { id: 866550311766439000, name: 'Main' } },
].map(({ topic, body }) => ({ topic, body: JSON.stringify(body) }));

/** How this shop signs, and who looks after its subscriptions. */
export function shopifyWebhooks(
  sandbox: ShopifySandbox,
  hmac: (secret: string, body: Uint8Array) => string,
): WebhookHands {
  return {
    url: URL_OF_OURS,
    secrets: { current: 'hook-now', previous: 'hook-before' },
    deliveries,
    signatureHeader: 'x-shopify-hmac-sha256',
    boundHeaders: ['x-shopify-shop-domain'],
    largeId: {
      topic: 'orders/create',
      body: '{"id":9007199254740993}',
      id: 'gid://shopify/Order/9007199254740993',
    },
    sign: ({ topic, body, secret }) => ({
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': topic,
        'x-shopify-shop-domain': sandbox.shopDomain,
        'x-shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
        'x-shopify-triggered-at': '2026-11-23T10:00:00.123456789Z',
        'x-shopify-hmac-sha256': hmac(secret, body),
      },
      body,
    }),
    count: () => sandbox.subscriptions().length,
    async dropOne() {
      const name = DROPPED.toUpperCase().replace('/', '_');
      const subscription = sandbox.subscriptions().find(({ topic }) => topic === name);
      await sandbox.handler({
        method: 'POST',
        path: '/admin/api/2026-10/graphql.json',
        headers: { 'x-shopify-access-token': sandbox.accessToken, 'content-type': 'application/json' },
        body: JSON.stringify({
          query: 'mutation Drop($id: ID!) { webhookSubscriptionDelete(id: $id) { userErrors { message } } }',
          variables: { id: subscription?.id },
        }),
      });
      return DROPPED;
    },
  };
}
