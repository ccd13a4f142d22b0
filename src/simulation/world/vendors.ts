import { createOdooSandbox, type OdooSandboxCore } from '#connectors/odoo/sandbox/start.ts';
import { createShopify, type ShopifyModel } from '#connectors/shopify/sandbox/create-shopify.ts';
import { operationLabel } from '#connectors/shopify/sandbox/wire/operation-label.ts';
import type { Subscription } from '#connectors/shopify/sandbox/webhooks/subscriptions.ts';
import { US_TAX } from '#demo/compose-order.ts';
import { makeable, type Recipes } from '#demo/verdict/recipes.ts';
import type { SendDelivery } from '#sdk/sandbox/deliveries.ts';
import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import { withTransportFaults } from '#sdk/sandbox/serve.ts';
import type { SimulatedVendor } from '../edges/sender-port.ts';
import type { Timeline } from '../timeline.ts';
import { type Depot, DEPOT, openDepot } from './depot.ts';
import { type Mail, openMail } from './mail.ts';
import { shopScopes } from './shop-scopes.ts';
import { createVendorClock } from './vendor-clock.ts';

export const STORES = ['store-a', 'store-b'] as const;
export type StoreName = (typeof STORES)[number];
export const ERP = 'erp';
export const WAREHOUSES = ['WH', 'EAST'] as const;
/** The ERP's warehouse that stands for the depot. Nobody counts it. */
export const STAND_IN = '3PL';
/** All codes under which units are counted, in the order of the stores' locations. */
export const SHELVES = [...WAREHOUSES, DEPOT] as const;
/** A warehouse that was given up: goods stand in it, and neither its number nor what the stores show of it is touched. */
export const CLOSED = 'OLD';
const CLOSED_UNITS = 5;
const CLOSED_SHOWN = 1;
export const SKUS = ['CUP', 'LAMP', 'VASE'] as const;
/** Sold by both stores from the depot, and made of two of the scarce SKUs when it is; nobody keeps or counts it. */
export const BUNDLE = 'SET';
export const RECIPES: Recipes = new Map([
  [
    BUNDLE,
    new Map([
      ['CUP', 1],
      ['VASE', 2],
    ]),
  ],
]);
const BUNDLE_PRICE_MINOR = 2_400;
/** Of one SKU a unit is kept back, so that a forgotten buffer shows. */
export const BUFFERED_SKU = 'LAMP';
export const BUFFER_UNITS = 1;
const PRICES_MINOR = [1_250, 3_999, 700] as const;
const VENDOR_RETRY_DELAYS_MS = [5_000, 20_000, 60_000];
/** Less than what is declared as the lag of their search. */
const INDEX_SPREAD_MS = 4_500;
const IDS_APART = 1_000_000_000n;

export interface Store {
  readonly name: StoreName;
  readonly model: ShopifyModel;
  /** The mapped locations: those of the ERP's warehouses in their order, the 3PL's, and one that nobody counts. */
  readonly locationIds: readonly [string, string, string];
  readonly popupId: string;
  /** Shows the warehouse that was given up. */
  readonly closedId: string;
  readonly host: string;
}

/** The other companies: two stores that share the stock of one ERP and of one 3PL. */
export interface Vendors {
  readonly stores: readonly Store[];
  readonly erp: OdooSandboxCore;
  readonly erpHost: string;
  readonly warehouseIds: readonly [string, string];
  readonly standInId: string;
  readonly closedWarehouseId: string;
  readonly depot: Depot;
  /** Fed by the first store; null in most histories. */
  readonly mail: Mail | null;
  readonly taxId: number;
  readonly boards: readonly FaultBoard[];
  readonly onNetwork: ReadonlyMap<string, SimulatedVendor>;
}

export interface VendorOptions {
  readonly timeline: Timeline;
  readonly seed: number;
  readonly odooVersion: 17 | 18 | 19;
  /** Units of each SKU in each warehouse, and in the depot. */
  readonly stock: readonly (readonly [number, number, number])[];
  readonly hasMarketing: boolean;
  /** The stores take goods back, and the depot is told of it. */
  readonly hasReturns: boolean;
  /** Changes come into the stores' search one by one, not in their order. */
  readonly hasUnevenIndex: boolean;
  /** What an earlier installation subscribed to; null: a fresh one, which registers its webhooks first. */
  readonly subscribed: readonly Subscription[] | null;
  readonly sendWebhook: (store: StoreName, delivery: Parameters<SendDelivery>[0]) => Promise<number>;
}

