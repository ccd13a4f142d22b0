import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { shopify } from '#connectors/shopify/connector.ts';
import { scopesWithCustomers, type ShopifySandboxOptions } from '#connectors/shopify/sandbox/options.ts';
import { startShopifySandbox } from '#connectors/shopify/sandbox/start.ts';
import type { HttpResponse } from '#sdk/http.ts';
import { required } from './check.ts';
import type { ConformanceFixture, Ground, GroundOptions, Lie, RecordHands } from './fixture.ts';
import { createPassingClock } from './passing-clock.ts';
import { openShopDesk } from './shopify-desk.ts';
import { shopifyPeople } from './shopify-people.ts';
import { shopifyWebhooks } from './shopify-webhooks.ts';

const PAGE_OF_ORDERS = 5;
const ORDERS = 12;
/** One more than a page of each kind. */
const ITEMS = 101;
const VARIANTS = 251;
/** How late the sandbox's search is when it is stale. */
const LAG_MS = 5_000;

const canaries = {
  clientSecret: 'canary-client-9b1d',
  webhookSecret: 'canary-hook-77aa',
  webhookSecretPrevious: 'canary-former-31c8',
};

/** A Shopify store: it sells, shows stock, and is told what was shipped. */
export const shopifyFixture: ConformanceFixture = {
  title: 'Shopify',
  connector: shopify,
  currencies: ['USD', 'JPY', 'KWD'],
  settings: {
    valid: { shop: 'sandbox.myshopify.com', url: 'http://127.0.0.1:9', clientId: 'app', ...canaries },
    secrets: Object.values(canaries),
    wrong: [
      { path: 'shop', change: { shop: 'shop.example.com' } },
      { path: 'url', change: { url: 'http://shop.example.com' } },
      { path: 'clientSecret', change: { clientSecret: '' } },
      { path: 'accessToken', change: { clientSecret: undefined } },
      { path: 'accessToken', change: { accessToken: 'both' } },
      { path: 'overlapMs', change: { overlapMs: 5_000, indexLagMs: 5_000 } },
      { path: 'plan', change: { plan: 'huge' } },
      { path: 'orderPageSize', change: { orderPageSize: 251 } },
      { path: 'colour', change: { colour: 'red' } },
    ],
  },
  start: startGround,
};

