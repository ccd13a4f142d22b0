import { jobs } from '#jobs/registry.ts';
import { startJanitor } from '#queue/janitor.ts';
import { startRelay } from '#queue/relay.ts';
import type { Parts } from './parts.ts';

/** The part that wakes: relay and janitor, timers under a ledger lease. */
export function startScheduler(parts: Parts): { close(): Promise<void> } {
  const { ledger, store, clock, log, holder, noteError, pace } = parts;
  const relay = startRelay({ ledger, store, jobs, clock, holder, noteError, pollMs: pace?.relayMs });
  const janitor = startJanitor({
    ledger,
    store,
    jobs,
    clock,
    log,
    holder,
    noteError,
    lookMs: pace?.janitorMs,
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
