import type { KeptSchedules } from './edges/memory-store.ts';
import type { World } from './open-world.ts';
import type { StockRequest } from './oracle/knowledge.ts';
import type { Violation } from './chronicle.ts';
import type { HistoryPlan } from './plan/history-plan.ts';

/** Long enough for a first start to come to rest: catalog, readings, and the poll that explains the first numbers. */
export const SETTLED_MS = 12_000;
const STOP_MS_MAX = 8_000;

/** What an earlier, quiet run of Syncline leaves behind: in the ledger, in the queue, and in the heads of those who judge. */
export interface SettledStart {
  readonly restoreLedger: () => void;
  readonly schedules: KeptSchedules;
  readonly requests: ReadonlyMap<string, StockRequest>;
  /** What went wrong although nothing was in its way: every history that begins here has seen it. */
  readonly violations: readonly Violation[];
}

/** Histories whose plans have equal names begin alike; what else is configured is read anew by the process that starts. */
export function settledName({ stock, odooVersion, hasMarketing }: HistoryPlan): string {
  return JSON.stringify([stock, odooVersion, hasMarketing]);
}

/** The quiet part of a plan: the same systems, and nobody who does anything. */
export function quietPlan(plan: HistoryPlan): HistoryPlan {
  return {
    ...plan,
    seed: 0,
    start: 'first-start',
    instances: 1,
    acts: [],
    incidents: [],
    rates: {},
    netsOff: [],
    failure: null,
    oddities: [],
    calmAt: SETTLED_MS,
    mustConverge: false,
  };
}

/** Runs a quiet world until it rests and has stopped, and keeps what it leaves. */
export async function settle({
  timeline,
  fleet,
  ledger,
  redis,
  knowledge,
  chronicle,
  startAt,
}: World): Promise<SettledStart> {
  fleet.start();
  await timeline.runUntil(startAt + SETTLED_MS);
  const stopped = fleet.stop();
  await timeline.runUntil(timeline.now() + STOP_MS_MAX);
  await stopped;
  return {
    restoreLedger: ledger.keep(),
    schedules: redis.schedules(),
    requests: knowledge.requests(),
    violations: chronicle.violations,
  };
}

/** Brings a world in which nothing has happened yet to where the earlier run left it. */
export async function begin(
  { timeline, redis, knowledge, chronicle, startAt }: World,
  from: SettledStart,
): Promise<void> {
  await timeline.runUntil(startAt);
  from.restoreLedger();
  redis.restore(from.schedules);
  knowledge.learn(from.requests);
  for (const { invariant, detail } of from.violations) chronicle.violate(invariant, detail);
}
