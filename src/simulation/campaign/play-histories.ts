import { parentPort } from 'node:worker_threads';
import { createSimulator, type HistoryResult, type Simulator } from '../history.ts';
import { keptSeeds } from '../kept-seeds.ts';
import { drawPlan } from '../plan/draw-plan.ts';
import type { Mode } from '../plan/history-plan.ts';
import { modeOf } from './mode-of-seed.ts';
import { runPlanted } from './planted-trial.ts';
import { shrink } from './shrink.ts';
import { type Failure, toReport, type WorkerMessage } from './tally.ts';

/** What one worker is to do. Times are UTC epoch milliseconds. */
export interface WorkerOrders {
  readonly index: number;
  readonly workers: number;
  readonly from: number;
  readonly mode: Mode | null;
  /** Histories end here. */
  readonly historiesUntil: number;
  /** Planted bugs end here. */
  readonly plantedUntil: number;
  readonly historiesMax: number | null;
  readonly isTwice: boolean;
  readonly planted: readonly string[];
}

const SHRINK_MS = 10_000;

/** Plays what is ordered, in a thread of its own, and posts what came of it to the one that ordered it. */
export async function playHistories(order: WorkerOrders): Promise<void> {
  const simulator = await createSimulator();
  const isOver = (): boolean => Date.now() >= order.historiesUntil;
  const kept = keptSeeds.filter(
    (one, index) => index % order.workers === order.index && (order.mode ?? one.mode) === one.mode,
  );
  for (const { seed, mode } of kept) await play(simulator, order, { seed, mode });
  for (let count = 0; !isOver(); count += 1) {
    const nth = order.index + count * order.workers;
    if (order.historiesMax !== null && nth >= order.historiesMax) break;
    const seed = order.from + nth;
    await play(simulator, order, { seed, mode: order.mode ?? modeOf(seed) });
  }
  await simulator.close();
  const mine = order.planted.filter((_id, index) => index % order.workers === order.index);
  for (const [index, id] of mine.entries()) {
    const now = Date.now();
    // A bug that there is no time for is not tried, and not counted.
    if (now >= order.plantedUntil) break;
    const until = now + (order.plantedUntil - now) / (mine.length - index);
    post({ kind: 'planted', report: await runPlanted(id, until) });
  }
}

async function play(
  simulator: Simulator,
  { isTwice, historiesUntil }: WorkerOrders,
  { seed, mode }: { readonly seed: number; readonly mode: Mode },
): Promise<void> {
  const plan = drawPlan(seed, mode);
  const result = await simulator.run(plan);
  const again = isTwice ? await simulator.run(plan) : result;
  const failure = result.violations.length === 0 ? null : await describe(simulator, result, historiesUntil);
  post({ kind: 'history', report: toReport(result, failure, again.hash !== result.hash) });
}

async function describe(simulator: Simulator, result: HistoryResult, until: number): Promise<Failure> {
  const { seed, mode } = result.plan;
  const end = Math.min(until, Date.now() + SHRINK_MS);
  const plan = await shrink(simulator, result, () => Date.now() >= end);
  const { lines } = await simulator.run(plan, { keepsStory: true });
  return { seed, mode, violations: result.violations, story: lines };
}

function post(message: WorkerMessage): void {
  // eslint-disable-next-line unicorn/require-post-message-target-origin -- that is a window's; a port has no origin
  parentPort?.postMessage(message);
}
