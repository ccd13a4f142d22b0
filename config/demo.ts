import { OVERRIDES } from './environment.ts';
import type { WrittenConfiguration } from './define-config.ts';

const DEMO_ERP = 'erp';
const DEMO_THIRD_PARTY = 'warehouse';
const DEMO_MAIL = 'mail';

export interface DemoWorld {
  readonly dataDir: string;
  /** Null: a SQLite file in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly port: number;
  /** Nothing that was sold before is booked. */
  readonly ordersFrom: Date;
  /** How many SKUs there are: large catalogs are compared less often. */
  readonly skus: number;
  readonly places: readonly DemoPlace[];
  /** Null: nobody else is asked to ship. */
  readonly thirdParty: DemoThirdParty | null;
  /** Null or absent: nobody writes to customers. */
  readonly mail?: DemoMail | null | undefined;
  /** SKU -> what it is made of when it is sold: units by SKU. Absent: nothing is. */
  readonly bundles?: ReadonlyMap<string, Readonly<Record<string, number>>> | undefined;
  /** They share every place. */
  readonly stores: readonly DemoStore[];
  readonly erp: {
    readonly url: string;
    readonly database: string;
    readonly login: string;
    readonly apiKey: string;
    /** Store tax -> Odoo tax id, as the connector's setting of that name. */
    readonly taxes: Readonly<
      Record<string, number | { readonly included?: number; readonly excluded?: number }>
    >;
    /** Currency -> id of its pricelist; the company's own needs none. */
    readonly pricelists?: Readonly<Record<string, number>> | undefined;
  };
}

/** A ShipBob account with one fulfillment center. */
export interface DemoThirdParty {
  readonly url: string;
  readonly token: string;
  readonly channelId: string;
  readonly webhookSecret: string;
  readonly requestsPerMinute: number;
}

/** A Klaviyo account. */
export interface DemoMail {
  readonly url: string;
  readonly apiKey: string;
  /** Names of the stores that feed it. */
  readonly stores: readonly string[];
}

/** One warehouse of the ERP or of the 3PL, and the location of each store that shows it. */
export interface DemoPlace {
  readonly name: string;
  readonly isThirdParty: boolean;
  readonly warehouseId: string;
  /** The ERP's warehouse that stands for one of the 3PL; null: none does. */
  readonly bookedAt: string | null;
  /** The store's name -> its location id. */
  readonly shownOn: Readonly<Record<string, string>>;
}

export interface DemoStore {
  /** The connection's name: the first part of the reference of each of its orders. */
  readonly name: string;
  readonly url: string;
  readonly shop: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly plan: 'standard' | 'advanced' | 'plus' | 'enterprise';
  /** Whether it agrees to take goods back before they arrive. */
  readonly takesReturns: boolean;
}

/** The sandboxes answer within milliseconds or not at all. */
export const DEMO_TIMEOUT_MS = 2_000;
/** A call waits for its turn (5 s), lives (2 s), and its effect may come late (4 s); with a margin. */
const QUARANTINE_MS = 15_000;
const SWEEP_MS_MIN = 15_000;
/** A comparison of so many takes a few seconds; it may take a tenth of the time. */
const SWEEP_MS_PER_SKU = 12;

/**
 * The demo's configuration: everything as a merchant would write it, only faster, because nobody wants to watch a sweep
 * that runs every six hours.
 */
