import { expect, test } from 'vitest';
import { createScriptedShop } from '#tests/support/scripted-shop.ts';
import { checkShop } from './check.ts';
import { createShopifyClient } from './client.ts';
import { findScopeFaults, requiredScopesOf } from './scopes.ts';
import { shopifySettings } from './settings.ts';

const shop = 'acme.myshopify.com';
const settings = shopifySettings.parse({ shop, accessToken: 'x' });
const requiredScopes = requiredScopesOf(settings);

const check = async (
  changes: {
    readonly scopes?: readonly string[];
    readonly domain?: string;
    readonly supported?: boolean;
  } = {},
  options: { readonly date?: string; readonly hasWebhookSecret?: boolean } = {},
) => {
  const { scopes = requiredScopes, domain = shop, supported = true } = changes;
  const script = () => ({
    shop: { myshopifyDomain: domain, currencyCode: 'EUR' },
    currentAppInstallation: { accessScopes: scopes.map((handle) => ({ handle })) },
    publicApiVersions: [{ handle: '2026-10', supported }],
  });
  const { date, hasWebhookSecret = true } = options;
  const world = createScriptedShop(script, date === undefined ? {} : { date });
  const findings = await checkShop(createShopifyClient(settings, world.tools), settings, {
    hasWebhookSecret,
  });
  return findings
    .filter(({ severity }) => severity !== 'ok')
    .map(({ severity, code }) => `${severity} ${code}`);
};

test('a shop in order has no findings', async () => {
  expect(await check({}, { date: new Date(0).toUTCString() })).toEqual([]);
});

test('each fault is found by itself', async () => {
  expect(await check({ scopes: ['read_orders'] })).toEqual(['error scopes.missing']);
  expect(await check({ scopes: [...requiredScopes, 'write_orders'] })).toEqual(['warning scopes.excessive']);
  expect(await check({ domain: 'other.myshopify.com' })).toEqual(['error shop.domain']);
  expect(await check({ supported: false })).toEqual(['warning api-version']);
  expect(await check({}, { date: 'Mon, 23 Nov 2026 10:00:00 GMT' })).toEqual(['warning clock']);
  expect(await check({}, { hasWebhookSecret: false })).toEqual(['warning webhooks.secret']);
});

test('a scope to write contains the one to read, and the optional ones are not too much', () => {
  const writes = requiredScopes.filter((scope) => scope !== 'read_inventory');
  expect(findScopeFaults([...writes, 'read_all_orders'], requiredScopes)).toMatchObject([{ severity: 'ok' }]);
});

test('companies and payment terms need scopes of their own, and only where they are read', () => {
  const withAll = requiredScopesOf({ ...settings, companies: true, paymentTerms: true });
  expect(findScopeFaults(requiredScopes, withAll)).toMatchObject([
    { code: 'scopes.missing', message: 'the app lacks the scopes read_customers, read_payment_terms' },
  ]);
  expect(findScopeFaults(withAll, withAll)).toMatchObject([{ severity: 'ok' }]);
  const twice = requiredScopesOf({ ...settings, customers: true, companies: true });
  expect(twice.filter((scope) => scope === 'read_customers')).toHaveLength(1);
});

test('returns need a scope of their own, and only where they are read', () => {
  const withReturns = requiredScopesOf({ ...settings, returns: true });
  expect(findScopeFaults(requiredScopes, withReturns)).toMatchObject([
    { code: 'scopes.missing', message: 'the app lacks the scopes read_returns' },
  ]);
  expect(findScopeFaults(withReturns, withReturns)).toMatchObject([{ severity: 'ok' }]);
});

test('customers need scopes of their own, and only where they are read', () => {
  const withCustomers = requiredScopesOf({ ...settings, customers: true });
  expect(findScopeFaults(requiredScopes, withCustomers)).toMatchObject([
    { code: 'scopes.missing', message: 'the app lacks the scopes read_customers, write_customers' },
  ]);
  expect(findScopeFaults(withCustomers, withCustomers)).toMatchObject([{ severity: 'ok' }]);
  expect(findScopeFaults(withCustomers, requiredScopes)).toMatchObject([{ code: 'scopes.excessive' }]);
});
