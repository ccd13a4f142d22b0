import type { LoadedConfiguration } from '#config/load.ts';
import type { Role } from '#config/roles.ts';
import { fingerprintOf } from '#engine/credentials.ts';
import type { Closable, Edges, Parts } from '#engine/edges.ts';
import { openParts } from '#engine/parts.ts';
import { startScheduler } from '#engine/start-scheduler.ts';
import { startWorker } from '#engine/start-worker.ts';
import { eraseRestored } from '#operations/erase-person.ts';

/** A Syncline, or the parts of one that this process runs. */
export interface App {
  start(): Promise<void>;
  /** Drains: takes nothing new, lets what is under way end, closes. */
  stop(): Promise<void>;
  /** Reads secrets again and opens the accounts anew; connections paused for refused credentials try the new ones. */
  reload(): Promise<void>;
}

export interface AppOptions {
  readonly loaded: LoadedConfiguration;
  readonly roles: readonly Role[];
  /** The machine's own, or a simulation's. */
  readonly edges: Edges;
}

/** Ties the parts together. Nothing is contacted before `start`. */
export function createApp({ loaded, roles, edges }: AppOptions): App {
  const { log } = edges;
  const running: Closable[] = [];
  let parts: Parts | null = null;

  const stop = async (): Promise<void> => {
    log.info('stopping');
    // The door first, so that no webhook is accepted that nobody here will look at; the ledger last.
    for (const part of running.splice(0).toReversed()) await part.close();
    await parts?.close();
    parts = null;
    log.info('stopped');
  };
  const start = async (): Promise<void> => {
    parts = await openParts(loaded, edges);
    try {
      await welcomeConnections(parts);
      await forgetRestored(parts);
      if (roles.includes('worker')) running.push(await startWorker(parts));
      if (roles.includes('scheduler')) running.push(startScheduler(parts));
      if (roles.includes('web')) running.push(await edges.openDoor(parts));
    } catch (error) {
      await stop();
      throw error;
    }
    log.info('started', { roles: roles.join(','), connections: parts.accounts().all.size });
  };
  return {
    start,
    stop,
    async reload() {
      if (parts === null) return;
      await parts.reopen();
      await welcomeConnections(parts);
      log.info('reloaded');
    },
  };
}

/** Notes the first start of each connection, and lets those whose refused credentials were replaced try again. */
async function welcomeConnections({ ledger, clock, log, configuration }: Parts): Promise<void> {
  for (const [name, { settings }] of Object.entries(configuration().connections)) {
    const resumed = await ledger.write(async (tx) => {
      const state = await tx.connections.ensure(name, clock.now());
      const isNew = state.paused === 'unauthorized' && state.refusedCredentials !== fingerprintOf(settings);
      return isNew && (await tx.connections.resume(name));
    });
    if (resumed) log.warn('connection resumed: it has new credentials', { connection: name });
  }
}

/** Before anybody works: nobody may be told of a person who was erased, only because a backup was restored. */
async function forgetRestored({ ledger, clock, log, accounts }: Parts): Promise<void> {
  const erasures = await eraseRestored(ledger, { now: clock.now(), connections: accounts().all });
  if (erasures > 0) log.warn('a backup was restored: who was erased after it is erased again', { erasures });
}
