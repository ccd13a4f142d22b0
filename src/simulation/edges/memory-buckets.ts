import { keptFrom } from '#domain/priority.ts';
import type { Acquired, Buckets, Ticket } from '#queue/buckets.ts';
import type { LimitShape } from '#sdk/define-connector.ts';
import type { LimitReport } from '#sdk/http.ts';
import { NotSentError } from '#sdk/errors.ts';
import type { SimulatedProcess } from '../process.ts';
import type { Timeline } from '../timeline.ts';
import type { SimulatedRedis } from './memory-store.ts';

const CONCURRENCY_WAIT_MS = 25;

interface State {
  level: number;
  at: number;
  capacity: number;
  perMs: number;
  blockedUntil: number;
  readonly calls: Map<string, { readonly cost: number; readonly endsAt: number }>;
}

/** The shared limits of all simulated processes, with the meaning of the scripts in `queue/bucket-scripts.ts`. */
export function createSimulatedBuckets(
  timeline: Timeline,
  redis: SimulatedRedis,
): (process: SimulatedProcess) => Buckets {
  const states = new Map<string, State>();
  const stateOf = (connection: string, shape: LimitShape): State => {
    const known = states.get(connection) ?? fresh(shape, timeline.now());
    states.set(connection, known);
    refresh(known, shape, timeline.now());
    return known;
  };
  return (process) => {
    let count = 0;
    // No step of its own: what can happen here happens at the call that follows.
    const ask = (): void => {
      if (redis.isAway())
        throw new NotSentError('the shared rate limit cannot be reached (Redis is away or full)', {
          retryAfterMs: 1_000,
        });
    };
    return {
      async acquire(connection, shape, { cost, lifeMs, pace }): Promise<Acquired> {
        ask();
        const state = stateOf(connection, shape);
        const now = timeline.now();
        if (cost > state.capacity) return { granted: false, capacity: state.capacity };
        if (state.blockedUntil > now) return { granted: false, retryAfterMs: state.blockedUntil - now };
        const kept = Math.min(state.capacity * keptFrom[pace], state.capacity - cost);
        const lacking = (isLeveled(shape) ? kept : Math.floor(kept)) + cost - state.level;
        if (lacking > 0) {
          const waitMs = isLeveled(shape) ? lacking / state.perMs : CONCURRENCY_WAIT_MS;
          return { granted: false, retryAfterMs: Math.max(1, Math.ceil(waitMs)) };
        }
        count += 1;
        const id = `${process.name}-${count}`;
        state.level -= cost;
        state.calls.set(id, { cost, endsAt: now + lifeMs });
        return { granted: true, ticket: { id, connection, shape, cost } };
      },
      async settle(ticket, report = {}) {
        ask();
        settle(stateOf(ticket.connection, ticket.shape), ticket, report, timeline.now());
      },
      async blockFor(connection, ms) {
        ask();
        const state = states.get(connection);
        if (state !== undefined) state.blockedUntil = Math.max(state.blockedUntil, timeline.now() + ms);
      },
      async level(connection, shape) {
        ask();
        const { level, capacity, blockedUntil } = stateOf(connection, shape);
        return { free: level, capacity, blockedForMs: Math.max(0, blockedUntil - timeline.now()) };
      },
    };
  };
}

function fresh(shape: LimitShape, now: number): State {
  const capacity = capacityOf(shape);
  return {
    level: isLeveled(shape) ? capacity / 2 : capacity,
    at: now,
    capacity,
    perMs:
      shape.kind === 'requests'
        ? shape.perSecond / 1_000
        : shape.kind === 'cost'
          ? shape.restorePerSecond / 1_000
          : 0,
    blockedUntil: 0,
    calls: new Map(),
  };
}

function refresh(state: State, shape: LimitShape, now: number): void {
  for (const [id, { cost, endsAt }] of state.calls) {
    if (endsAt > now) continue;
    state.calls.delete(id);
    if (!isLeveled(shape)) state.level += cost;
  }
  if (isLeveled(shape))
    state.level = Math.min(state.level + (now - state.at) * state.perMs, state.capacity - underway(state));
  state.at = now;
}

function settle(state: State, { id, cost, shape }: Ticket, report: LimitReport, now: number): void {
  const { actualCost = cost, available, capacity, restorePerSecond, retryAfterMs } = report;
  if (capacity !== undefined && isLeveled(shape)) state.capacity = capacity;
  if (restorePerSecond !== undefined) state.perMs = restorePerSecond / 1_000;
  if (retryAfterMs !== undefined) state.blockedUntil = Math.max(state.blockedUntil, now + retryAfterMs);
  if (state.calls.delete(id)) state.level += isLeveled(shape) ? cost - actualCost : cost;
  if (!isLeveled(shape)) return;
  if (available !== undefined) state.level = Math.min(state.level, available);
  state.level = Math.min(state.level, state.capacity - underway(state));
}

function underway(state: State): number {
  return [...state.calls.values()].reduce((sum, { cost }) => sum + cost, 0);
}

function isLeveled(shape: LimitShape): boolean {
  return shape.kind === 'requests' || shape.kind === 'cost';
}

function capacityOf(shape: LimitShape): number {
  switch (shape.kind) {
    case 'requests':
      return shape.burst;
    case 'cost':
      return shape.capacity;
    case 'window':
      return shape.requestsMax;
    case 'concurrency':
      return shape.callsMax;
  }
}
