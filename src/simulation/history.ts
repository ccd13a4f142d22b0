import { createSealer } from '#ledger/sealing.ts';
import { openMemoryLedger } from '#ledger/sqlite/memory-ledger.ts';
import { type Chronicle, createChronicle } from './chronicle.ts';
import { converge } from './converge.ts';
import { SEALING_KEY } from './edges/simulated-edges.ts';
import { openWorld, type World } from './open-world.ts';
import { findDoubles } from './oracle/final-judge.ts';
import type { HistoryPlan } from './plan/history-plan.ts';
import { playPlan } from './play-plan.ts';
import type { SimulatedProcess } from './process.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { readInstalledSubscriptions } from './world/installed-app.ts';

/** A Monday morning. */
const START_AT = Date.UTC(2026, 10, 2, 9);
/** Of a hundred histories so many begin with an app that was just installed. */
const FRESH_INSTALLS = 8;

export interface HistoryResult extends Pick<
  Chronicle,
  'violations' | 'faults' | 'reached' | 'jobs' | 'lines'
> {
  readonly plan: HistoryPlan;
  readonly hash: string;
  readonly steps: number;
  readonly simulatedMs: number;
}

export interface HistoryOptions {
  readonly keepsSteps?: boolean;
  readonly keepsStory?: boolean;
}

/** Runs histories one after the other: the real program over simulated edges, against the vendors' sandboxes. */
export interface Simulator {
  run(plan: HistoryPlan, options?: HistoryOptions): Promise<HistoryResult>;
  close(): Promise<void>;
}

/** Makes what all histories of this thread share: a ledger whose statements stay prepared. */
export async function createSimulator(): Promise<Simulator> {
  let timeline: Timeline = createTimeline(0, START_AT);
  let speaker: SimulatedProcess | null = null;
  const ledger = await openMemoryLedger({
    clock: {
      now: () => speaker?.clock.now() ?? timeline.now(),
      monotonicMs: () => timeline.now(),
      sleep: () => Promise.reject(new Error('a ledger does not sleep')),
    },
    // Leases are measured by the database's own clock, which no process can turn.
    leaseClock: { now: () => timeline.now() },
    random: { next: () => timeline.draw(), id: () => speaker?.random.id() ?? 'nobody' },
    sealer: createSealer(SEALING_KEY),
  });
  const installed = await readInstalledSubscriptions();
  return {
    close: () => ledger.close(),
    run(plan, { keepsSteps = false, keepsStory = false } = {}) {
      ledger.reset();
      timeline = createTimeline(plan.seed, START_AT);
      const world = openWorld({
        plan,
        startAt: START_AT,
        timeline,
        ledger,
        chronicle: createChronicle(timeline, START_AT, { keepsSteps, keepsStory }),
        subscribed: plan.seed % 100 < FRESH_INSTALLS ? null : installed,
        onSpeak: (process) => {
          speaker = process;
        },
      });
      return live(world);
    },
  };
}

/** From the first start to the verdict. */
async function live(world: World): Promise<HistoryResult> {
  const { plan, timeline, chronicle, truth, vendors, fleet } = world;
  let isRolledBack = false;
  playPlan(world, () => {
    isRolledBack = true;
  });
  fleet.start();
  // A page that lies about being the last one hides orders for which no rule can allow; lost commits hide what was known.
  const look = createLook(world, () => !isRolledBack && (plan.rates['truncated-page'] ?? 0) === 0);
  await timeline.runUntil(START_AT + plan.calmAt, look);
  if (chronicle.violations.length === 0 && plan.mustConverge) await converge({ ...world, look });
  for (const { invariant, detail } of findDoubles(truth.books())) chronicle.violate(invariant, detail);
  for (const { kind } of vendors.boards.flatMap((board) => board.fired)) {
    if (kind !== 'down') chronicle.fault(kind);
  }
  fleet.end();
  const { violations, faults, reached, jobs, lines } = chronicle;
  return {
    plan,
    violations,
    faults,
    reached,
    jobs,
    lines,
    hash: chronicle.hash(),
    steps: timeline.steps(),
    simulatedMs: timeline.now() - START_AT,
  };
}

/** After each step: judges what the stores have been told since, and says whether something must not have been. */
function createLook({ vendors, chronicle, judgeRaise }: World, judgesRaises: () => boolean): () => boolean {
  const judged = new Map(vendors.stores.map((store) => [store, 0]));
  return () => {
    for (const [store, seen] of judged) {
      const { stockLog } = store.model.state;
      if (stockLog.length === seen) continue;
      if (judgesRaises()) for (const entry of stockLog.slice(seen)) judgeRaise(store, entry);
      judged.set(store, stockLog.length);
    }
    return chronicle.violations.length > 0;
  };
}
