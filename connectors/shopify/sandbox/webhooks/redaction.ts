import { createHmac } from 'node:crypto';
import type { Delivery } from '#sdk/sandbox/deliveries.ts';

/**
 * What an app is sent when a customer asks the store to be forgotten, signed as any webhook. Such topics are set up with the
 * app, not subscribed to, so no subscription says where to.
 */
export function customersRedact(
  { shopDomain, clientSecret }: { readonly shopDomain: string; readonly clientSecret: string },
  { id, email }: { readonly id: string; readonly email: string },
  webhookId: string,
): Omit<Delivery, 'url'> {
  const body = JSON.stringify({
    customer: { id: Number(id.split('/').at(-1)), email },
    orders_to_redact: [],
  });
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': 'customers/redact',
      'x-shopify-shop-domain': shopDomain,
      'x-shopify-webhook-id': webhookId,
      'x-shopify-hmac-sha256': createHmac('sha256', clientSecret).update(body).digest('base64'),
    },
  };
}
