import { jobs } from '#jobs/registry.ts';
import { startJanitor } from '#queue/janitor.ts';
import { startRelay } from '#queue/relay.ts';
import type { Parts } from './parts.ts';

/** The part that wakes: relay and janitor, timers under a ledger lease. */
export function startScheduler(parts: Parts): { close(): Promise<void> } {
  const { ledger, queues, clock, random, log, holder, noteError } = parts;
  const relay = startRelay({ ledger, queues, jobs, clock, random, holder, noteError });
  const janitor = startJanitor({
    ledger,
    queues,
    jobs,
    clock,
    random,
    log,
    holder,
    noteError,
    targets: () =>
      [...parts.accounts().all].map(([connection, account]) => ({
        connection,
        account,
        settings: parts.settings(),
      })),
  });
  return {
    close: async () => {
      await janitor.close();
      await relay.close();
    },
  };
}
