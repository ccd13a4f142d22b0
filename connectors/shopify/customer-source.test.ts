import { expect, test } from 'vitest';
import { createScriptedShop } from '#tests/support/scripted-shop.ts';
import { createShopifyClient } from './client.ts';
import { createCustomerSource } from './customer-source.ts';
import { shopify } from './connector.ts';
import { shopifySettings } from './settings.ts';

const settings = shopifySettings.parse({
  shop: 'acme.myshopify.com',
  accessToken: 'x',
  customers: true,
});

const ada = {
  id: 'gid://shopify/Customer/1',
  updatedAt: '2026-11-01T10:00:00Z',
  firstName: 'Ada',
  lastName: null,
  locale: 'de',
  tags: ['vip'],
  numberOfOrders: '3',
  amountSpent: { amount: '120.5', currencyCode: 'EUR' },
  defaultAddress: null,
  defaultEmailAddress: {
    emailAddress: 'Ada@Example.test',
    marketingState: 'SUBSCRIBED',
    marketingOptInLevel: 'CONFIRMED_OPT_IN',
    marketingUpdatedAt: '2026-10-01T08:00:00Z',
  },
  defaultPhoneNumber: {
    phoneNumber: '+4915112345678',
    smsMarketingConsent: {
      state: 'NEVER_SUBSCRIBED',
      optInLevel: null,
      updatedAt: null,
      collectedFrom: null,
    },
  },
};

async function fetchOne(change: object) {
  const { tools } = createScriptedShop(() => ({ nodes: [{ ...ada, ...change }] }));
  return createCustomerSource(createShopifyClient(settings, tools), settings).fetch([ada.id]);
}

test('a customer comes whole, with what was said on each channel and what shows it', async () => {
  const { items, refused } = await fetchOne({});
  expect(refused).toEqual([]);
  expect(items).toEqual([
    {
      id: ada.id,
      updatedAt: Date.parse(ada.updatedAt),
      email: 'Ada@Example.test',
      phone: '+4915112345678',
      firstName: 'Ada',
      lastName: null,
      company: null,
      locale: 'de',
      address: null,
      tags: ['vip'],
      lifetime: { orders: 3, spent: { minor: 12_050, currency: 'EUR' } },
      consents: {
        email: {
          state: 'subscribed',
          source: 'CONFIRMED_OPT_IN',
          at: Date.parse('2026-10-01T08:00:00Z'),
          proof: 'gid://shopify/Customer/1 email 2026-10-01T08:00:00.000Z',
        },
        sms: { state: 'never', source: null, at: null, proof: null },
      },
    },
  ]);
});

test.each([
  ['UNSUBSCRIBED', 'unsubscribed'],
  ['NOT_SUBSCRIBED', 'never'],
  ['PENDING', 'never'],
  ['INVALID', undefined],
  ['SOMETHING_NEW', undefined],
])('%s is no yes', async (marketingState, state) => {
  const { items } = await fetchOne({
    defaultEmailAddress: { ...ada.defaultEmailAddress, marketingState },
  });
  expect(items[0]?.consents.email?.state).toBe(state);
});

test('a number that cannot be written as one is left out, and an amount that is none sets the customer aside', async () => {
  const phone = await fetchOne({
    defaultPhoneNumber: { ...ada.defaultPhoneNumber, phoneNumber: '0151 2345' },
  });
  expect(phone.items[0]?.phone).toBeNull();
  const spent = await fetchOne({ amountSpent: { amount: '1.005', currencyCode: 'EUR' } });
  expect(spent.items).toEqual([]);
  expect(spent.refused).toEqual([{ id: ada.id, reason: 'an amount has more digits than EUR has' }]);
});

test('a store that is not asked for its customers has no operation that touches them', () => {
  const { tools } = createScriptedShop(() => ({}));
  const open = (customers: boolean) =>
    shopify.open({ shop: settings.shop, accessToken: 'x', customers }, tools);
  expect(open(false).customers ?? open(false).consents).toBeUndefined();
  expect(Object.keys(open(true).consents ?? {})).toEqual(['optOut']);
});
