import { expect, test } from 'vitest';
import { createScriptedShop, cutPage } from '#tests/support/scripted-shop.ts';
import { createShopifyClient } from './client.ts';
import { webhookTopicsOf } from './interpret-webhook.ts';
import { shopifySettings } from './settings.ts';
import { missingWebhooks, registerWebhooks } from './webhook-subscriptions.ts';

const settings = shopifySettings.parse({ shop: 'acme.myshopify.com', accessToken: 'x' });
const webhookTopics = webhookTopicsOf({ customers: true, returns: true });
const url = 'https://hooks.acme.com/webhooks/store-us';

interface Entry {
  readonly id: string;
  readonly topic: string;
  readonly uri: string;
  readonly format: string;
  readonly filter: string | null;
  readonly includeFields: readonly string[];
}

const entry = (id: string, topic: string, more: Partial<Entry> = {}): Entry => ({
  id,
  topic,
  uri: url,
  format: 'JSON',
  filter: null,
  includeFields: [],
  ...more,
});

/** The shop's subscriptions, as far as registering them touches them. */
function createShop(start: readonly Entry[]) {
  let entries = [...start];
  const shop = createScriptedShop(({ label, variables }) => {
    const { id, topic } = variables as { id?: string; topic?: string };
    const input = (variables['subscription'] ?? {}) as Partial<Entry>;
    if (label === 'webhooks.create') {
      entries.push(entry(`new ${entries.length}`, String(topic), input));
      return { webhookSubscriptionCreate: { userErrors: [] } };
    }
    if (label === 'webhooks.update') {
      entries = entries.map((known) => (known.id === id ? { ...known, ...input } : known));
      return { webhookSubscriptionUpdate: { userErrors: [] } };
    }
    if (label === 'webhooks.delete') {
      entries = entries.filter((known) => known.id !== id);
      return { webhookSubscriptionDelete: { userErrors: [] } };
    }
    return { webhookSubscriptions: cutPage(entries, Number(variables['first']), variables['after']) };
  });
  return { client: createShopifyClient(settings, shop.tools), entries: () => entries, calls: shop.calls };
}

test('a fresh shop gets every topic once, and a second time nothing', async () => {
  const { client, entries } = createShop([]);
  expect(await missingWebhooks(client, webhookTopics, url)).toEqual(webhookTopics);
  expect((await registerWebhooks(client, webhookTopics, url)).created).toEqual(webhookTopics);
  expect(entries()).toHaveLength(webhookTopics.length);
  expect(entries().map(({ topic }) => topic)).toContain('FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE');
  expect(await registerWebhooks(client, webhookTopics, url)).toEqual({
    created: [],
    updated: [],
    removed: [],
  });
  expect(await missingWebhooks(client, webhookTopics, url)).toEqual([]);
});

test('an old host, a wrong format, a filter and a list of fields are put right', async () => {
  const { client, entries } = createShop([
    entry('1', 'ORDERS_CREATE', { uri: 'https://old.acme.com/webhooks/store-us' }),
    entry('2', 'ORDERS_UPDATED', { format: 'XML' }),
    entry('3', 'ORDERS_CANCELLED', { filter: 'id:1' }),
    entry('4', 'REFUNDS_CREATE', { includeFields: ['id'] }),
  ]);
  const { updated } = await registerWebhooks(client, webhookTopics, url);
  expect(updated).toEqual(['orders/create', 'orders/updated', 'orders/cancelled', 'refunds/create']);
  expect(entries().every((known) => known.uri === url && known.format === 'JSON')).toBe(true);
  expect(await missingWebhooks(client, webhookTopics, url)).toEqual([]);
});

test('doubles and topics of ours that are no longer wanted go, what belongs to others stays', async () => {
  const foreign = entry('6', 'ORDERS_CREATE', { uri: 'https://other.com/hooks' });
  const queue = entry('7', 'ORDERS_CREATE', { uri: 'pubsub://project:topic' });
  const { client, entries } = createShop([
    entry('1', 'ORDERS_CREATE', { format: 'XML' }),
    entry('2', 'ORDERS_CREATE'),
    entry('3', 'CARTS_CREATE'),
    foreign,
    queue,
  ]);
  const { removed } = await registerWebhooks(client, webhookTopics, url);
  expect(removed).toEqual(['orders/create', 'CARTS_CREATE']);
  expect(entries()).toEqual(expect.arrayContaining([foreign, queue]));
  expect(entries().some(({ id }) => id === '2')).toBe(true);
});

test('a refused address says so with the words of Shopify', async () => {
  const shop = createScriptedShop(({ label }) =>
    label === 'webhooks.create'
      ? {
          webhookSubscriptionCreate: {
            userErrors: [
              {
                field: ['webhookSubscription', 'callbackUrl'],
                message: 'Address protocol http:// is not supported',
              },
            ],
          },
        }
      : { webhookSubscriptions: cutPage([], 250, null) },
  );
  const client = createShopifyClient(settings, shop.tools);
  await expect(registerWebhooks(client, webhookTopics, 'http://acme.com/webhooks/store-us')).rejects.toThrow(
    /Address protocol http:\/\/ is not supported/,
  );
});
