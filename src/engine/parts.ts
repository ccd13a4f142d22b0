import { mkdirSync } from 'node:fs';
import { dataFilesIn } from '#config/data-files.ts';
import { toSyncSettings } from '#config/to-sync-settings.ts';
import type { LoadedConfiguration } from '#config/load.ts';
import type { Configuration } from '#config/schema.ts';
import { readSealingKeys } from '#config/sealing-keys.ts';
import { openLedger } from '#ledger/open-ledger.ts';
import { createBreakers, type Breakers } from '#queue/breaker.ts';
import { createBuckets, type Buckets } from '#queue/buckets.ts';
import { createQueues, type Queues } from '#queue/queues.ts';
import { sampleErrors, type NoteError } from '#queue/sampled-errors.ts';
import type { Clock, Random } from '#sdk/clock.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { Log } from '#sdk/log.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { createMetrics, type Metrics } from '#server/metrics.ts';
import { type Accounts, openAccounts } from './open-accounts.ts';
import { openQueueStore, type QueueStore } from './queue-store.ts';

/** Keys of all Synclines that share one Redis start with this; one Redis per merchant keeps it simple. */
const PREFIX = 'syncline';

/** What every part of a running process works with. `configuration` and `accounts` change at a reload. */
export interface Parts {
  readonly ledger: Ledger;
  readonly store: QueueStore;
  readonly queues: Queues;
  readonly buckets: Buckets;
  readonly breakers: Breakers;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Unique per process. */
  readonly holder: string;
  readonly noteError: NoteError;
  readonly configuration: () => Configuration;
  readonly settings: () => SyncSettings;
  readonly accounts: () => Accounts;
  /** Reads the configuration again and opens all accounts anew. @throws ConfigurationError, and goes on with what was. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

export interface PartsEdges {
  readonly loaded: LoadedConfiguration;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly version: string;
}

/** Opens the ledger, Redis and all accounts, in the order in which a failure tells most; what was opened is closed again. */
export async function openParts({ loaded, clock, random, log, version }: PartsEdges): Promise<Parts> {
  let { configuration } = loaded;
  // Ledger, private Redis and the control address all lie in it.
  mkdirSync(configuration.dataDir, { recursive: true, mode: 0o700 });
  const keys = readSealingKeys(configuration);
  const ledger = await openLedger({
    url: configuration.databaseUrl?.reveal() ?? `sqlite:${dataFilesIn(configuration.dataDir).ledger}`,
    sealingKey: keys.current,
    previousKeys: keys.previous,
    clock,
    random,
  });
  const store = await openQueueStore(configuration, { clock, log }).catch(async (error: unknown) => {
    await ledger.close();
    throw error;
  });
  const holder = random.id();
  const redis = store.links.producers;
  const noteError = sampleErrors('queue', { clock, log });
  const queues = createQueues({
    redis,
    prefix: PREFIX,
    connections: Object.keys(configuration.connections),
    noteError,
  });
  const buckets = createBuckets({ redis, prefix: PREFIX, holder });
  const breakers = createBreakers({ clock, random, log });
  const metrics = createMetrics({ version });
  const open = (): Accounts =>
    openAccounts(configuration, { buckets, breakers, metrics, clock, random, log });
  let accounts = open();
  let settings = toSyncSettings(configuration, accounts.all);
  return {
    ledger,
    store,
    queues,
    buckets,
    breakers,
    metrics,
    clock,
    random,
    log,
    holder,
    noteError,
    configuration: () => configuration,
    settings: () => settings,
    accounts: () => accounts,
    reopen: async () => {
      configuration = loaded.reread();
      const before = accounts;
      accounts = open();
      settings = toSyncSettings(configuration, accounts.all);
      await before.close();
    },
    close: async () => {
      await accounts.close();
      await queues.close();
      await store.close();
      await ledger.close();
    },
  };
}
