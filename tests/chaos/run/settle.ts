import { setTimeout as sleep } from 'node:timers/promises';
import type { Judged } from '#tests/chaos/vendors/acts.ts';
import type { Vendors } from '#tests/chaos/vendors/vendors.ts';

const POLL_MS = 400;
/** So long the books must stay clean: an effect of a lost call may still be on its way. */
const STEADY_MS = 4_000;

export interface SettleOptions {
  /** All that was sold since is judged. */
  readonly soldSinceMs: number;
  /** Since when the flow is measured: that of one case. */
  readonly fromMs: number;
  /** The longest without any progress: on a slow machine a backlog takes its time, and a stuck one shows. */
  readonly settleMs: number;
  /** The longest of all, progress or not. */
  readonly settleMsMax: number;
}

export interface Settled extends Judged {
  /** Since when the books have been clean; null when they did not come to be. */
  readonly cleanSinceMs: number | null;
}

/** Looks until both books say the same and stay so, or the time is over. The last look counts. */
export async function waitForCleanBooks(
  vendors: Pick<Vendors, 'ask'>,
  { soldSinceMs, fromMs, settleMs, settleMsMax }: SettleOptions,
): Promise<Settled> {
  const startedAt = performance.now();
  let progressAt = startedAt;
  let fewest = Infinity;
  let cleanSinceMs: number | null = null;
  for (;;) {
    const judged = await vendors.ask('judge', soldSinceMs, fromMs);
    const { verdict } = judged;
    cleanSinceMs = verdict.isClean ? (cleanSinceMs ?? Date.now()) : null;
    const open = verdict.lost + verdict.doubled + verdict.differing;
    if (open < fewest) progressAt = performance.now();
    fewest = Math.min(fewest, open);
    const isStuck = !verdict.isClean && performance.now() > progressAt + settleMs;
    const isOver = isStuck || performance.now() > startedAt + settleMsMax;
    const isSteady = cleanSinceMs !== null && Date.now() - cleanSinceMs >= STEADY_MS;
    if (isSteady || isOver) return { ...judged, cleanSinceMs: isSteady ? cleanSinceMs : null };
    await sleep(POLL_MS);
  }
}
