import type { LoadedConfiguration } from '#config/load.ts';
import { parseConfiguration } from '#config/parse.ts';
import type { WrittenConfiguration } from '#config/define-config.ts';
import { US_TAX } from '#demo/compose-order.ts';
import type { HistoryPlan, Net } from '../plan/history-plan.ts';
import { THIRD_PARTY } from './depot.ts';
import { MAIL } from './mail.ts';
import { plainStore, simulatedRegistry } from './plain-store.ts';
import { BUFFER_UNITS, BUFFERED_SKU, ERP, RECIPES, type StoreName, STORES, type Vendors } from './vendors.ts';

/** Where the stores' webhooks go. */
export const PUBLIC_URL = 'http://127.0.0.1:8080';
const CONNECTORS = { store: 'shopify', erp: 'odoo', thirdParty: 'shipbob', mail: 'klaviyo' } as const;
const TIMEOUT_MS = 8_000;
const DAY_MS = 86_400_000;
/** Where goods come back, they leave first, and that is heard of soon. */
const PARCELS_HEARD_MS = 4_000;
/** A call waits for its turn (5 s), lives (8 s), and may act up to 4 s after that; with a margin. */
export const QUARANTINE_MS = 20_000;

/** So few numbers may be emptied, or halved, within so long. */
export const TIGHT_BRAKE = { share: 0.01, cellsMin: 2, window: '1m', moveShare: 0.5, unitsMin: 1 } as const;
const [, PLAIN_STORE] = STORES;

/** The store whose API cannot compare; null where all can. */
export function plainStoreOf({ oddities = [] }: Pick<HistoryPlan, 'oddities'>): StoreName | null {
  return oddities.includes('plain-store') ? PLAIN_STORE : null;
}

/** Merchants are few, and a configuration says nothing of the seed: each is parsed once, under what was written. */
const parsedOnes = new Map<string, LoadedConfiguration>();

/** What a merchant with these systems would write; intervals are short, because a history lasts minutes. */
export function loadSimulated(
  vendors: Vendors,
  startedAt: number,
  plan: Pick<HistoryPlan, 'netsOff' | 'orderPageSize' | 'oddities'>,
): LoadedConfiguration {
  const written = writeConfiguration(vendors, startedAt, plan);
  const text = JSON.stringify(written);
  const known = parsedOnes.get(text);
  if (known !== undefined) return known;
  const parsed = parseConfiguration(written, () => undefined, simulatedRegistry);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ path, reason }) => `${path}: ${reason}`).join('; '));
  const { configuration } = parsed;
  const loaded = { file: 'simulated', configuration, reread: () => configuration };
  parsedOnes.set(text, loaded);
  return loaded;
}

