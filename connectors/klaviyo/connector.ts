import { defineConnector } from '#sdk/define-connector.ts';
import { signedWebhooks } from '#sdk/signed-webhooks.ts';
import { bucket } from './call-costs.ts';
import { checkKlaviyo } from './check.ts';
import { createClient } from './client.ts';
import { createConsentSource } from './consent-source.ts';
import { createConsentTarget } from './consent-target.ts';
import { createCustomerTarget } from './customer-target.ts';
import { createEventTarget } from './event-target.ts';
import { interpretWebhook } from './interpret-webhook.ts';
import { createListTarget } from './list-target.ts';
import { settings } from './settings.ts';
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
      ...signedWebhooks(options, tools.clock, {
        verify: verifyWebhook,
        interpret: interpretWebhook,
        register: (wanted) => registerWebhooks(client, wanted),
        missing: (wanted) => missingWebhooks(client, wanted),
      }),
      customers: { target: createCustomerTarget(client) },
      consents: { source: createConsentSource(client), target: createConsentTarget(client) },
      events: { target: createEventTarget(client) },
      lists: { target: createListTarget(client) },
      stockSignals: { target: createStockSignalTarget(client) },
    };
  },
});
