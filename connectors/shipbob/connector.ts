import { defineConnector } from '#sdk/define-connector.ts';
import { signedWebhooks } from '#sdk/signed-webhooks.ts';
import { createCatalogSource } from './catalog-source.ts';
import { checkShipbob } from './check.ts';
import { createClient } from './client.ts';
import { interpretWebhook } from './interpret-webhook.ts';
import { createLocationSource } from './location-source.ts';
import { createRequestTarget } from './request-target.ts';
import { createReturnSource } from './return-source.ts';
import { createReturnTarget } from './return-target.ts';
import { settings } from './settings.ts';
import { createShipmentSource } from './shipment-source.ts';
import { createStockSource } from './stock-source.ts';
import { verifyWebhook } from './verify-webhook.ts';
import { missingWebhooks, registerWebhooks } from './webhook-subscriptions.ts';

const MINUTE_MS = 60_000;

/** ShipBob, API 2026-01: ships what it is asked to, counts what it stores, says what left and what came back. */
export const shipbob = defineConnector({
  name: 'shipbob',
  title: 'ShipBob',
  settings,
  limits: ({ requestsPerMinute }) => ({
    kind: 'window',
    requestsMax: requestsPerMinute,
    windowMs: MINUTE_MS,
  }),
  connect(options, tools) {
    const client = createClient(options, tools);
    return {
      check: () => checkShipbob(client),
      ...signedWebhooks(options, tools.clock, {
        verify: verifyWebhook,
        interpret: interpretWebhook,
        register: (wanted) => registerWebhooks(client, wanted),
        missing: (wanted) => missingWebhooks(client, wanted),
      }),
      requests: { target: createRequestTarget(client) },
      returns: {
        source: createReturnSource(client),
        ...(options.announceReturns ? { target: createReturnTarget(client) } : {}),
      },
      stock: { source: createStockSource(client) },
      shipments: { source: createShipmentSource(client) },
      catalog: { source: createCatalogSource(client) },
      locations: { source: createLocationSource(client) },
    };
  },
});
