import { randomBytes } from 'node:crypto';
import type { ConfigurationInput } from '#config/schema.ts';

/** The two connections of every story; the store's name is the first part of every order's reference. */
export const STORE = 'store';
export const ERP = 'erp';

/** What the engine of a story has to be told. */
export interface StoryPlaces {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly port: number;
  readonly store: {
    readonly plan: string;
    readonly url: string;
    readonly shop: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  readonly erp: { readonly url: string; readonly database: string; readonly login: string };
  /** Our name of a place -> how the two systems call it. */
  readonly places: Readonly<Record<string, { readonly warehouseId: string; readonly locationId: string }>>;
  /** Store tax -> Odoo tax. */
  readonly taxes: Readonly<Record<string, { readonly included: number; readonly excluded: number }>>;
}

/** A story's configuration, written out: every connection and location stands in it. */
export interface StoryConfiguration extends Record<string, unknown> {
  readonly connections: Readonly<Record<string, StoryConnection>>;
  readonly locations: Readonly<Record<string, StoryLocation>>;
  readonly channels: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface StoryConnection {
  readonly connector: string;
  readonly timeout: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

interface StoryLocation {
  readonly authority: { readonly connection: string; readonly locationId: string };
  readonly shownOn: Readonly<Record<string, string>>;
}

/** Everything as a merchant would write it, only faster. Secrets come from files, so that a story can change them. */
export function storyConfiguration(world: StoryPlaces): StoryConfiguration {
  const { store, erp } = world;
  return {
    dataDir: world.dataDir,
    databaseUrl: world.databaseUrl,
    redisUrl: world.redisUrl,
    publicUrl: `http://127.0.0.1:${world.port}`,
    server: { host: '127.0.0.1', port: world.port },
    sealingKey: randomBytes(32).toString('base64'),
    connections: {
      [STORE]: {
        connector: 'shopify',
        timeout: '5s',
        settings: {
          shop: store.shop,
          url: store.url,
          clientId: store.clientId,
          clientSecret: { secretFromEnv: 'STORY_STORE_SECRET' },
          plan: store.plan,
          indexLagMs: 0,
          overlapMs: 5_000,
          // The time-out and the latest that an effect comes after it.
          quarantineMs: 10_000,
        },
      },
      [ERP]: {
        connector: 'odoo',
        timeout: '5s',
        settings: {
          url: erp.url,
          database: erp.database,
          login: erp.login,
          apiKey: { secretFromEnv: 'STORY_ERP_KEY' },
          taxes: world.taxes,
          overlapMs: 5_000,
          quarantineMs: 15_000,
          concurrency: 8,
        },
      },
    },
    locations: Object.fromEntries(
      Object.entries(world.places).map(([name, { warehouseId, locationId }]) => [
        name,
        { authority: { connection: ERP, locationId: warehouseId }, shownOn: { [STORE]: locationId } },
      ]),
    ),
    channels: { [STORE]: { bookedBy: ERP } },
    // Stories sell out whole little shops; the brake has a story of its own.
    brake: { share: 1, cellsMin: 1_000, window: '1m' },
    intervals: {
      pullOrders: '1s',
      pullStock: '1s',
      pullCatalog: '2s',
      sweepStock: '10s',
      sweepOrders: '10s',
      registerWebhooks: '10s',
      prune: '1m',
    },
    worker: { concurrency: 10 },
    log: { level: process.env['STORY_LOG'] ?? 'error' },
  } satisfies Partial<Record<keyof ConfigurationInput, unknown>>;
}

/** The same connections, some of them with settings more, by name. */
export function withSettings(
  { connections }: Pick<StoryConfiguration, 'connections'>,
  added: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): StoryConfiguration['connections'] {
  return Object.fromEntries(
    Object.entries(connections).map(([name, connection]) => [
      name,
      { ...connection, settings: { ...connection.settings, ...added[name] } },
    ]),
  );
}

/** A file that imports nothing, so it may lie in any folder. */
export function toConfigurationFile(configuration: Readonly<Record<string, unknown>>): string {
  return `export default ${JSON.stringify(configuration, null, 2)};\n`;
}
