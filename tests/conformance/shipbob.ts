import { shipbob } from '#connectors/shipbob/connector.ts';
import { ANNOUNCING_SCOPES, startShipbobSandbox } from '#connectors/shipbob/sandbox/start.ts';
import { openSpecification } from '#tests/support/published-specification.ts';
import { expect } from 'vitest';
import { required } from './check.ts';
import type { ConformanceFixture, Ground, RecordHands } from './fixture.ts';
import { createPassingClock } from './passing-clock.ts';
import { openShipbobDesk } from './shipbob-desk.ts';
import { shipbobWebhooks } from './shipbob-webhooks.ts';

const PAGE = 5;
const RECORDS = 12;
/** How late the sandbox's search is when it is stale. */
const LAG_MS = 5_000;

const canaries = {
  token: 'canary-token-4d1f',
  webhookSecret: 'whsec_canaryhookAAAAAAAAAAAAAAAAAAAAAA',
  webhookSecretPrevious: 'whsec_canaryformerBBBBBBBBBBBBBBBBBBBB',
};

const specification = openSpecification('shipbob-2026-01.json');

/** ShipBob: it ships what it is asked to, counts what it stores, and tells what left and what came back. */
export const shipbobFixture: ConformanceFixture = {
  title: 'ShipBob',
  connector: shipbob,
  currencies: ['USD'],
  settings: {
    valid: { url: 'http://127.0.0.1:9', channelId: '100', announceReturns: true, ...canaries },
    secrets: Object.values(canaries),
    wrong: [
      { path: 'url', change: { url: 'http://shipbob.example.com' } },
      { path: 'token', change: { token: '' } },
      { path: 'channelId', change: { channelId: 'main' } },
      { path: 'webhookSecret', change: { webhookSecret: 'plain' } },
      { path: 'webhookSecretPrevious', change: { webhookSecretPrevious: 'whsec_short' } },
      { path: 'pageSize', change: { pageSize: 251 } },
      { path: 'quarantineMs', change: { quarantineMs: 0 } },
      { path: 'shippingMethods.Express', change: { shippingMethods: { Express: '' } } },
      { path: 'announceReturns', change: { announceReturns: 'yes' } },
      { path: 'colour', change: { colour: 'red' } },
    ],
  },
  start: startGround,
};

async function startGround(): Promise<Ground> {
  const clock = createPassingClock();
  const start = (scopes: readonly string[] = ANNOUNCING_SCOPES) =>
    startShipbobSandbox({
      clock,
      scopes,
      requestsPerMinute: 1_000_000,
      staleSearchMs: LAG_MS,
      sendWebhook: () => Promise.resolve(200),
      observe: (request, response) => specification?.observe(request, response),
    });
  const started = [await start()];
  const sandbox = required(started[0], 'a sandbox');
  const settingsOf = ({ url, token, channelId }: typeof sandbox) => ({
    url,
    token,
    channelId,
    webhookSecret: canaries.webhookSecret,
    webhookSecretPrevious: canaries.webhookSecretPrevious,
    pageSize: PAGE,
    announceReturns: true,
    overlapMs: LAG_MS + 2_000,
  });
  const withScopes = async (scopes: readonly string[], named: RegExp) => {
    const other = await start(scopes);
    started.push(other);
    return { settings: settingsOf(other), named };
  };
  const settings = settingsOf(sandbox);
  const desk = openShipbobDesk(sandbox);
  const { state, warehouse } = sandbox;
  const fillWith = (count: () => number, add: () => void) => () => {
    while (count() < RECORDS) add();
    return Promise.resolve();
  };
  const records = (count: () => number, add: () => void): Pick<RecordHands, 'fill' | 'add'> => ({
    fill: fillWith(count, add),
    add: () => Promise.resolve(add()),
  });
  const items = records(
    () => state.items.size,
    () => void desk.item(5),
  );
  const levels: RecordHands = {
    ...items,
    ids: () => [...state.onHand.keys()],
    change: (cell) => warehouse.receive(desk.skuOf(Number(cell.split('@')[0])), desk.locationId, 1),
  };
  const listings: RecordHands = {
    ...items,
    ids: () => [...state.items.keys()].map(String),
    change: (id) => warehouse.editItem(desk.skuOf(Number(id)), { title: `Renamed ${state.nextId()}` }),
  };
  return {
    settings,
    faults: sandbox.faults,
    lagMs: LAG_MS,
    advance: (ms) => clock.advance(ms),
    async close() {
      for (const one of started) await one.close();
      expect(specification?.takeViolations() ?? []).toEqual([]);
    },
    accounts: {
      refused: () => ({ ...settings, token: 'of-nobody' }),
      tooFewRights: () => withScopes(['channels_read', 'orders_read'], /lacks .*orders_write/),
      tooManyRights: () => withScopes([...desk.scopes, 'products_write'], /products_write/),
    },
    records: {
      'requests.target all': {
        ...records(
          () => state.orders.size,
          () => void desk.place(1),
        ),
        ids: () => [...state.orders.keys()].map(String),
      },
      'shipments changedSince': {
        ...records(
          () => desk.parcels().length,
          () => void warehouse.ship(desk.place(2)),
        ),
        ids: desk.parcels,
      },
      'returns changedSince': {
        ...records(() => state.returns.size, desk.announceReturn),
        ids: () => [...state.returns.keys()].map(String),
        change: (id) => desk.inspect(Number(id)),
      },
      'stock.source changedSince': levels,
      'stock.source all': levels,
      'catalog changedSince': listings,
      'catalog all': listings,
    },
    requesting: desk.requesting,
    returning: desk.returning,
    counting: {
      item: (units) => ({ listingId: String(desk.item(units)), locationId: String(desk.locationId) }),
    },
    shipping: { ship: () => Promise.resolve(desk.shipOne()) },
    webhooks: shipbobWebhooks(sandbox, canaries),
    locations: () =>
      [...state.locations.values()].map(({ id, isActive }) => ({ id: String(id), active: isActive })),
    refusals: [
      {
        title: 'a return of an item that ShipBob does not have',
        run: (connection) => {
          const coming = {
            ...desk.returning.coming('kit/unknown', 1),
            lines: [{ listingId: '7', quantity: 1 }],
          };
          return required(connection.returns?.target, 'a return target').announce(coming);
        },
        words: /no inventory 7/,
      },
      {
        title: 'a request for an item that ShipBob does not have',
        run: (connection) => {
          const request = desk.requesting.request('kit:unknown-item', 1);
          const lines = request.lines.map((line) => ({ ...line, sku: 'NO-SUCH-ITEM' }));
          return required(connection.requests?.target, 'a request target').create({ ...request, lines });
        },
        words: /needs a name/,
      },
      {
        title: 'a location that ShipBob does not have',
        run: (connection) => {
          const request = { ...desk.requesting.request('kit:nowhere', 1), locationId: '7' };
          return required(connection.requests?.target, 'a request target').create(request);
        },
        words: /no such fulfillment center/i,
      },
    ],
    lies: [
      {
        title: 'a next page at another address',
        tell: (response) => withNext(response, 'https://elsewhere.example/2026-01/product?cursor=1'),
      },
      { title: 'a next page without an address', tell: (response) => withNext(response, '') },
    ],
  };
}

function withNext<Answer extends { readonly body: string }>(
  response: Answer,
  next: string,
): Answer | undefined {
  const body = JSON.parse(response.body) as { next?: string | null };
  return typeof body.next === 'string' ? { ...response, body: JSON.stringify({ ...body, next }) } : undefined;
}
