import type { Configuration } from '#config/schema.ts';
import { findProgram } from '#machine/find-program.ts';
import { REDIS_SERVER } from '#machine/server-programs.ts';
import { inspectRedis } from '#queue/inspect-redis.ts';
import { connectRedis } from '#queue/redis.ts';
import type { Finding } from '#sdk/define-connector.ts';
import { silentLog } from '#cli/silent-log.ts';
import { systemClock } from '#cli/system-clock.ts';

const READY_TIMEOUT_MS = 5_000;

/** The configured Redis as it says itself, or the program that a private one is started from. */
export async function inspectQueueStore({ redisUrl }: Configuration): Promise<readonly Finding[]> {
  if (redisUrl === null) return inspectPrivate();
  const links = await connectRedis(
    { url: redisUrl.reveal() },
    { clock: systemClock, log: silentLog, readyTimeoutMs: READY_TIMEOUT_MS },
  );
  try {
    return (await inspectRedis(links.producers)).findings;
  } finally {
    await links.close();
  }
}

function inspectPrivate(): readonly Finding[] {
  const file = findProgram(REDIS_SERVER);
  if (file !== undefined)
    return [{ severity: 'ok', code: 'redis.private', message: `a private Redis is started from ${file}` }];
  return [
    {
      severity: 'error',
      code: 'redis.missing',
      message: 'there is no REDIS_URL, and no redis-server or valkey-server on this machine',
      advice: 'install Redis or Valkey, or set REDIS_URL',
    },
  ];
}
