import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '#app/app.ts';
import { createSystemEdges } from '#engine/system-edges.ts';
import { findDaemon } from '#cli/exchange-with-daemon.ts';
import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import { connectors } from '#connectors/registry.ts';
import { webhookTopicsOf } from '#connectors/shopify/interpret-webhook.ts';
import { startShopifySandbox } from '#connectors/shopify/sandbox/start.ts';
import { type LoadedConfiguration, loadConfiguration } from '#config/load.ts';
import { type Role, roles as allRoles } from '#config/roles.ts';
import { openStoryLedger, type StoryLedger } from './story-ledger.ts';
import { type StoryConfiguration, storyConfiguration, STORE, toConfigurationFile } from './story-config.ts';
import { places, startStoryErp, type StoryErp, warehouses } from './story-erp.ts';
import { findFreePort } from '#machine/free-port.ts';
import { ada, openStoryStore, type StoryStore } from './story-store.ts';
import { createLedgerDatabase } from './test-database.ts';
import { until } from './until.ts';

export { ada, STORE };
export const databases = ['sqlite', 'postgres'] as const;
export type DatabaseName = (typeof databases)[number];

export interface WorldOptions {
  readonly database: DatabaseName;
  /** SKU-1 to SKU-n. 6 unless told. */
  readonly products?: number;
  /** Units of each in each place, at both ends. 20 unless told. */
  readonly units?: number;
  /** Absent: a private Redis. */
  readonly redisUrl?: string;
  /** Changes what is written into the configuration file. */
  readonly change?: (configuration: StoryConfiguration) => Readonly<Record<string, unknown>>;
  /** Before the engine starts. */
  readonly prepare?: (world: Pick<StoryWorld, 'store' | 'erp'>) => void;
  /** False: the story starts engines itself. */
  readonly start?: boolean;
  /** The shop's plan, which decides how much it may be asked; `plus` unless told. */
  readonly plan?: 'standard' | 'plus';
  readonly shopify?: Parameters<typeof startShopifySandbox>[0];
  /** Boards that the story holds itself, so that it can aim. */
  readonly faults?: { readonly store?: FaultBoard; readonly erp?: FaultBoard };
}

/** A store, an ERP and Syncline between them, all real and all on this machine. */
export interface StoryWorld {
  readonly folder: string;
  readonly configFile: string;
  readonly databaseUrl: string | null;
  readonly store: StoryStore;
  readonly erp: StoryErp;
  /** Where the engine listens. */
  readonly doorUrl: string;
  readonly skus: readonly string[];
  readonly wantsWebhooks: boolean;
  readonly ledger: StoryLedger;
  /** Starts an engine in this process. */
  start(roles?: readonly Role[]): Promise<App>;
  stop(): Promise<void>;
  /** A command of the CLI, through the control door. */
  command(name: string, args: unknown): Promise<unknown>;
  /** The credentials as the engine reads them from files; takes effect with `app.reload()`. */
  setSecret(which: 'store' | 'erp', value: string): void;
  /** Ends everything and removes every trace. */
  close(): Promise<void>;
}

