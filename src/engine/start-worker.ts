import { createEffects } from '#effects/perform-effect.ts';
import { jobs } from '#jobs/registry.ts';
import { startWorkerLoop, type WorkerLoop } from '#queue/worker-loop.ts';
import { fingerprintOf } from './credentials.ts';
import type { Parts } from './edges.ts';

/** The part that works: one BullMQ worker per connection. */
export async function startWorker(parts: Parts): Promise<WorkerLoop> {
  const { ledger, clock, random, log, store, breakers, metrics, noteError, pace, busySince } = parts;
  const { concurrency } = parts.configuration().worker;
  return startWorkerLoop({
    ledger,
    clock,
    random,
    log,
    store,
    noteError,
    gateMs: pace?.gateMs,
    busySince,
    onPressure: (pressure) => metrics.pressure(pressure),
    jobs,
    effects: createEffects({
      ledger,
      clock,
      onOutcome: (operation, connection, state) => {
        metrics.effect(operation, connection, state);
      },
    }),
    settings: () => parts.settings(),
    connections: [...parts.accounts().all.keys()].map((name) => ({
      name,
      concurrency,
      // Read at each run: a reload opens the accounts anew.
      get account() {
        const account = parts.accounts().all.get(name);
        if (account === undefined)
          throw new Error(`connection ${name} is no longer configured; restart to let it go`);
        return account;
      },
    })),
    blockedForMs: (connection) => breakers.blockedForMs(connection),
    credentialsOf: (connection) => fingerprintOf(parts.configuration().connections[connection]?.settings),
    onRun: ({ job, connection, outcome, count, ms }) => {
      metrics.run({ job, connection, outcome, subjects: count, seconds: ms / 1_000 });
    },
  });
}
