import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { baseUrlOf, limitsOf, shopifySettings } from './settings.ts';

const shop = 'acme.myshopify.com';
const pathsOf = (raw: unknown) =>
  shopifySettings.safeParse(raw).error?.issues.map((issue) => issue.path.join('.'));

test('a shop and a token are enough', () => {
  const settings = shopifySettings.parse({ shop: 'Acme.myshopify.com', accessToken: 'shpat_1' });
  expect(settings.shop).toBe(shop);
  expect(baseUrlOf(settings)).toBe('https://acme.myshopify.com');
  expect(limitsOf(settings)).toEqual({ kind: 'cost', capacity: 2_000, restorePerSecond: 100 });
});

test.each([
  ['no shop', { accessToken: 'x' }, ['shop']],
  ['a storefront domain', { shop: 'www.acme.com', accessToken: 'x' }, ['shop']],
  ['a shop with a path', { shop: `${shop}/admin`, accessToken: 'x' }, ['shop']],
  ['no credential', { shop }, ['accessToken']],
  ['half a client', { shop, clientId: 'x' }, ['accessToken']],
  ['both credentials', { shop, accessToken: 'x', clientId: 'x', clientSecret: 'y' }, ['accessToken']],
  ['plain http beyond this machine', { shop, accessToken: 'x', url: 'http://proxy.acme.com' }, ['url']],
  [
    'an overlap within the index lag',
    { shop, accessToken: 'x', indexLagMs: 5_000, overlapMs: 5_000 },
    ['overlapMs'],
  ],
])('%s is refused with the path of the setting', (_, raw, paths) => {
  expect(pathsOf(raw)).toEqual(paths);
});

test('a mistyped setting is refused, not ignored', () => {
  expect(shopifySettings.safeParse({ shop, accessToken: 'x', notifycustomer: true }).success).toBe(false);
});

test('secrets do not print', () => {
  const settings = shopifySettings.parse({ shop, accessToken: 'shpat_hush' });
  expect(inspect(settings)).not.toContain('hush');
  expect(JSON.stringify(settings)).not.toContain('hush');
});