function writeConfiguration(
  vendors: Vendors,
  startedAt: number,
  { netsOff, orderPageSize, oddities = [] }: Pick<HistoryPlan, 'netsOff' | 'orderPageSize' | 'oddities'>,
): WrittenConfiguration {
  const unless = (net: Net, intervalMs: number): number => (netsOff.includes(net) ? DAY_MS : intervalMs);
  const { stores, erp, erpHost, warehouseIds, standInId, depot, mail, taxId } = vendors;
  const places = [
    { name: 'main', warehouse: 0, shownIn: stores },
    // The second warehouse ships for the first store alone.
    { name: 'east', warehouse: 1, shownIn: stores.slice(0, 1) },
  ] as const;
  return {
    publicUrl: PUBLIC_URL,
    connections: {
      ...Object.fromEntries(
        stores.map(({ name, host, model }) => [
          name,
          {
            connector: name === plainStoreOf({ oddities }) ? plainStore.name : CONNECTORS.store,
            timeout: TIMEOUT_MS,
            settings: {
              shop: host,
              clientId: model.clientId,
              clientSecret: model.clientSecret,
              indexLagMs: 5_000,
              overlapMs: 12_000,
              orderPageSize,
              quarantineMs: QUARANTINE_MS,
              customers: mail !== null && name === STORES[0],
              returns: oddities.includes('takes-returns'),
            },
          },
        ]),
      ),
      [ERP]: {
        connector: CONNECTORS.erp,
        timeout: TIMEOUT_MS,
        settings: {
          url: `http://${erpHost}`,
          version: erp.version,
          database: erp.database,
          login: erp.login,
          apiKey: erp.apiKey,
          taxes: { [US_TAX.rate]: { excluded: taxId } },
          overlapMs: 10_000,
          quarantineMs: QUARANTINE_MS,
        },
      },
      [THIRD_PARTY]: {
        connector: CONNECTORS.thirdParty,
        timeout: TIMEOUT_MS,
        settings: {
          url: depot.url,
          token: depot.sandbox.token,
          channelId: depot.sandbox.channelId,
          requestsPerMinute: depot.requestsPerMinute,
          overlapMs: 12_000,
          quarantineMs: QUARANTINE_MS,
          stockLagMs: 1_000,
          announceReturns: oddities.includes('takes-returns'),
        },
      },
      ...(mail === null
        ? {}
        : {
            [MAIL]: {
              connector: CONNECTORS.mail,
              timeout: TIMEOUT_MS,
              settings: {
                url: mail.url,
                apiKey: mail.sandbox.apiKey,
                overlapMs: 12_000,
                quarantineMs: QUARANTINE_MS,
              },
            },
          }),
    },
    locations: Object.fromEntries([
      ...places.map(({ name, warehouse, shownIn }) => [
        name,
        {
          authority: { connection: ERP, locationId: warehouseIds[warehouse] },
          shownOn: Object.fromEntries(shownIn.map((store) => [store.name, store.locationIds[warehouse]])),
        },
      ]),
      [
        'closed',
        {
          active: false,
          authority: { connection: ERP, locationId: vendors.closedWarehouseId },
          shownOn: Object.fromEntries(stores.map((store) => [store.name, store.closedId])),
        },
      ],
      [
        'depot',
        {
          authority: { connection: THIRD_PARTY, locationId: String(depot.locationId) },
          shownOn: Object.fromEntries(stores.map((store) => [store.name, store.locationIds[2]])),
          bookedAt: { [ERP]: standInId },
        },
      ],
    ]),
    channels: Object.fromEntries(
      stores.map(({ name }, index) => [
        name,
        {
          bookedBy: ERP,
          ordersFrom: new Date(startedAt).toISOString(),
          refunds: index === 0 ? ('draft' as const) : ('post' as const),
        },
      ]),
    ),
    segments: mail === null ? {} : { buyers: { where: { orders: { min: 1 } } } },
    marketing:
      mail === null
        ? {}
        : {
            [MAIL]: {
              stores: [STORES[0]],
              segments: { buyers: { list: mail.buyers }, 'new-customers': { property: true } },
              stockSignals: { lowStock: 1, gather: '2s' },
            },
          },
    buffer: { [BUFFERED_SKU]: BUFFER_UNITS, '*': 0 },
    bundles: Object.fromEntries(
      [...RECIPES].map(([sku, parts]) => [sku, { parts: Object.fromEntries(parts) }]),
    ),
    // Nobody sells it: the oracles know of no leave to sell below zero, and the job that ends it runs all the same.
    backorder: { bySku: { 'not-for-sale': { units: 1, until: new Date(startedAt + 60_000).toISOString() } } },
    brake: oddities.includes('tight-brake')
      ? TIGHT_BRAKE
      : // Every SKU of a shop of three may sell out at once.
        { share: 1, cellsMin: 1_000, window: '1m' },
    intervals: {
      pullOrders: unless('polls', 20_000),
      // The ERP tells nothing by itself: its stock is always polled.
      pullStock: oddities.includes('takes-returns') ? PARCELS_HEARD_MS : 20_000,
      pullCatalog: '10m',
      pullCustomers: unless('polls', 20_000),
      segments: 40_000,
      sweepStock: unless('sweeps', 70_000),
      sweepOrders: unless('sweeps', 70_000),
      sweepCustomers: unless('sweeps', 70_000),
      registerWebhooks: '5m',
      prune: '1h',
    },
    worker: { concurrency: 4 },
  };
}

/** Names of the connectors that the simulated merchant uses. */
export function simulatedConnectors(): readonly string[] {
  return Object.values(CONNECTORS).toSorted();
}
