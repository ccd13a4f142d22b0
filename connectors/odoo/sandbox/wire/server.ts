import type { Clock } from '#sdk/clock.ts';
import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import type { Database } from '#connectors/odoo/sandbox/orm/storage.ts';

import { SerializationError } from '#connectors/odoo/sandbox/orm/errors.ts';
import type { Env, Registry, Version } from '#connectors/odoo/sandbox/orm/model.ts';
import type { Json, JsonObject } from '#connectors/odoo/sandbox/orm/values.ts';

const ATTEMPTS_MAX = 5;
const MICROS_PER_MS = 1000;
/** With the `stale-search` fault, a transaction becomes visible up to this much later than its `write_date`. */
const SLOW_COMMIT_MAX_MS = 3_000;

export interface OdooServer {
  readonly db: Database;
  readonly registry: Registry;
  readonly version: Version;
  readonly clock: Clock;
  readonly faults: FaultBoard;
  /** How long a call takes. Calls that overlap in time conflict as transactions do. */
  readonly workMs: (call: { readonly model: string; readonly method: string }) => number;
  /** Microseconds of the clock; never the same twice, so that rows of one millisecond keep an order. */
  stamp(): number;
}

const readers = new Set([
  'read',
  'search',
  'search_read',
  'search_count',
  'fields_get',
  'read_group',
  'name_search',
  'exists',
]);

export const isReader = (method: string): boolean => readers.has(method);

/** A clock in microseconds over one in milliseconds. */
export function createStamp(clock: Clock): () => number {
  let count = 0;
  return () => {
    count = (count % (MICROS_PER_MS - 1)) + 1;
    return clock.now() * MICROS_PER_MS + count;
  };
}

/**
 * One call as one transaction. Its `write_date` and its snapshot are those of its arrival; its effect shows when it
 * ends. A conflict is tried again from the present, as the vendor's server does by itself.
 */
export async function runCall(
  server: OdooServer,
  call: {
    readonly uid: number;
    readonly context: JsonObject;
    readonly model: string;
    readonly method: string;
  },
  work: (env: Env) => Json | undefined,
): Promise<Json | undefined> {
  const { db, clock, faults } = server;
  const cause = `${call.model}.${call.method}`;
  let startedAtMicros = server.stamp();
  let snapshot = db.commits();
  const slow = !isReader(call.method) && faults.roll('stale-search', cause);
  const workMs = server.workMs(call) + (slow ? faults.draw() * SLOW_COMMIT_MAX_MS : 0);
  if (workMs > 0) await clock.sleep(workMs);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return runNow(server, { ...call, cause, startedAtMicros, snapshot }, work);
    } catch (error) {
      if (!(error instanceof SerializationError) || attempt >= ATTEMPTS_MAX) throw error;
      startedAtMicros = server.stamp();
      snapshot = db.commits();
    }
  }
}

/** Runs work in a transaction of its own, at once: commit when it returns, rollback when it throws. */
export function runNow<Result>(
  server: OdooServer,
  options: {
    readonly uid: number;
    readonly context: JsonObject;
    readonly cause: string;
    readonly startedAtMicros?: number;
    readonly snapshot?: number;
    readonly isSuperuser?: boolean;
  },
  work: (env: Env) => Result,
): Result {
  const { db, registry, version } = server;
  const transaction = db.begin({
    startedAtMicros: options.startedAtMicros ?? server.stamp(),
    cause: options.cause,
    ...(options.snapshot === undefined ? {} : { snapshot: options.snapshot }),
  });
  const env: Env = {
    db,
    registry,
    version,
    transaction,
    uid: options.uid,
    context: options.context,
    nowMicros: () => server.clock.now() * MICROS_PER_MS,
    isSuperuser: options.isSuperuser ?? false,
  };
  try {
    const result = work(env);
    db.commit(transaction);
    return result;
  } catch (error) {
    db.rollback(transaction);
    throw error;
  }
}