export function demoConfiguration(world: DemoWorld): WrittenConfiguration {
  const { stores, erp, thirdParty, mail = null, port } = world;
  const sweepMs = Math.max(SWEEP_MS_MIN, world.skus * SWEEP_MS_PER_SKU);
  return {
    dataDir: world.dataDir,
    databaseUrl: world.databaseUrl,
    publicUrl: `http://127.0.0.1:${port}`,
    server: { host: '127.0.0.1', port },
    connections: {
      ...Object.fromEntries(stores.map((store) => [store.name, storeConnection(store, mail)])),
      ...(thirdParty === null ? {} : { [DEMO_THIRD_PARTY]: thirdPartyConnection(thirdParty) }),
      ...(mail === null ? {} : { [DEMO_MAIL]: mailConnection(mail) }),
      [DEMO_ERP]: {
        connector: 'odoo',
        timeout: DEMO_TIMEOUT_MS,
        settings: {
          url: erp.url,
          database: erp.database,
          login: erp.login,
          apiKey: erp.apiKey,
          taxes: erp.taxes,
          pricelists: erp.pricelists ?? {},
          overlapMs: 10_000,
          quarantineMs: QUARANTINE_MS,
          concurrency: 24,
        },
      },
    },
    locations: Object.fromEntries(
      world.places.map(({ name, isThirdParty, warehouseId, bookedAt, shownOn }) => [
        name,
        {
          // Who counts it ships from it.
          authority: { connection: isThirdParty ? DEMO_THIRD_PARTY : DEMO_ERP, locationId: warehouseId },
          shownOn,
          bookedAt: bookedAt === null ? {} : { [DEMO_ERP]: bookedAt },
        },
      ]),
    ),
    channels: Object.fromEntries(
      stores.map(({ name }) => [name, { bookedBy: DEMO_ERP, ordersFrom: world.ordersFrom.toISOString() }]),
    ),
    marketing: mail === null ? {} : { [DEMO_MAIL]: { stores: [...mail.stores] } },
    bundles: Object.fromEntries([...(world.bundles ?? [])].map(([sku, parts]) => [sku, { parts }])),
    // A tenth of the shop sells out and comes back within a minute: that is what the demo is about, not an accident.
    brake: { share: 0.9, cellsMin: 200, window: '1m' },
    intervals: {
      pullOrders: '2s',
      pullStock: '1s',
      pullCatalog: sweepMs,
      pullCustomers: '2s',
      sweepStock: sweepMs,
      sweepOrders: '15s',
      registerWebhooks: '10s',
      prune: '1m',
    },
    worker: { concurrency: 20 },
  };
}

interface DemoConnection {
  readonly connector: string;
  readonly timeout: number;
  readonly settings: Record<string, unknown>;
}

function thirdPartyConnection(settings: DemoThirdParty): DemoConnection {
  return {
    connector: 'shipbob',
    timeout: DEMO_TIMEOUT_MS,
    settings: {
      ...settings,
      pageSize: 250,
      announceReturns: true,
      overlapMs: 10_000,
      quarantineMs: QUARANTINE_MS,
      stockLagMs: 1_000,
    },
  };
}

function mailConnection({ url, apiKey }: DemoMail): DemoConnection {
  return {
    connector: 'klaviyo',
    timeout: DEMO_TIMEOUT_MS,
    settings: { url, apiKey, overlapMs: 10_000, quarantineMs: QUARANTINE_MS },
  };
}

function storeConnection(
  { name, url, shop, clientId, clientSecret, plan, takesReturns }: DemoStore,
  mail: DemoMail | null,
): DemoConnection {
  return {
    connector: 'shopify',
    timeout: DEMO_TIMEOUT_MS,
    settings: {
      shop,
      url,
      clientId,
      clientSecret,
      plan,
      // The sandbox's search shows a change at once, unless the fault for it is on.
      indexLagMs: 1_000,
      overlapMs: 20_000,
      quarantineMs: QUARANTINE_MS,
      returns: takesReturns,
      ...(mail?.stores.includes(name) === true ? { customers: true } : {}),
    },
  };
}

/** The text of a configuration file that holds it. It imports nothing, so it may lie in any folder. */
export function demoConfigurationFile(world: DemoWorld): string {
  const written = JSON.stringify(demoConfiguration(world), null, 2);
  return `// Written by "syncline demo" for one run.\nexport default ${written};\n`;
}

/**
 * `NAME=` for every variable that would decide over the file: a demo must never touch the database or the Redis that
 * the environment names.
 */
export function blankedEnvironment(): readonly string[] {
  return Object.keys(OVERRIDES).flatMap((name) => [`${name}=`, `${name}_FILE=`]);
}
