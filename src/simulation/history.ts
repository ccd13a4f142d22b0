import type { Subscription } from '#connectors/shopify/sandbox/webhooks/subscriptions.ts';
import { openMemoryLedger } from '#ledger/sqlite/memory-ledger.ts';
import { type Chronicle, createChronicle } from './chronicle.ts';
import { converge } from './converge.ts';
import { plainSealer } from './edges/plain-sealer.ts';
import { openWorld, type World } from './open-world.ts';
import { createBrakeJudge } from './oracle/brake-judge.ts';
import { findDoubles } from './oracle/final-judge.ts';
import { findToldTwice, readMarketing } from './oracle/marketing-judge.ts';
import { findAnnouncedTwice } from './oracle/return-judge.ts';
import type { HistoryPlan } from './plan/history-plan.ts';
import { playPlan } from './play-plan.ts';
import type { SimulatedProcess } from './process.ts';
import { begin, quietPlan, settle, settledName, type SettledStart } from './settled-start.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { readInstalledSubscriptions } from './world/installed-app.ts';

/** A Monday morning: the merchant's systems are there, and Syncline is about to be. */
const OPENED_AT = Date.UTC(2026, 10, 2, 9);
/** Later on it has been stopped, and is started again. */
const SETTLED_AT = OPENED_AT + 60_000;

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
  let timeline: Timeline = createTimeline(0, OPENED_AT);
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
    sealer: plainSealer,
  });
  const installed = await readInstalled();
  const open = (plan: HistoryPlan, { keepsSteps = false, keepsStory = false }: HistoryOptions): World => {
    ledger.reset();
    const startAt = plan.start === 'settled' ? SETTLED_AT : OPENED_AT;
    timeline = createTimeline(plan.seed, OPENED_AT);
    return openWorld({
      plan,
      startAt,
      timeline,
      ledger,
      chronicle: createChronicle(timeline, startAt, { keepsSteps, keepsStory }),
      subscribed: plan.start === 'fresh-install' ? null : installed(plan),
      onSpeak: (process) => {
        speaker = process;
      },
    });
  };
  const settledStarts = new Map<string, SettledStart>();
  const settledStartOf = async (plan: HistoryPlan): Promise<SettledStart> => {
    const name = settledName(plan);
    const known = settledStarts.get(name) ?? (await settle(open(quietPlan(plan), {})));
    settledStarts.set(name, known);
    return known;
  };
  return {
    close: () => ledger.close(),
    async run(plan, options = {}) {
      const from = plan.start === 'settled' ? await settledStartOf(plan) : null;
      const world = open(plan, options);
      if (from !== null) await begin(world, from);
      return live(world);
    },
  };
}

/** What the app of each kind of merchant subscribed to. */
async function readInstalled(): Promise<(plan: HistoryPlan) => readonly Subscription[]> {
  const [plain, customers, returns, both] = await Promise.all([
    readInstalledSubscriptions({ hasCustomers: false, hasReturns: false }),
    readInstalledSubscriptions({ hasCustomers: true, hasReturns: false }),
    readInstalledSubscriptions({ hasCustomers: false, hasReturns: true }),
    readInstalledSubscriptions({ hasCustomers: true, hasReturns: true }),
  ]);
  return ({ hasMarketing, oddities = [] }) => {
    if (oddities.includes('takes-returns')) return hasMarketing ? both : returns;
    return hasMarketing ? customers : plain;
  };
}

/** From the first start to the verdict. */
async function live(world: World): Promise<HistoryResult> {
  const { plan, startAt, timeline, chronicle, truth, vendors, fleet } = world;
  let isRolledBack = false;
  playPlan(world, () => {
    isRolledBack = true;
  });
  for (let count = 0; count < plan.instances; count += 1) fleet.start();
  // A page that lies about being the last one hides orders for which no rule can allow; lost commits hide what was known.
  const look = createLook(world, () => !isRolledBack && (plan.rates['truncated-page'] ?? 0) === 0);
  await timeline.runUntil(startAt + plan.calmAt, look);
  if (chronicle.violations.length === 0 && plan.mustConverge) await converge({ ...world, look });
  const books = truth.books();
  const doubles = [
    ...findDoubles(books),
    ...findToldTwice(readMarketing(vendors, world.subscribers)),
    ...findAnnouncedTwice(books),
  ];
  for (const { invariant, detail } of doubles) chronicle.violate(invariant, detail);
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
    simulatedMs: timeline.now() - startAt,
  };
}

/** After each step: judges what the stores have been told since, and says whether something must not have been. */
function createLook(
  { plan, vendors, chronicle, judgeRaise, consentJudge }: World,
  judgesRaises: () => boolean,
): () => boolean {
  const judgeBrake = plan.oddities?.includes('tight-brake') === true ? createBrakeJudge(chronicle) : null;
  const judged = vendors.stores.map((store) => ({ store, seen: 0 }));
  return () => {
    for (const one of judged) {
      const { store, seen } = one;
      const { stockLog } = store.model.state;
      if (stockLog.length === seen) continue;
      if (judgeBrake !== null) for (const entry of stockLog.slice(seen)) judgeBrake(store, entry);
      if (judgesRaises()) for (const entry of stockLog.slice(seen)) judgeRaise(store, entry);
      one.seen = stockLog.length;
    }
    consentJudge?.look();
    return chronicle.violations.length > 0;
  };
}
