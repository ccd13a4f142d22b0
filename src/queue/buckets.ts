import { z } from 'zod';
import { type CallPace, keptFrom } from '#domain/priority.ts';
import type { LimitShape } from '#sdk/define-connector.ts';
import { NotSentError } from '#sdk/errors.ts';
import type { LimitReport } from '#sdk/http.ts';
import { ACQUIRE, BLOCK, LEVEL, SETTLE } from './bucket-scripts.ts';
import { toKeyPrefix } from './queues.ts';
import type { RedisClient } from './redis.ts';
import { createScript } from './redis-script.ts';

/** A granted call. It counts against the limit until it is settled, or until its life is over. */
export interface Ticket {
  readonly id: string;
  readonly connection: string;
  readonly shape: LimitShape;
  readonly cost: number;
}

export type Acquired =
  | { readonly granted: true; readonly ticket: Ticket }
  | { readonly granted: false; readonly retryAfterMs: number }
  /** It costs more than the limit ever holds. */
  | { readonly granted: false; readonly capacity: number };

/** One rate limit per connection, shared by all processes. */
export interface Buckets {
  /**
   * Asks for one call. `lifeMs` is the longest it can take. Calls that are not urgent leave a part of the limit alone (`keptFrom`).
   *
   * @throws {NotSentError} Redis is away: without it nobody knows what the others use, so nobody calls.
   */
  acquire(
    connection: string,
    shape: LimitShape,
    call: { readonly cost: number; readonly lifeMs: number; readonly pace: CallPace },
  ): Promise<Acquired>;
  /** Ends a call; the vendor's word overrides our guess. @throws NotSentError as `acquire` does. */
  settle(ticket: Ticket, report?: LimitReport): Promise<void>;
  /** Nobody may call before these milliseconds have passed. */
  blockFor(connection: string, ms: number): Promise<void>;
  /** For metrics. */
  level(
    connection: string,
    shape: LimitShape,
  ): Promise<{ readonly free: number; readonly capacity: number; readonly blockedForMs: number }>;
}

const acquireAnswer = z.tuple([z.number(), z.coerce.number()]);
const levelAnswer = z.tuple([z.coerce.number(), z.coerce.number(), z.coerce.number()]);

/** `holder` is unique per process. */
export function createBuckets({
  redis,
  prefix,
  holder,
}: {
  readonly redis: RedisClient;
  readonly prefix: string;
  readonly holder: string;
}): Buckets {
  const scripts = {
    acquire: createScript(redis, ACQUIRE),
    settle: createScript(redis, SETTLE),
    block: createScript(redis, BLOCK),
    level: createScript(redis, LEVEL),
  };
  let calls = 0;
  const toKeys = (connection: string) => {
    const start = `${toKeyPrefix(prefix, connection)}:limit`;
    return [start, `${start}:calls`, `${start}:past`];
  };
  return {
    acquire: async (connection, shape, { cost, lifeMs, pace }) => {
      calls += 1;
      const id = `${holder}-${calls}`;
      const answer = await orNotSent(
        scripts.acquire(toKeys(connection), [...toArguments(shape), cost, id, lifeMs, keptFrom[pace]]),
      );
      const [verdict, value] = acquireAnswer.parse(answer);
      if (verdict === 1) return { granted: true, ticket: { id, connection, shape, cost } };
      return verdict === 0 ? { granted: false, retryAfterMs: value } : { granted: false, capacity: value };
    },
    settle: async ({ id, connection, shape, cost }, report = {}) => {
      const { actualCost = '', available = '', capacity = '', restorePerSecond, retryAfterMs = '' } = report;
      const rate = restorePerSecond === undefined ? '' : restorePerSecond / 1_000;
      await orNotSent(
        scripts.settle(toKeys(connection), [
          ...toArguments(shape),
          cost,
          id,
          actualCost,
          available,
          capacity,
          rate,
          retryAfterMs,
        ]),
      );
    },
    blockFor: async (connection, ms) => {
      await orNotSent(scripts.block(toKeys(connection).slice(0, 1), [ms]));
    },
    level: async (connection, shape) => {
      const [free, capacity, blockedForMs] = levelAnswer.parse(
        await orNotSent(scripts.level(toKeys(connection), toArguments(shape))),
      );
      return { free, capacity, blockedForMs };
    },
  };
}

/** The bucket of one connection in the form that its HTTP port takes. `shape` is asked for at each call. */
export function bindBucket(buckets: Buckets, connection: string, shape: () => LimitShape) {
  return {
    acquire: (call: Parameters<Buckets['acquire']>[2]) => buckets.acquire(connection, shape(), call),
    settle: (ticket: Ticket, report?: LimitReport) => buckets.settle(ticket, report),
  };
}

/** Kind, capacity, and the rate per millisecond or the window's length. */
function toArguments(shape: LimitShape): readonly (string | number)[] {
  switch (shape.kind) {
    case 'requests':
      return [shape.kind, shape.burst, shape.perSecond / 1_000];
    case 'cost':
      return [shape.kind, shape.capacity, shape.restorePerSecond / 1_000];
    case 'window':
      return [shape.kind, shape.requestsMax, shape.windowMs];
    case 'concurrency':
      return [shape.kind, shape.callsMax, 0];
  }
}

async function orNotSent(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (cause) {
    throw new NotSentError('the shared rate limit cannot be reached (Redis is away or full)', {
      cause,
      retryAfterMs: 1_000,
    });
  }
}
