import { toSyncSettings } from '#config/to-sync-settings.ts';
import type { LoadedConfiguration } from '#config/load.ts';
import type { Configuration } from '#config/schema.ts';
import { createBreakers, type Breakers } from '#queue/breaker.ts';
import type { Buckets } from '#queue/buckets.ts';
import { sampleErrors, type NoteError } from '#queue/sampled-errors.ts';
import type { WakeUpStore } from '#queue/wake-up-store.ts';
import type { Clock, Random } from '#sdk/clock.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { Log } from '#sdk/log.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import type { Metrics } from '#server/metrics.ts';
import type { Edges, Pace } from './edges.ts';
import { type Accounts, openAccounts } from './open-accounts.ts';

/** What every part of a running process works with. `configuration` and `accounts` change at a reload. */
export interface Parts {
  readonly ledger: Ledger;
  readonly store: WakeUpStore;
  readonly buckets: Buckets;
  readonly breakers: Breakers;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Unique per process. */
  readonly holder: string;
  readonly noteError: NoteError;
  readonly pace: Pace | undefined;
  readonly configuration: () => Configuration;
  readonly settings: () => SyncSettings;
  readonly accounts: () => Accounts;
  /** Reads the configuration again and opens all accounts anew. @throws ConfigurationError, and goes on with what was. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the ledger, the queues and all accounts, in the order in which a failure tells most; what was opened is closed again. */
export async function openParts(loaded: LoadedConfiguration, edges: Edges): Promise<Parts> {
  const { clock, random, log } = edges;
  let { configuration } = loaded;
  const ledger = await edges.openLedger(configuration);
  const holder = random.id();
  const noteError = sampleErrors('queue', { clock, log });
  const room = await edges.openQueues(configuration, { holder, noteError }).catch(async (error: unknown) => {
    await ledger.close();
    throw error;
  });
  const { store, buckets } = room;
  const breakers = createBreakers({ clock, random, log });
  const metrics = edges.createMetrics();
  const open = (): Accounts => openAccounts(configuration, { edges, buckets, breakers, metrics });
  let accounts = open();
  let settings = toSyncSettings(configuration, accounts.all);
  return {
    ledger,
    store,
    buckets,
    breakers,
    metrics,
    clock,
    random,
    log,
    holder,
    noteError,
    pace: edges.pace,
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
      await room.close();
      await ledger.close();
    },
  };
}
