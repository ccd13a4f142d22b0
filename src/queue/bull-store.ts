import { Worker } from 'bullmq';
import type { Clock, Random } from '#sdk/clock.ts';
import { createBullConsumer } from './bull-consumer.ts';
import { createEpochMarker } from './epoch.ts';
import { queueName } from './lanes.ts';
import { KEEP_FINISHED, type Queues, toKeyPrefix, type WakeUpData } from './queues.ts';
import type { RedisClient } from './redis.ts';
import type { NoteError } from './sampled-errors.ts';
import { ensureBullSchedules } from './bull-schedules.ts';
import { addWakeUps } from './wake-ups.ts';
import type { WakeUpStore } from './wake-up-store.ts';

/**
 * A wake-up whose process died, or whose end Redis did not hear, is seen again after two checks, and until then holds
 * back its twins. Short, because it may be wrong: our own lease, not BullMQ's lock, decides who may work.
 */
const LOCK_MS = 5_000;
const STALLED_CHECK_MS = 2_500;
/** Our count of attempts parks a crash loop; BullMQ's must never come first. */
const STALLED_MAX = 1_000_000;

/** Wake-ups in BullMQ, one queue per connection and lane. */
export function createBullStore(options: {
  readonly queues: Queues;
  /** The client that waits while Redis is away. */
  readonly workers: RedisClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly noteError: NoteError;
}): WakeUpStore {
  const { queues, workers, clock, random, noteError } = options;
  const epoch = createEpochMarker({ redis: queues.redis, prefix: queues.prefix, random });
  return {
    isReady: () => queues.isReady(),
    add: ({ connection, lane }, wakeUps) => addWakeUps(queues.of(connection, lane), wakeUps, random),
    ensureSchedules: (connection, wanted) => ensureBullSchedules(queues.of(connection), wanted),
    isTheSame: () => epoch.check(),
    consume: ({ connection, lane }, consumerOptions) =>
      createBullConsumer(
        (process) =>
          new Worker<WakeUpData, void>(queueName(connection, lane), process, {
            connection: workers,
            prefix: toKeyPrefix(queues.prefix, connection),
            concurrency: consumerOptions.concurrency,
            lockDuration: LOCK_MS,
            stalledInterval: STALLED_CHECK_MS,
            maxStalledCount: STALLED_MAX,
            removeOnComplete: KEEP_FINISHED,
            removeOnFail: KEEP_FINISHED,
            skipVersionCheck: true,
          }),
        { ...consumerOptions, clock, noteError },
      ),
  };
}
