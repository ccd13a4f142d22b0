import { approveBrake } from '#operations/brakes.ts';
import type { MemoryLedger } from '#ledger/sqlite/memory-ledger.ts';
import type { Chronicle } from './chronicle.ts';
import { findUnfinished } from './oracle/final-judge.ts';
import { findUntold, readMarketing } from './oracle/marketing-judge.ts';
import { findWronglyRefused } from './oracle/refused-rows.ts';
import { findUnannounced } from './oracle/return-judge.ts';
import type { Unfinished } from './oracle/told-people.ts';
import type { Truth } from './oracle/truth.ts';
import type { HistoryPlan } from './plan/history-plan.ts';
import type { Timeline } from './timeline.ts';
import { MAIL } from './world/mail.ts';
import type { Meddlers } from './world/meddlers.ts';
import type { EffectJudge } from './oracle/effect-judge.ts';
import type { WorkJudge } from './oracle/work-judge.ts';
import type { Post } from './world/post.ts';
import type { Subscribers } from './world/subscribers.ts';
import type { Vendors } from './world/vendors.ts';

/** Longer than every sweep, quarantine, rest of a breaker and most back-offs together. */
const PATIENCE_MS = 600_000;
/** How often it is asked whether all is well; more seldom as time goes by. */
const LOOKS_MS = [8_000, 8_000, 9_000, 15_000, 20_000, 20_000, 60_000, 90_000] as const;
/** A person looks at what is parked. */
const OPERATOR_AFTER_LOOKS = 5;
const PARKED_MAX = 100;
const AFTERMATH_MS = 12_000;

/** Faults are over: everything must come to agreement in bounded time (I21), and stay so when what was late arrives (I14). */
export async function converge(edges: {
  readonly plan: HistoryPlan;
  readonly timeline: Timeline;
  readonly chronicle: Chronicle;
  readonly truth: Truth;
  readonly vendors: Vendors;
  readonly subscribers: Subscribers | null;
  readonly ledger: MemoryLedger;
  readonly post: Post;
  readonly workJudge: WorkJudge;
  readonly effectJudge: EffectJudge;
  readonly meddlers: Meddlers;
  /** Judges what happened since; true when something must not have been. */
  readonly look: () => boolean;
}): Promise<void> {
  const {
    timeline,
    chronicle,
    truth,
    vendors,
    subscribers,
    ledger,
    post,
    workJudge,
    effectJudge,
    meddlers,
    look,
  } = edges;
  const { patienceMs = PATIENCE_MS } = edges.plan;
  const calmAt = timeline.now();
  const unfinishedNow = async (): Promise<readonly Unfinished[]> => {
    const books = truth.books();
    return [
      ...(await findUnfinished(books, ledger, { ...edges.plan, now: timeline.now() })),
      // It is read again when its quarantine is over, and not before.
      ...effectJudge.forgotten().map((detail) => ({ invariant: 'I13', detail })),
      ...(await findUnannounced(books, ledger)),
      ...(chronicle.faults.has('commits-rolled-back') ? [] : findUntold(readMarketing(vendors, subscribers))),
    ];
  };
  chronicle.tell('the faults are over');
  let unfinished = await unfinishedNow();
  for (let looks = 0; timeline.now() - calmAt < patienceMs; looks += 1) {
    await timeline.runUntil(timeline.now() + (LOOKS_MS[looks] ?? LOOKS_MS.at(-1) ?? 0), look);
    if (look()) return;
    unfinished = await unfinishedNow();
    const parked = await ledger.read((tx) => tx.work.parked(PARKED_MAX));
    workJudge.judgeParked(parked);
    for (const detail of findWronglyRefused(parked, truth.stores, meddlers.untracked))
      chronicle.violate('I16', detail);
    if (look()) return;
    if (unfinished.length === 0) break;
    await approveHeld(edges);
    if (looks >= OPERATOR_AFTER_LOOKS) await retryParked(edges);
  }
  if (unfinished.length === 0 && post.deliverLate() > 0) {
    chronicle.tell('what was a day late arrives');
    await timeline.runUntil(timeline.now() + AFTERMATH_MS, look);
    for (let looks = 0; looks < LOOKS_MS.length; looks += 1) {
      unfinished = await unfinishedNow();
      if (unfinished.length === 0) break;
      await timeline.runUntil(timeline.now() + (LOOKS_MS[looks] ?? 0), look);
    }
  }
  for (const { invariant, detail } of unfinished) chronicle.violate(invariant, detail);
}

/** A person lets the push go that waits for them. */
async function approveHeld({
  ledger,
  timeline,
  chronicle,
}: {
  readonly ledger: MemoryLedger;
  readonly timeline: Timeline;
  readonly chronicle: Chronicle;
}): Promise<void> {
  const held = await ledger.read((tx) => tx.brakes.held(MAIL));
  if (held === null) return;
  await approveBrake(ledger, held.hash, { by: 'a person', now: timeline.now() });
  chronicle.tell(`a person approves ${held.changes.length} changes of segments`);
}

async function retryParked({
  ledger,
  chronicle,
  workJudge,
}: {
  readonly ledger: MemoryLedger;
  readonly chronicle: Chronicle;
  readonly workJudge: WorkJudge;
}): Promise<void> {
  const retried = await ledger.write(async (tx) =>
    tx.work.retry((await tx.work.parked(PARKED_MAX)).map(({ id }) => id)),
  );
  workJudge.forget();
  if (retried > 0) chronicle.tell(`a person retries ${retried} parked`);
}
