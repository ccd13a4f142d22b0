import { createHash } from 'node:crypto';
import type { RedisClient } from './redis.ts';

/** Runs a Lua script by its hash; a Redis that does not know it (new, flushed of scripts) is sent the text once. */
export function createScript(
  redis: RedisClient,
  lua: string,
): (keys: readonly string[], args: readonly (string | number)[]) => Promise<unknown> {
  const sha = createHash('sha1').update(lua).digest('hex');
  return async (keys, args) => {
    try {
      return await redis.evalsha(sha, keys.length, ...keys, ...args);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return redis.eval(lua, keys.length, ...keys, ...args);
    }
  };
}
