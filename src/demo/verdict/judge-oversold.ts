import type { CellHistory } from './cell-events.ts';
import { type CellStep, stepsOf } from './cell-history.ts';
import { momentBefore, type Span, timeOutside } from './spans.ts';

/** How long the truth may be gone, apart from faults, before a sale of it is the sync's own mistake. */
const GRACE_MS = 5_000;

export interface OversoldVerdict {
  /** Units that stores accepted although nothing was left of them. */
  readonly units: number;
  /** Of these, the units that the sync had the time, or the information, to prevent. */
  readonly unitsBySync: number;
  readonly complaints: readonly string[];
}

/**
 * A unit beyond the truth is the sync's when the truth had been gone, or the store had shown more than the truth, for
 * longer than the grace plus the time that faults disturbed the path; or when our own write had raised the level above
 * anything that was true within that time before it.
 *
 * @param disturbed when faults were at work on the way from the ERP's stock to the store's; from `mergeSpans`.
 */
export function judgeOversold(
  histories: readonly CellHistory[],
  { fromMs, disturbed }: { readonly fromMs: number; readonly disturbed: readonly Span[] },
): OversoldVerdict {
  const complaints: string[] = [];
  let [units, unitsBySync] = [0, 0];
  for (const history of histories) {
    const watch = createWatch(history, disturbed);
    for (const step of stepsOf(history)) {
      const sold = watch(step);
      if (sold.beyond === 0 || step.event.atMs < fromMs) continue;
      units += sold.beyond;
      unitsBySync += sold.bySync;
      if (sold.bySync > 0)
        complaints.push(
          `${history.sku} at ${history.warehouse}: ${sold.bySync} units sold that were not there (${sold.why})`,
        );
    }
  }
  return { units, unitsBySync, complaints };
}

interface Sold {
  readonly beyond: number;
  readonly bySync: number;
  readonly why: string;
}

const nothing: Sold = { beyond: 0, bySync: 0, why: '' };

/** Looks at one cell's steps in order, and remembers since when something has been wrong. */
function createWatch(history: CellHistory, disturbed: readonly Span[]): (step: CellStep) => Sold {
  const truths: { readonly atMs: number; readonly truth: number }[] = [
    { atMs: 0, truth: history.truthBefore },
  ];
  const excessSince = new Map<string, number>();
  const raisedBeyond = new Map<string, number>();
  let exhaustedSince: number | null = null;
  return (step) => {
    const { event, truth, truthBefore, levels } = step;
    const sold =
      event.kind === 'sale'
        ? judgeSale(event.store, event.atMs, event.from - event.to, truthBefore)
        : nothing;
    if (event.kind === 'write') noteWrite(event.store, event);
    if (truth !== truthBefore) truths.push({ atMs: event.atMs, truth });
    exhaustedSince = truth > 0 ? null : (exhaustedSince ?? event.atMs);
    for (const [store, level] of levels) {
      if (level <= Math.max(0, truth)) excessSince.delete(store);
      else if (!excessSince.has(store)) excessSince.set(store, event.atMs);
    }
    return sold;
  };

  function judgeSale(store: string, atMs: number, quantity: number, truth: number): Sold {
    const beyond = Math.max(0, quantity - Math.max(0, truth));
    if (beyond === 0) return nothing;
    const since = Math.min(exhaustedSince ?? atMs, excessSince.get(store) ?? atMs);
    const knownMs = timeOutside({ fromMs: since, toMs: atMs }, disturbed);
    if (knownMs > GRACE_MS)
      return { beyond, bySync: beyond, why: `it could have been known for ${(knownMs / 1000).toFixed(1)} s` };
    const raised = Math.min(beyond, raisedBeyond.get(store) ?? 0);
    if (raised === 0) return { beyond, bySync: 0, why: '' };
    raisedBeyond.set(store, (raisedBeyond.get(store) ?? 0) - raised);
    return { beyond, bySync: raised, why: 'a write had raised the level above the truth' };
  }

  function noteWrite(
    store: string,
    write: { readonly atMs: number; readonly from: number; readonly to: number },
  ): void {
    const windowFrom = momentBefore(write.atMs, GRACE_MS, disturbed);
    const highest = highestTruth(truths, windowFrom);
    const excess = write.to > write.from ? write.to - Math.max(0, highest) : 0;
    raisedBeyond.set(store, Math.max(0, excess));
  }
}

/** The most that was true at any moment from `fromMs` on, the last truth before it included. */
function highestTruth(
  truths: readonly { readonly atMs: number; readonly truth: number }[],
  fromMs: number,
): number {
  let highest = -Infinity;
  for (const { atMs, truth } of truths.toReversed()) {
    highest = Math.max(highest, truth);
    if (atMs <= fromMs) break;
  }
  return highest;
}
