import { defineConnector } from '#sdk/define-connector.ts';
import { createCatalogSource } from './catalog-source.ts';
import { changedOrders } from './changed-orders.ts';
import { checkShop } from './check.ts';
import { createShopifyClient } from './client.ts';
import { createCustomerSource } from './customer-source.ts';
import { BULK_MAX, FETCH_MAX, fetchOrders } from './fetch-orders.ts';
import { createFulfillmentTarget } from './fulfillment-target.ts';
import { interpretWebhook, webhookTopicsOf } from './interpret-webhook.ts';
import { createLocationSource } from './location-source.ts';
import { createOptOutTarget } from './opt-out-target.ts';
import { privacyRequestsOf } from './privacy-requests.ts';
import { limitsOf, type ShopifySettings, shopifySettings } from './settings.ts';
import { createStockTarget } from './stock-target.ts';
import { verifyWebhook } from './verify-webhook.ts';
import { missingWebhooks, registerWebhooks } from './webhook-subscriptions.ts';

/** One Shopify store: it sells (orders), shows stock, is told what was shipped, and knows its customers. */
export const shopify = defineConnector({
  name: 'shopify',
  title: 'Shopify',
  settings: shopifySettings,
  limits: limitsOf,
  connect(settings, tools) {
    const client = createShopifyClient(settings, tools);
    const topics = webhookTopicsOf(settings);
    const keys = { shop: settings.shop, secrets: secretsOf(settings) };
    return {
      check: () => checkShop(client, settings, { hasWebhookSecret: keys.secrets.length > 0 }),
      webhooks: {
        verify: (webhook) => verifyWebhook(webhook, keys),
        interpret: interpretWebhook,
        privacyRequests: privacyRequestsOf,
        register: (url) => registerWebhooks(client, topics, url),
        missing: (url) => missingWebhooks(client, topics, url),
      },
      orders: {
        source: {
          indexLagMs: settings.indexLagMs,
          fetchMax: FETCH_MAX,
          bulkMax: BULK_MAX,
          readsReturns: settings.returns,
          changedSince: (cursor, since) => changedOrders(client, settings, cursor, since),
          fetch: (ids) => fetchOrders(client, settings, ids),
        },
      },
      stock: { target: createStockTarget(client, settings) },
      fulfillment: { target: createFulfillmentTarget(client, settings) },
      catalog: { source: createCatalogSource(client, settings) },
      locations: { source: createLocationSource(client) },
      ...(settings.customers
        ? {
            customers: { source: createCustomerSource(client, settings) },
            consents: { optOut: createOptOutTarget(client, settings) },
          }
        : {}),
    };
  },
});

/** The app's client secret signs webhooks, unless told otherwise (webhooks set up by hand have a secret of their own). */
function secretsOf({ webhookSecret, webhookSecretPrevious, clientSecret }: ShopifySettings) {
  const current = webhookSecret ?? clientSecret;
  return [current, webhookSecretPrevious].filter((secret) => secret !== undefined);
}
