import { type Connection, type ConnectorTools, defineConnector } from '#sdk/define-connector.ts';
import { bucket } from './call-costs.ts';
import { checkKlaviyo } from './check.ts';
import { type Client, createClient } from './client.ts';
import { createConsentSource } from './consent-source.ts';
import { createConsentTarget } from './consent-target.ts';
import { createCustomerTarget } from './customer-target.ts';
import { createEventTarget } from './event-target.ts';
import { interpretWebhook } from './interpret-webhook.ts';
import { createListTarget } from './list-target.ts';
import { settings, type KlaviyoSettings } from './settings.ts';
import { createStockSignalTarget } from './stock-signal-target.ts';
import { verifyWebhook } from './verify-webhook.ts';
import { missingWebhooks, registerWebhooks } from './webhook-subscriptions.ts';

/** Klaviyo, revision 2026-07-15: knows customers and their orders, and what they agreed to. */
export const klaviyo = defineConnector({
  name: 'klaviyo',
  title: 'Klaviyo',
  settings,
  limits: () => bucket,
  connect(options, tools) {
    const client = createClient(options, tools);
    return {
      check: () => checkKlaviyo(client),
      ...webhooksOf(client, options, tools),
      customers: { target: createCustomerTarget(client) },
      consents: { source: createConsentSource(client), target: createConsentTarget(client) },
      events: { target: createEventTarget(client) },
      lists: { target: createListTarget(client) },
      stockSignals: { target: createStockSignalTarget(client) },
    };
  },
});

/** Without a secret nothing could be verified, so there are no webhooks. */
function webhooksOf(
  client: Client,
  { webhookSecret, webhookSecretPrevious }: KlaviyoSettings,
  { clock }: ConnectorTools,
): Pick<Connection, 'webhooks'> {
  if (webhookSecret === undefined) return {};
  const secrets = [webhookSecret, webhookSecretPrevious].filter((secret) => secret !== undefined);
  return {
    webhooks: {
      verify: (webhook) => verifyWebhook(webhook, { secrets, now: clock.now() }),
      interpret: interpretWebhook,
      register: (url) => registerWebhooks(client, { url, secret: webhookSecret }),
      missing: (url) => missingWebhooks(client, { url, secret: webhookSecret }),
    },
  };
}
