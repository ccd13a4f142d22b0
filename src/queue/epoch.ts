import type { Random } from '#sdk/clock.ts';
import { readRunId } from './inspect-redis.ts';
import type { RedisClient } from './redis.ts';

/** Tells whether Redis is still the one that we filled. */
export interface EpochMarker {
  /** False when it was flushed, rolled back, restarted or exchanged since the last call, and at the first call. */
  check(): Promise<boolean>;
}

/**
 * A marker that changes with every look: a missing or older one means that what was handed over may be gone too. A
 * restart is told by the server's run id, because it may have lost the last second without losing the marker.
 */
export function createEpochMarker(options: {
  readonly redis: RedisClient;
  readonly prefix: string;
  readonly random: Random;
}): EpochMarker {
  const { redis, prefix, random } = options;
  const key = `${prefix}:epoch`;
  let marker: string | undefined;
  let runId: string | undefined;
  return {
    check: async () => {
      // The nodes of a cluster have a run id each, and INFO asks any of them.
      const [seen, runs] = await Promise.all([
        redis.get(key),
        redis.isCluster ? 'cluster' : readRunId(redis),
      ]);
      const same = marker !== undefined && seen === marker && runs === runId;
      const next = random.id();
      await redis.set(key, next);
      marker = next;
      runId = runs;
      return same;
    },
  };
}