export function openVendors(options: VendorOptions): Vendors {
  const { timeline, seed } = options;
  const clock = createVendorClock(timeline);
  const erp = createOdooSandbox({
    clock,
    seed: seed + 7,
    version: options.odooVersion,
    defaultTaxPercent: 0,
  });
  const eastId = erp.erp.addWarehouse({ code: WAREHOUSES[1] });
  const standInId = String(erp.erp.addWarehouse({ code: STAND_IN }));
  const closedWarehouseId = erp.erp.addWarehouse({ code: CLOSED });
  SKUS.forEach((sku, index) => {
    const [main, east] = options.stock[index] ?? [0, 0, 0];
    erp.erp.addProduct({
      sku,
      priceMinor: PRICES_MINOR[index] ?? 100,
      taxes: [],
      onHand: { [WAREHOUSES[0]]: main, [WAREHOUSES[1]]: east, [CLOSED]: CLOSED_UNITS },
    });
  });
  // Booked as it was sold; its parts leave the depot, so that the ERP has nothing to ship.
  erp.erp.addProduct({ sku: BUNDLE, kind: 'service', priceMinor: BUNDLE_PRICE_MINOR, taxes: [] });
  const taxId = erp.erp.addTax({ name: US_TAX.title, percent: US_TAX.rate * 100 });
  const stores = STORES.map((name, index) => openStore(name, index, options));
  const erpHost = 'erp.sim';
  const depot = openDepot(
    timeline,
    seed + 17,
    new Map(SKUS.map((sku, index) => [sku, options.stock[index]?.[2] ?? 0])),
    options.hasReturns,
  );
  const { faultyHandler, faults } = depot.sandbox;
  const mail = options.hasMarketing ? openMail(timeline, seed + 23, [...SKUS, BUNDLE]) : null;
  const onNetwork = new Map<string, SimulatedVendor>([
    [erpHost, { host: erpHost, handler: erp.faultyHandler, isDown: () => erp.faults.isDown() }],
    [depot.host, { host: depot.host, handler: faultyHandler, isDown: () => faults.isDown() }],
  ]);
  if (mail !== null) {
    const { sandbox, host } = mail;
    const isDown = (): boolean => sandbox.faults.isDown();
    onNetwork.set(host, { host, handler: sandbox.faultyHandler, isDown });
  }
  for (const { host, model } of stores) {
    const handler = withTransportFaults(model.handler, {
      faults: model.faults,
      clock,
      operationOf: ({ body }) => operationLabel(body.slice(0, 400)),
    });
    onNetwork.set(host, { host, handler, isDown: () => model.faults.isDown() });
  }
  return {
    stores,
    erp,
    erpHost,
    warehouseIds: ['1', String(eastId)],
    standInId,
    closedWarehouseId: String(closedWarehouseId),
    depot,
    mail,
    taxId,
    boards: [
      erp.faults,
      ...stores.map(({ model }) => model.faults),
      faults,
      ...(mail === null ? [] : [mail.sandbox.faults]),
    ],
    onNetwork,
  };
}

function openStore(
  name: StoreName,
  index: number,
  { timeline, seed, stock, subscribed, hasMarketing, hasReturns, hasUnevenIndex, sendWebhook }: VendorOptions,
): Store {
  const host = `${name}.myshopify.com`;
  const model = createShopify({
    clock: createVendorClock(timeline),
    seed: seed + 11 * (index + 1),
    shopDomain: host,
    idsFrom: 5_000_000_000_000n + BigInt(index) * IDS_APART,
    // Every history tells on its own clock; webhooks reach a name, not an address.
    allowLoopbackWebhooks: true,
    scopes: shopScopes({ hasCustomers: hasMarketing, hasReturns }),
    indexSpreadMs: hasUnevenIndex ? INDEX_SPREAD_MS : 0,
    subscribed: (subscribed ?? []).map((one) => ({ ...one, uri: one.uri.replace(/[^/]+$/, name) })),
    webhookRetryDelaysMs: VENDOR_RETRY_DELAYS_MS,
    // What was put on the shelves before the doors opened was told, and heard, before the story begins.
    toldUntil: timeline.now(),
    sendWebhook: (delivery) => sendWebhook(name, delivery),
  });
  const { shop } = model;
  const locationIds = [
    shop.addLocation({ name: 'Main' }).id,
    shop.addLocation({ name: 'East' }).id,
    shop.addLocation({ name: 'Depot' }).id,
  ] as const;
  const popupId = shop.addLocation({ name: 'Popup' }).id;
  const closedId = shop.addLocation({ name: 'Closed' }).id;
  SKUS.forEach((sku, skuIndex) => {
    const [main, east, depot] = stock[skuIndex] ?? [0, 0, 0];
    const kept = sku === BUFFERED_SKU ? BUFFER_UNITS : 0;
    shop.addProduct({
      title: sku,
      variants: [
        {
          sku,
          priceMinor: PRICES_MINOR[skuIndex] ?? 100,
          inventory: {
            [locationIds[0]]: Math.max(0, main - kept),
            [locationIds[1]]: Math.max(0, east - kept),
            [locationIds[2]]: Math.max(0, depot - kept),
            [popupId]: 2,
            [closedId]: CLOSED_SHOWN,
          },
        },
      ],
    });
  });
  const unitsAtDepot = (part: string): number => stock[SKUS.findIndex((sku) => sku === part)]?.[2] ?? 0;
  const inventory = { [locationIds[2]]: makeable(BUNDLE, RECIPES, unitsAtDepot) };
  shop.addProduct({
    title: BUNDLE,
    variants: [{ sku: BUNDLE, priceMinor: BUNDLE_PRICE_MINOR, inventory }],
  });
  return { name, model, locationIds, popupId, closedId, host };
}
