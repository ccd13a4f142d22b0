import type { CellEvent, CellHistory } from './cell-events.ts';
import { type CellStep, stepsOf } from './cell-history.ts';
import { type Span, timeOutside } from './spans.ts';

/** How long a unit may be gone, apart from faults, before a store that still sells it is the sync's own mistake. */
const GRACE_MS = 5_000;

export interface OversoldVerdict {
  /** Units that stores accepted although nothing was left of them. */
  readonly units: number;
  /** Of these, the units that the sync had the time to prevent. */
  readonly unitsBySync: number;
  /** For each unit how long its store had not been told, apart from faults; infinite for what was never there. */
  readonly untoldMs: readonly number[];
  readonly complaints: readonly string[];
}

/**
 * A unit beyond the truth is the sync's when the store could have been told for longer than the grace plus the time that faults
 * disturbed the path. A store knows its own sales; so what it had not been told is judged by the truth apart from these, and a
 * unit that it sold because a write of ours gave back what it had sold itself was never there.
 *
 * @param disturbed when faults were at work on the way from the ERP's stock to the store's; from `mergeSpans`.
 */
export function judgeOversold(
  histories: readonly CellHistory[],
  { fromMs, disturbed }: { readonly fromMs: number; readonly disturbed: readonly Span[] },
): OversoldVerdict {
  const complaints: string[] = [];
  const untoldMs: number[] = [];
  let [units, unitsBySync] = [0, 0];
  for (const history of histories) {
    const watch = createWatch(history, disturbed);
    for (const step of stepsOf(history)) {
      const sold = watch(step);
      if (sold.beyond === 0 || step.event.atMs < fromMs) continue;
      units += sold.beyond;
      untoldMs.push(...Array.from({ length: sold.beyond }, () => sold.untoldMs));
      if (sold.untoldMs <= GRACE_MS) continue;
      unitsBySync += sold.beyond;
      const why = Number.isFinite(sold.untoldMs)
        ? `it could have been known for ${(sold.untoldMs / 1000).toFixed(1)} s`
        : 'the store showed what had never been there';
      complaints.push(
        `${history.sku} at ${history.warehouse}: ${sold.beyond} units sold that were not there (${why})`,
      );
    }
  }
  return { units, unitsBySync, untoldMs, complaints };
}

interface Sold {
  readonly beyond: number;
  readonly untoldMs: number;
}

/** What a store's number rests on, apart from its own sales. */
interface News {
  readonly atMs: number;
  readonly left: number;
}

/** Looks at one cell's steps in order, and remembers for each store what it could have been told and when. */
function createWatch(history: CellHistory, disturbed: readonly Span[]): (step: CellStep) => Sold {
  const own = new Map<string, number>();
  const news = new Map<string, News[]>();
  const newsOf = (store: string): News[] => {
    const known = news.get(store) ?? [{ atMs: Number.NEGATIVE_INFINITY, left: history.truthBefore }];
    news.set(store, known);
    return known;
  };
  return ({ event, truth, truthBefore, levels }) => {
    const sold = event.kind === 'sale' ? judgeSale(event, truthBefore) : { beyond: 0, untoldMs: 0 };
    // What a store does to its number by itself, it knows; only our writes are the sync's word.
    if ('store' in event && event.kind !== 'write')
      own.set(event.store, (own.get(event.store) ?? 0) + event.to - event.from);
    for (const store of levels.keys()) {
      const known = newsOf(store);
      const left = truth - (own.get(store) ?? 0);
      if (known.at(-1)?.left !== left) known.push({ atMs: event.atMs, left });
    }
    return sold;
  };

  function judgeSale(
    { store, atMs, from, to }: Extract<CellEvent, { readonly store: string }>,
    truth: number,
  ): Sold {
    const beyond = Math.max(0, from - to - Math.max(0, truth));
    if (beyond === 0) return { beyond, untoldMs: 0 };
    const shown = from - (own.get(store) ?? 0);
    const known = newsOf(store);
    const last = known.findLastIndex(({ left }) => left >= shown);
    if (last === -1) return { beyond, untoldMs: Number.POSITIVE_INFINITY };
    const fromMs = known[last + 1]?.atMs ?? atMs;
    return { beyond, untoldMs: timeOutside({ fromMs, toMs: atMs }, disturbed) };
  }
}
