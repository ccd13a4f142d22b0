import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { systemClock, systemRandom } from '#cli/system-clock.ts';
import { toLedgerPlace } from '#config/ledger-place.ts';
import { createSender } from '#http/send-request.ts';
import { openLedger } from '#ledger/open-ledger.ts';
import { createBuckets } from '#queue/buckets.ts';
import { createBullStore } from '#queue/bull-store.ts';
import { createQueues, type Queues } from '#queue/queues.ts';
import { createMetrics } from '#server/metrics.ts';
import type { Edges } from './edges.ts';
import { createProcessLog, type LogLevel } from './process-log.ts';
import { openQueueStore } from './queue-store.ts';
import { createSharedClock } from './shared-clock.ts';
import { createSteadyClock } from './steady-clock.ts';

/** Keys of all Synclines that share one Redis start with this; one Redis per merchant keeps it simple. */
const PREFIX = 'syncline';

/** The machine's own: its clock, its network, SQLite or PostgreSQL, Redis. */
export function createSystemEdges(level: LogLevel): Edges {
  const clock = createSharedClock(createSteadyClock(systemClock));
  const random = systemRandom;
  const log = createProcessLog(level);
  let opened: Queues | null = null;
  return {
    clock,
    random,
    log,
    openLedger: async (configuration) => {
      // Ledger, private Redis and the control address all lie in it.
      mkdirSync(configuration.dataDir, { recursive: true, mode: 0o700 });
      const databaseUrl = configuration.databaseUrl?.reveal();
      const ledger = await openLedger({ ...toLedgerPlace(configuration), clock, random });
      if (databaseUrl === undefined) return ledger;
      // Several machines share it: what one writes as due now must not be due in two hours for another.
      const { readDatabaseTime } = await import('#ledger/postgres/read-database-time.ts');
      const closing = new AbortController();
      await clock.follow(() => readDatabaseTime(databaseUrl), closing.signal);
      return {
        ...ledger,
        get commitCount() {
          return ledger.commitCount;
        },
        close: () => {
          closing.abort(new Error('the ledger is closed'));
          return ledger.close();
        },
      };
    },
    openQueues: async (configuration, { holder, noteError }) => {
      const redis = await openQueueStore(configuration, { clock, log });
      const { producers, workers } = redis.links;
      const connections = Object.keys(configuration.connections);
      const queues = createQueues({ redis: producers, prefix: PREFIX, connections, noteError });
      opened = queues;
      return {
        store: createBullStore({ queues, workers, clock, random, noteError }),
        buckets: createBuckets({ redis: producers, prefix: PREFIX, holder }),
        close: async () => {
          await queues.close();
          await redis.close();
        },
      };
    },
    busySince: createBusyMeter(),
    openSender: (_connection, options) => createSender(options),
    createMetrics: () => createMetrics({ version: readVersion() }),
    openDoor: async (parts) => {
      // Fastify and the queues' page are three hundred modules: only the process that listens loads them.
      const [{ startWeb }, { createBoardQueues }] = await Promise.all([
        import('./start-web.ts'),
        import('#queue/board.ts'),
      ]);
      return startWeb(parts, opened === null ? [] : createBoardQueues(opened));
    },
  };
}

/** From when it is made, or was last asked. */
function createBusyMeter(): () => number {
  let last = performance.eventLoopUtilization();
  return () => {
    const before = last;
    last = performance.eventLoopUtilization();
    return performance.eventLoopUtilization(last, before).utilization;
  };
}

function readVersion(): string {
  const { version } = createRequire(import.meta.url)('../../package.json') as { readonly version: string };
  return version;
}
