import { expect, test } from 'vitest';
import { RejectedError } from '#sdk/errors.ts';
import { interpretWebhook, webhookTopicsOf } from './interpret-webhook.ts';

const webhookTopics = webhookTopicsOf({ customers: true, returns: true });

const hintsOf = (topic: string, body: unknown) =>
  interpretWebhook({ topic, body: typeof body === 'string' ? body : JSON.stringify(body) });

test.each([
  [
    'orders/create',
    { id: 1, admin_graphql_api_id: 'gid://shopify/Order/1' },
    'orders',
    ['gid://shopify/Order/1'],
  ],
  ['orders/updated', { id: 7 }, 'orders', ['gid://shopify/Order/7']],
  ['orders/delete', { id: 7 }, 'orders', ['gid://shopify/Order/7']],
  ['orders/edited', { order_edit: { id: 3, order_id: 9 } }, 'orders', ['gid://shopify/Order/9']],
  ['refunds/create', { id: 5, order_id: 9 }, 'orders', ['gid://shopify/Order/9']],
  ['fulfillments/update', { id: 5, order_id: 9, status: 'success' }, 'orders', ['gid://shopify/Order/9']],
  ['fulfillment_orders/moved', { original_fulfillment_order: {} }, 'orders', []],
  [
    'inventory_levels/update',
    { inventory_item_id: 4, location_id: 2 },
    'stock',
    ['gid://shopify/InventoryItem/4'],
  ],
  ['products/delete', { id: 4 }, 'catalog', []],
  ['customers/update', { id: 4 }, 'customers', ['gid://shopify/Customer/4']],
  ['customers_email_marketing_consent/update', { customer_id: 4 }, 'customers', ['gid://shopify/Customer/4']],
  ['customers_marketing_consent/update', { phone: null }, 'customers', []],
  ['locations/deactivate', { id: 4 }, 'locations', []],
  ['returns/approve', { id: 5, status: 'open', order: { id: 9 } }, 'orders', ['gid://shopify/Order/9']],
  ['returns/close', { id: 5, order_id: 9, status: 'closed' }, 'orders', ['gid://shopify/Order/9']],
  ['returns/process', { id: 5 }, 'orders', []],
  ['reverse_fulfillment_orders/dispose', { id: 5, dispositions: [] }, 'orders', []],
])('%s hints at the record that it names', (topic, body, resource, ids) => {
  expect(hintsOf(topic, body)).toEqual([{ resource, ids }]);
});

test('a product names all of its variants, also those that its own list leaves out', () => {
  const all = ['gid://shopify/ProductVariant/1', 'gid://shopify/ProductVariant/2'];
  const body = {
    id: 1,
    variants: [{ admin_graphql_api_id: all[0] }],
    variant_gids: all.map((id) => ({ admin_graphql_api_id: id, updated_at: '2026-11-01T00:00:00Z' })),
  };
  expect(hintsOf('products/update', body)).toEqual([{ resource: 'catalog', ids: all }]);
});

test('an id beyond 2^53 keeps every digit', () => {
  expect(hintsOf('refunds/create', '{"order_id":820982911946154508}')).toEqual([
    { resource: 'orders', ids: ['gid://shopify/Order/820982911946154508'] },
  ]);
  expect(hintsOf('orders/create', '{"id":820982911946154509}')).toEqual([
    { resource: 'orders', ids: ['gid://shopify/Order/820982911946154509'] },
  ]);
});

test('a topic that nobody asked for hints at nothing', () => {
  expect(hintsOf('carts/create', { id: 'x' })).toEqual([]);
});

test('topics about customers are subscribed to only where customers are read', () => {
  expect(
    webhookTopicsOf({ customers: false, returns: false }).filter((topic) => topic.startsWith('customers')),
  ).toEqual([]);
  expect(webhookTopics).toContain('customers_email_marketing_consent/update');
});

test('topics about returns are subscribed to only where returns are read', () => {
  const without = webhookTopicsOf({ customers: false, returns: false });
  expect(without.filter((topic) => /^(?:returns|reverse_)/u.test(topic))).toEqual([]);
  expect(webhookTopics).toContain('returns/process');
  expect(webhookTopics).toContain('reverse_fulfillment_orders/dispose');
});

test('every subscribed topic is understood', () => {
  expect(webhookTopics).toContain('orders/create');
  expect(new Set(webhookTopics).size).toBe(webhookTopics.length);
});

test.each([
  ['no JSON', 'orders/create', '{'],
  ['empty', 'orders/create', ''],
  ['a list', 'orders/create', '[]'],
  ['without its id', 'orders/create', '{}'],
  ['with an id that is none', 'refunds/create', '{"order_id":"1; drop"}'],
  ['with a fraction for an id', 'refunds/create', '{"order_id":1.5}'],
  ['with an infinite id', 'refunds/create', '{"order_id":1e400}'],
  ['with a key that reaches the prototype', 'orders/create', '{"id":1,"__proto__":{"x":1}}'],
  ['with such a key in escapes', 'orders/create', '{"id":1,"\\u005f_proto__":{"x":1}}'],
  ['nested 65 deep', 'orders/create', `{"id":1,"a":${'['.repeat(64)}${']'.repeat(64)}}`],
  ['nested 100,000 deep', 'orders/create', '['.repeat(100_000)],
])('a body that is %s is refused without its content in the message', (_, topic, body) => {
  expect(() => hintsOf(topic, body)).toThrow(RejectedError);
  expect(() => hintsOf(topic, body)).not.toThrow(/drop|1\.5/);
});

test('brackets inside texts do not count as depth', () => {
  const body = JSON.stringify({ id: 1, note: `\\"${'['.repeat(500)}` });
  expect(hintsOf('orders/create', body)).toEqual([{ resource: 'orders', ids: ['gid://shopify/Order/1'] }]);
});
