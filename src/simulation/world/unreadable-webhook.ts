import { createHmac } from 'node:crypto';
import type { Store } from './vendors.ts';

const BODY = '{"admin_graphql_api_id":null}';

/** A webhook that is the store's own by its signature, and says nothing that can be read. */
export function unreadableWebhook(
  { host, model }: Store,
  now: number,
): { readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  return {
    body: BODY,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': 'orders/updated',
      'x-shopify-hmac-sha256': createHmac('sha256', model.clientSecret).update(BODY).digest('base64'),
      'x-shopify-shop-domain': host,
      'x-shopify-webhook-id': `unreadable-${now}`,
      'x-shopify-event-id': `unreadable-${now}`,
      'x-shopify-triggered-at': new Date(now).toISOString(),
    },
  };
}
