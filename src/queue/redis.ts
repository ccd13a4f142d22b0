import { Cluster, Redis } from 'ioredis';
import type { Clock } from '#sdk/clock.ts';
import type { Log } from '#sdk/log.ts';
import { parseRedisUrl, type RedisAddress, type RedisPlan } from './redis-address.ts';
import { sampleErrors, toErrorLabel } from './sampled-errors.ts';

export type RedisClient = Redis | Cluster;

/** Two kinds of client, because BullMQ's workers must wait for a Redis that is away and everybody else must not. */
export interface RedisLinks {
  /** Fails at once or within seconds while Redis is away: for adding jobs, buckets, markers. */
  readonly producers: RedisClient;
  /** Waits for as long as Redis is away: for BullMQ workers. */
  readonly workers: RedisClient;
  close(): Promise<void>;
}

const RECONNECT_MAX_MS = 1_000;
const COMMAND_TIMEOUT_MS = 5_000;
const READY_TIMEOUT_MS = 15_000;

interface OwnOptions {
  readonly maxRetriesPerRequest: number | null;
  readonly enableOfflineQueue?: boolean;
  readonly commandTimeout?: number;
}

/**
 * Connects to Redis and waits until it serves.
 *
 * @throws When it does not within `readyTimeoutMs`, or the address cannot be read.
 */
export async function connectRedis(
  address: RedisAddress,
  tools: { readonly clock: Clock; readonly log: Log; readonly readyTimeoutMs?: number },
): Promise<RedisLinks> {
  const plan: RedisPlan =
    'url' in address ? parseRedisUrl(address.url) : { kind: 'single', options: { path: address.socketPath } };
  const noteError = sampleErrors('redis', tools);
  const open = (options: OwnOptions): RedisClient => {
    const client = createClient(plan, options);
    client.on('error', noteError);
    return client;
  };
  const producers = open({
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    commandTimeout: COMMAND_TIMEOUT_MS,
  });
  const workers = open({ maxRetriesPerRequest: null });
  const disconnect = () => {
    producers.disconnect();
    workers.disconnect();
  };
  try {
    await Promise.all([producers, workers].map((client) => waitUntilReady(client, tools)));
  } catch (error) {
    disconnect();
    throw error;
  }
  return {
    producers,
    workers,
    close: async () => {
      // QUIT lets answers under way arrive; a Redis that is away has none.
      await Promise.allSettled(
        [producers, workers].filter((client) => client.status === 'ready').map((client) => client.quit()),
      );
      disconnect();
    },
  };
}

function createClient(plan: RedisPlan, own: OwnOptions): RedisClient {
  // After a failover the old master answers READONLY: look for the new one.
  const reconnectOnError = (error: Error) => error.message.startsWith('READONLY');
  if (plan.kind === 'single') {
    return new Redis({ ...plan.options, ...own, retryStrategy: toReconnectDelayMs, reconnectOnError });
  }
  const { enableOfflineQueue = true, ...options } = own;
  return new Cluster([...plan.nodes], {
    redisOptions: { ...plan.options, ...options, reconnectOnError },
    enableOfflineQueue,
    clusterRetryStrategy: toReconnectDelayMs,
  });
}

function toReconnectDelayMs(times: number): number {
  return Math.min(50 * 2 ** Math.min(times, 10), RECONNECT_MAX_MS);
}

async function waitUntilReady(
  client: RedisClient,
  { clock, readyTimeoutMs = READY_TIMEOUT_MS }: { readonly clock: Clock; readonly readyTimeoutMs?: number },
): Promise<void> {
  if (client.status === 'ready') return;
  const stop = new AbortController();
  let last: unknown;
  const noteLast = (error: unknown) => {
    last = error;
  };
  client.on('error', noteLast);
  try {
    await Promise.race([
      new Promise<void>((resolve) => {
        client.once('ready', () => resolve());
      }),
      clock.sleep(readyTimeoutMs, stop.signal).then(() => {
        throw new Error(
          `Redis did not serve within ${readyTimeoutMs / 1000} s (${last === undefined ? 'no answer' : toErrorLabel(last)}). Is it running, and is the address right?`,
        );
      }),
    ]);
  } finally {
    client.off('error', noteLast);
    stop.abort();
  }
}
