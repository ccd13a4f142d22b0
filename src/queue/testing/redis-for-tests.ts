import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureProgram } from '#machine/install-package.ts';
import { startPrivateRedis, type PrivateRedis } from '#machine/private-redis.ts';
import { REDIS_SERVER } from '#machine/server-programs.ts';

/** A real Redis in a temporary folder, which a test may stop and start again on the same socket folder's data. */
export interface RedisForTests extends PrivateRedis {
  remove(): Promise<void>;
}

export async function startRedisForTests(): Promise<RedisForTests> {
  const say = () => undefined;
  const dataDir = mkdtempSync(join(tmpdir(), 'syncline-queue-test-'));
  const redis = await startPrivateRedis({ file: await ensureProgram(REDIS_SERVER, { say }), dataDir, say });
  return {
    ...redis,
    remove: async () => {
      await redis.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
