import { toSyncSettings } from '#config/to-sync-settings.ts';
import type { LoadedConfiguration } from '#config/load.ts';
import { createBreakers } from '#queue/breaker.ts';
import { sampleErrors } from '#queue/sampled-errors.ts';
import type { Accounts, Edges, Parts } from './edges.ts';
import { openAccounts } from './open-accounts.ts';

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
    busySince: edges.busySince,
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
