import { Queue } from 'bullmq';
import { type Lane, lanes, queueName } from './lanes.ts';
import type { NoteError } from './sampled-errors.ts';
import type { RedisClient } from './redis.ts';

/** What a BullMQ job carries: a reference and nothing else. A null subject wakes a batch. */
export interface WakeUpData {
  readonly job: string;
  readonly subject: string | null;
  /** Present on the jobs of a schedule: it marks the work dirty instead of running it. */
  readonly tick?: true;
}

export type WakeUpQueue = Queue<WakeUpData, void>;

/** Queues of their own for each connection, so that a slow vendor holds back nobody else, in two lanes (`lanes.ts`). */
export interface Queues {
  of(connection: string, lane?: Lane): WakeUpQueue;
  all(): readonly WakeUpQueue[];
  /** The producers' client is up; false means that adding would fail. */
  isReady(): boolean;
  readonly redis: RedisClient;
  readonly prefix: string;
  close(): Promise<void>;
}

/** All keys of a connection lie in one hash slot, which scripts on a Redis Cluster need. */
export function toKeyPrefix(prefix: string, connection: string): string {
  return `${prefix}:{${connection}}`;
}

/** Finished jobs that Bull Board can still show; the ledger, not the queue, remembers what was done. */
export const KEEP_FINISHED = { age: 3_600, count: 50 } as const;

export function createQueues(options: {
  readonly redis: RedisClient;
  readonly prefix: string;
  readonly connections: readonly string[];
  readonly noteError: NoteError;
}): Queues {
  const { redis, prefix, connections, noteError } = options;
  const queues = new Map(
    connections.flatMap((connection) => {
      if (/[:{}]/.test(connection))
        throw new Error(`The connection name "${connection}" must not hold a colon or braces.`);
      return lanes.map((lane) => {
        const name = queueName(connection, lane);
        const queue: WakeUpQueue = new Queue(name, {
          connection: redis,
          prefix: toKeyPrefix(prefix, connection),
          defaultJobOptions: {
            removeOnComplete: KEEP_FINISHED,
            removeOnFail: KEEP_FINISHED,
            attempts: 5,
            backoff: { type: 'exponential', delay: 500 },
          },
          streams: { events: { maxLen: 100 } },
          skipVersionCheck: true,
        });
        queue.on('error', noteError);
        return [name, queue] as const;
      });
    }),
  );
  return {
    redis,
    prefix,
    isReady: () => redis.status === 'ready',
    all: () => [...queues.values()],
    of: (connection, lane = 'ahead') => {
      const queue = queues.get(queueName(connection, lane));
      if (queue === undefined) throw new Error(`There is no connection "${connection}".`);
      return queue;
    },
    close: async () => {
      await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
    },
  };
}
