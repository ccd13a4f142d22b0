import { expect, test } from 'vitest';
import { klaviyo } from '#connectors/klaviyo/connector.ts';
import { shopify } from '#connectors/shopify/connector.ts';
import { createScriptedShop } from '#tests/support/scripted-shop.ts';
import { findMarketingProblems, missingMarketing } from './marketing-checks.ts';
import { configurationSchema } from './schema.ts';

const { tools } = createScriptedShop(() => ({}));
const store = (customers: boolean) =>
  shopify.open({ shop: 'acme.myshopify.com', accessToken: 'x', customers }, tools);
const mail = klaviyo.open({ apiKey: 'pk_x' }, tools);

const configurationOf = (marketing: object) =>
  configurationSchema.parse({
    connections: { store: { connector: 'shopify' }, mail: { connector: 'klaviyo' } },
    marketing,
  });

const pathsOf = (problems: readonly { readonly path: string }[]) => problems.map(({ path }) => path);

test('a store that feeds a tool is a connection that tells of its customers', () => {
  const configuration = configurationOf({ mail: { stores: ['store'] } });
  expect(findMarketingProblems(configuration)).toEqual([]);
  const right = new Map([
    ['store', store(true)],
    ['mail', mail],
  ]);
  expect(missingMarketing(configuration, right)).toEqual([]);
  const silent = new Map([
    ['store', store(false)],
    ['mail', mail],
  ]);
  expect(missingMarketing(configuration, silent)).toMatchObject([
    { path: 'marketing.mail.stores.0', advice: 'for Shopify, set customers: true in its settings' },
  ]);
});

test('names that are no connections, and a tool that would feed itself, are found', () => {
  const wrong = configurationOf({ mial: { stores: ['store'] }, mail: { stores: ['stroe', 'mail'] } });
  expect(pathsOf(findMarketingProblems(wrong))).toEqual([
    'marketing.mial',
    'marketing.mail.stores.0',
    'marketing.mail.stores.1',
  ]);
});

test('a store is no tool that writes to customers', () => {
  const turned = configurationOf({ store: { stores: ['mail'] } });
  const connections = new Map([
    ['store', store(true)],
    ['mail', mail],
  ]);
  expect(pathsOf(missingMarketing(turned, connections))).toEqual([
    'marketing.store',
    'marketing.store.stores.0',
  ]);
});

test('lists and signals of stock are for tools that take them', () => {
  const told = configurationOf({
    mail: { stores: ['store'], segments: { lost: { list: 'L1' } }, stockSignals: {} },
  });
  const right = new Map([
    ['store', store(true)],
    ['mail', mail],
  ]);
  expect(missingMarketing(told, right)).toEqual([]);
  const { lists: _lists, stockSignals: _signals, ...plain } = mail;
  const wrong = new Map([
    ['store', store(true)],
    ['mail', plain],
  ]);
  expect(pathsOf(missingMarketing(told, wrong))).toEqual([
    'marketing.mail.segments.lost.list',
    'marketing.mail.stockSignals',
  ]);
});
