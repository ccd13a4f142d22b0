import { expect, test } from 'vitest';
import { RejectedError } from '#sdk/errors.ts';
import { privacyRequestsOf } from './privacy-requests.ts';

const requestsOf = (topic: string, body: unknown) => privacyRequestsOf({ topic, body: JSON.stringify(body) });
const shop = { shop_id: 954889, shop_domain: 'acme.myshopify.com' };

test('a request to erase names the customer and the orders', () => {
  const body = {
    ...shop,
    customer: { id: 191167, email: 'ada@acme.test', phone: '' },
    orders_to_redact: [299938, 280263],
  };
  expect(requestsOf('customers/redact', body)).toEqual([
    {
      kind: 'erase-customer',
      customerId: 'gid://shopify/Customer/191167',
      email: 'ada@acme.test',
      phone: null,
      orderIds: ['gid://shopify/Order/299938', 'gid://shopify/Order/280263'],
    },
  ]);
});

test('a request for data, and the end of a store, are read', () => {
  const body = { ...shop, orders_requested: [], customer: { id: 1 }, data_request: { id: 9999 } };
  expect(requestsOf('customers/data_request', body)).toEqual([
    { kind: 'tell-customer', customerId: 'gid://shopify/Customer/1', requestId: '9999' },
  ]);
  expect(requestsOf('shop/redact', shop)).toEqual([{ kind: 'erase-account' }]);
  expect(requestsOf('orders/create', { id: 1 })).toEqual([]);
});

test('a body without its customer is refused, without a word of it', () => {
  expect(() => requestsOf('customers/redact', { ...shop, customer: 'ada@acme.test' })).toThrow(RejectedError);
  expect(() => requestsOf('customers/redact', { ...shop, customer: 'ada@acme.test' })).toThrow(/^(?!.*ada@)/);
});
