import { dataFilesIn } from '#config/data-files.ts';
import type { Configuration } from '#config/schema.ts';
import { ensureProgram } from '#machine/install-package.ts';
import { type PrivateRedis, startPrivateRedis } from '#machine/private-redis.ts';
import { REDIS_SERVER } from '#machine/server-programs.ts';
import { assertUsableRedis } from '#queue/inspect-redis.ts';
import { connectRedis, type RedisLinks } from '#queue/redis.ts';
import type { Clock } from '#sdk/clock.ts';
import type { Log } from '#sdk/log.ts';

/** The Redis of this run: the one of the configuration, or a private one that is a child of this process. */
export interface QueueStore {
  readonly links: RedisLinks;
  close(): Promise<void>;
}

interface StoreEdges {
  readonly clock: Clock;
  readonly log: Log;
}

/** @throws {WrongRedisError} it may evict keys; {MissingProgramError} there is none and none can be installed. */
export async function openQueueStore(configuration: Configuration, edges: StoreEdges): Promise<QueueStore> {
  const { redisUrl } = configuration;
  const kept = redisUrl === null ? await keepPrivateRedis(configuration, edges) : null;
  try {
    const links = await connectRedis(
      kept === null ? { url: redisUrl?.reveal() ?? '' } : { socketPath: kept.socketPath },
      edges,
    );
    try {
      await assertUsableRedis(links.producers);
    } catch (error) {
      await links.close();
      throw error;
    }
    return {
      links,
      close: async () => {
        await links.close();
        await kept?.stop();
      },
    };
  } catch (error) {
    await kept?.stop();
    throw error;
  }
}

interface KeptRedis {
  readonly socketPath: string;
  stop(): Promise<void>;
}

/** A private Redis that died is started again on the same socket: the clients find it, the janitor fills it. */
async function keepPrivateRedis({ dataDir }: Configuration, { clock, log }: StoreEdges): Promise<KeptRedis> {
  const say = (line: string): void => log.info(line);
  const file = await ensureProgram(REDIS_SERVER, { say });
  const folder = dataFilesIn(dataDir).redis;
  const stopping = new AbortController();
  let current: PrivateRedis = await startPrivateRedis({ file, dataDir: folder, say });
  const { socketPath } = current;
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const reason = await current.ended;
      if (stopping.signal.aborted) return;
      log.error('the private Redis ended; it is started again', { reason });
      current = await restart({ file, dataDir: folder, say, socketPath }, { clock, stop: stopping.signal });
    }
  };
  const watching = watch().catch((error: unknown) => {
    if (!stopping.signal.aborted)
      log.error('the private Redis could not be started again', {
        error: error instanceof Error ? error.message : 'unknown',
      });
  });
  return {
    socketPath,
    stop: async () => {
      stopping.abort(new Error('stopping'));
      await current.stop();
      await watching;
    },
  };
}

const RESTART_DELAY_MS = 500;
const RESTARTS_MAX = 20;

async function restart(
  options: Parameters<typeof startPrivateRedis>[0],
  { clock, stop }: { readonly clock: Clock; readonly stop: AbortSignal },
): Promise<PrivateRedis> {
  for (let attempt = 1; ; attempt += 1) {
    await clock.sleep(RESTART_DELAY_MS * attempt, stop);
    try {
      return await startPrivateRedis(options);
    } catch (error) {
      if (attempt >= RESTARTS_MAX) throw error;
    }
  }
}