export async function openWorld(options: WorldOptions): Promise<StoryWorld> {
  const { products = 6, units = 20, prepare, faults = {}, plan = 'plus' } = options;
  const folder = mkdtempSync(join(tmpdir(), 'syncline-story-'));
  const database = options.database === 'postgres' ? await createLedgerDatabase() : null;
  const port = await findFreePort();
  const sandbox = await startShopifySandbox({
    seed: 5,
    plan,
    allowLoopbackWebhooks: true,
    webhookRetryDelaysMs: [200, 500, 1_000, 2_000],
    faults: faults.store,
    ...options.shopify,
  });
  const erp = await startStoryErp({ faults: faults.erp });
  const locations = Object.fromEntries(
    places.map((place) => [place, sandbox.shop.addLocation({ name: place }).id]),
  );
  const store = openStoryStore(sandbox, locations);
  const skus = Array.from({ length: products }, (_, index) => `SKU-${index + 1}`);
  for (const sku of skus) addItem({ store, erp }, sku, units);
  prepare?.({ store, erp });

  const configFile = join(folder, 'syncline.config.ts');
  const written = storyConfiguration({
    dataDir: join(folder, 'data'),
    databaseUrl: database?.url ?? null,
    redisUrl: options.redisUrl ?? null,
    port,
    store: {
      plan,
      url: sandbox.url,
      shop: sandbox.shopDomain,
      clientId: sandbox.clientId,
      clientSecret: sandbox.clientSecret,
    },
    erp: { url: erp.sandbox.url, database: erp.sandbox.database, login: erp.sandbox.login },
    places: Object.fromEntries(
      places.map((place) => [
        place,
        { warehouseId: erp.warehouseIds[place], locationId: locations[place] ?? '' },
      ]),
    ),
    taxes: erp.taxes,
  });
  writeFileSync(configFile, toConfigurationFile(options.change?.(written) ?? written));
  const setSecret = (which: 'store' | 'erp', value: string): void =>
    writeFileSync(join(folder, `${which}.secret`), value);
  setSecret('store', sandbox.clientSecret);
  setSecret('erp', erp.sandbox.apiKey);
  const loaded = await loadConfiguration({
    connectors,
    path: configFile,
    environment: storyEnvironment(folder),
  });
  const ledger = openStoryLedger(loaded.configuration);
  const apps: App[] = [];
  const world: StoryWorld = {
    folder,
    configFile,
    databaseUrl: database?.url ?? null,
    store,
    erp,
    doorUrl: `http://127.0.0.1:${port}`,
    skus,
    wantsWebhooks: loaded.configuration.publicUrl !== null,
    ledger,
    async start(roles = allRoles) {
      const edges = createSystemEdges(loaded.configuration.log.level);
      const app = createApp({ loaded, roles, edges });
      apps.push(app);
      await app.start();
      return app;
    },
    async stop() {
      for (const app of apps.splice(0)) await app.stop();
    },
    command: (name, args) => sendCommand(loaded, name, args),
    setSecret,
    async close() {
      await world.stop();
      await ledger.close();
      await sandbox.close();
      await erp.sandbox.close();
      await database?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  if (options.start === false) return world;
  try {
    await world.start();
    await untilListening(world);
    return world;
  } catch (error) {
    await world.close();
    throw error;
  }
}

/** The files that an engine of this folder reads its credentials from. */
export function storyEnvironment(folder: string): Readonly<Record<string, string>> {
  return {
    STORY_STORE_SECRET_FILE: join(folder, 'store.secret'),
    STORY_ERP_KEY_FILE: join(folder, 'erp.secret'),
  };
}

const ON_A_CLOCK = /^(?:pull|sweep-.*|prune|measure-exposure|end-backorders)$/;
const FRESH_MS = 5_000;
const TOPICS_MIN = webhookTopicsOf({ customers: false, returns: false }).length;

/** The first pull and the subscriptions come right after the start; customers come after them. */
export async function untilListening({ ledger, skus, store, wantsWebhooks }: StoryWorld): Promise<void> {
  await until(async () => {
    const { completedAt } = await ledger.read((tx) => tx.cursors.get(STORE, 'orders'));
    if (completedAt === null) return 'the orders have not been read';
    const cells = await ledger.read((tx) => tx.stock.countCells(STORE));
    if (cells < skus.length * places.length) return `${cells} cells are known`;
    if (wantsWebhooks && store.sandbox.subscriptions().length < TOPICS_MIN) return 'webhooks are missing';
    const work = await ledger.read((tx) => tx.work.counts());
    // Intervals are short: what a clock has just asked for again was done before.
    const isFresh = (row: (typeof work)[number]): boolean =>
      ON_A_CLOCK.test(row.job) && Date.now() - (row.oldestDirtyAt ?? 0) < FRESH_MS;
    const open = work.filter((row) => row.dirty > 0 && !isFresh(row));
    return open.length > 0 ? `work is open: ${JSON.stringify(open)}` : null;
  });
}

/** An item that both ends know under one SKU, with so many units in each place. */
export function addItem({ store, erp }: Pick<StoryWorld, 'store' | 'erp'>, sku: string, units: number): void {
  const priceMinor = 1_999;
  erp.sandbox.erp.addProduct({
    sku,
    priceMinor,
    onHand: Object.fromEntries(places.map((place) => [warehouses[place], units])),
  });
  store.sandbox.shop.addProduct({
    title: `Item ${sku}`,
    variants: [
      {
        sku,
        priceMinor,
        inventory: Object.fromEntries(places.map((place) => [store.locations[place] ?? '', units])),
      },
    ],
  });
}

async function sendCommand(
  { configuration }: LoadedConfiguration,
  name: string,
  args: unknown,
): Promise<unknown> {
  const daemon = await findDaemon(configuration.dataDir);
  if (daemon === null) throw new Error('no engine of this story runs');
  return daemon.command(name, args, () => undefined);
}
