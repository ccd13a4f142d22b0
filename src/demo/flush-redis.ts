import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { dataFilesIn } from '#config/data-files.ts';

const pidRecord = z.object({ socketPath: z.string().min(1) });

/**
 * FLUSHALL on the private Redis of a running engine, by the socket that its pid file names.
 *
 * @throws When the engine's data folder names no Redis, or the Redis does not answer.
 */
export async function flushPrivateRedis(dataDir: string): Promise<void> {
  const { socketPath } = pidRecord.parse(
    JSON.parse(readFileSync(join(dataFilesIn(dataDir).redis, 'redis.json'), 'utf8')),
  );
  const redis = new Redis({
    path: socketPath,
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  try {
    await redis.connect();
    await redis.flushall();
  } finally {
    redis.disconnect();
  }
}
