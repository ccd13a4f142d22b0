import type { Edges, Pace } from '#engine/edges.ts';
import type { Log, LogFields } from '#sdk/log.ts';
import type { Chronicle } from '../chronicle.ts';
import type { SimulatedProcess } from '../process.ts';
import { simulatedRegistry } from '../world/plain-store.ts';
import { openSimulatedDoor, type SimulatedDoor } from './door.ts';
import { openLedgerPort, type SharedLedger } from './ledger-port.ts';
import type { createSimulatedBuckets } from './memory-buckets.ts';
import type { SimulatedRedis } from './memory-store.ts';
import { createQuietMetrics } from './quiet-metrics.ts';
import { type NetworkEdges, openSimulatedSender } from './sender-port.ts';

/** Far apart: what happens in the same process is told at once, and two processes find each other's work in time. */
const PACES = {
  simulated: { relayMs: 4_000, janitorMs: 5_000, gateMs: 4_000 },
  // It makes the schedules at its first look, and is not seen again.
  'no-janitor': { relayMs: 4_000, janitorMs: 86_400_000, gateMs: 4_000 },
} as const satisfies Record<string, Pace>;

/** What all processes of one history share. */
export interface Surroundings {
  readonly ledger: SharedLedger;
  readonly redis: SimulatedRedis;
  readonly buckets: ReturnType<typeof createSimulatedBuckets>;
  readonly network: NetworkEdges;
  readonly openDoor: (door: SimulatedDoor) => void;
  readonly paceOf: keyof typeof PACES;
  readonly log: Pick<Chronicle, 'tell'>;
}

const metrics = createQuietMetrics();

/** The edges of one simulated process: `createApp` runs on them as it does on the machine's. */
export function createSimulatedEdges(process: SimulatedProcess, surroundings: Surroundings): Edges {
  const { redis } = surroundings;
  return {
    clock: process.clock,
    random: process.random,
    log: createLog(process, surroundings.log),
    connectors: simulatedRegistry,
    pace: PACES[surroundings.paceOf],
    openLedger: async () => {
      await process.pass('ledger opens', 1);
      return openLedgerPort(process, surroundings.ledger);
    },
    openQueues: async () => {
      await process.pass('queues open', 1);
      return {
        store: redis.storeOf(process),
        buckets: surroundings.buckets(process),
        close: () => Promise.resolve(),
      };
    },
    openSender: (connection) => openSimulatedSender(process, connection, surroundings.network),
    createMetrics: () => metrics,
    openDoor: (parts) => {
      surroundings.openDoor(openSimulatedDoor(process, parts));
      return Promise.resolve({ close: () => Promise.resolve() });
    },
  };
}

/** Warnings and errors belong to the story. */
function createLog(process: SimulatedProcess, { tell }: Pick<Chronicle, 'tell'>): Log {
  const say = (message: string, fields?: LogFields): void =>
    tell(`  ${process.name} says: ${message}${fields === undefined ? '' : ` ${JSON.stringify(fields)}`}`);
  const silence = (): void => undefined;
  return { debug: silence, info: silence, warn: say, error: say };
}