async function startGround({ currency = 'USD' }: GroundOptions = {}): Promise<Ground> {
  const clock = createPassingClock();
  const started: { close(): Promise<void> }[] = [];
  const start = async (options: ShopifySandboxOptions) => {
    const sandbox = await startShopifySandbox({
      clock,
      currency,
      plan: 'enterprise',
      staleSearchMs: LAG_MS,
      allowLoopbackWebhooks: true,
      sendWebhook: () => Promise.resolve(200),
      scopes: scopesWithCustomers,
      ...options,
    });
    started.push(sandbox);
    return sandbox;
  };
  const sandbox = await start({});
  const { shop } = sandbox;
  const settingsOf = ({ url, shopDomain, clientId, clientSecret }: typeof sandbox) => ({
    url,
    shop: shopDomain,
    clientId,
    clientSecret,
    webhookSecret: 'hook-now',
    webhookSecretPrevious: 'hook-before',
    plan: 'enterprise',
    orderPageSize: PAGE_OF_ORDERS,
    customers: true,
    customerPageSize: PAGE_OF_ORDERS,
    indexLagMs: LAG_MS,
    overlapMs: LAG_MS + 2_000,
  });
  const settings = settingsOf(sandbox);
  const withScopes = async (scopes: readonly string[], named: RegExp) => ({
    settings: settingsOf(await start({ scopes })),
    named,
  });
  const desk = openShopDesk(shop, currency);
  const people = shopifyPeople(shop, ORDERS);
  const listings: RecordHands = {
    fill: () => desk.addItems(VARIANTS),
    ids: () => [...sandbox.state.variants.keys()],
    change: (id) => desk.rename(id),
    add: () => Promise.resolve(desk.item(3)).then(() => undefined),
  };
  const levels: RecordHands = {
    fill: () => desk.addItems(ITEMS),
    ids: () => shop.levels().map(({ inventoryItemId, locationId }) => `${inventoryItemId}@${locationId}`),
    add: () => listings.add(),
  };
  return {
    settings,
    faults: sandbox.faults,
    lagMs: LAG_MS,
    lies: [lieAboutMore],
    advance: (ms) => clock.advance(ms),
    async close() {
      for (const one of started) await one.close();
    },
    accounts: {
      refused: () => ({
        ...settings,
        clientId: undefined,
        clientSecret: undefined,
        accessToken: 'shpat_of_nobody',
      }),
      tooFewRights: () => withScopes(['read_products'], /lacks .*read_orders/),
      tooManyRights: () =>
        withScopes(['read_orders', 'read_products', 'write_inventory', 'write_themes'], /write_themes/),
    },
    records: {
      'orders.source changedSince': {
        fill: () => {
          while (shop.orders().length < ORDERS) desk.place('plain');
          return Promise.resolve();
        },
        ids: () => shop.orders().map(({ id }) => id),
        change: (id) => shop.touchOrder(id),
        add: () => Promise.resolve(desk.place('plain')).then(() => undefined),
      },
      'stock.target all': levels,
      'catalog changedSince': listings,
      'customers changedSince': people.records,
      'customers all': people.records,
      'catalog all': listings,
    },
    optOut: people.optOut,
    selling: {
      place: (kind) => desk.place(kind),
      truth: (id) => {
        const { createdAt, updatedAt } = shop.order(id);
        return { totalMinor: shop.totalOf(id), currency, createdAt, updatedAt };
      },
    },
    shelf: {
      cell: (units) => desk.item(units),
      bareCell: () => desk.bareItem(),
      shown: (cell) => desk.shown(cell),
      writes: (cell) =>
        shop.stockLog.filter(
          ({ inventoryItemId, locationId, cause }) =>
            cause === 'written-by-api' &&
            inventoryItemId === cell.inventoryItemId &&
            locationId === cell.locationId,
        ).length,
      sell: (cell) => desk.sell(cell),
    },
    parcels: {
      kinds: ['with tracking', 'without tracking', 'from two locations', 'of a part'],
      make: (kind) => desk.parcel(kind, clock.now()),
      told: (orderId) => desk.told(orderId),
    },
    webhooks: shopifyWebhooks(sandbox, (secret, body) =>
      createHmac('sha256', secret).update(body).digest('base64'),
    ),
    locations: () =>
      [...sandbox.state.locations.values()].map(({ id, isActive }) => ({ id, active: isActive })),
    refusals: [
      {
        title: 'a level of an item that the shop does not have',
        run: async (connection) => {
          const cell = { ...desk.item(3), inventoryItemId: 'gid://shopify/InventoryItem/999999999999' };
          const target = required(connection.stock?.target, 'a stock target');
          return target.set([{ ...cell, from: 3, to: 4 }], 'key-of-the-refusal', 'kit');
        },
        words: /inventory item could not be found/i,
      },
      {
        title: 'a parcel with more than the order has',
        run: async (connection) => {
          const parcel = desk.parcel('with tracking', clock.now());
          const lines = parcel.shipment.lines.map((line) => ({ ...line, quantity: 99 }));
          const target = required(connection.fulfillment?.target, 'a fulfillment target');
          return target.fulfill({ ...parcel, shipment: { ...parcel.shipment, lines } });
        },
        words: /./,
      },
    ],
  };
}

const pageInfo = z.looseObject({ hasNextPage: z.literal(true), endCursor: z.string() });

/** Says that there is more, and not where. */
const lieAboutMore: Lie = {
  title: 'more, but no cursor',
  tell(response: HttpResponse) {
    const told = JSON.parse(response.body, (_key, value: unknown) => {
      const parsed = pageInfo.safeParse(value);
      return parsed.success ? { ...parsed.data, endCursor: null } : value;
    }) as unknown;
    return { ...response, body: JSON.stringify(told) };
  },
};
