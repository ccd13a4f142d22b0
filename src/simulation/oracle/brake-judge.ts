import type { StockEntry } from '#connectors/shopify/sandbox/model/state.ts';
import type { Chronicle } from '../chronicle.ts';
import { TIGHT_BRAKE } from '../world/configuration.ts';
import type { Store } from '../world/vendors.ts';

const WINDOW_MS = 60_000;
/** Two changes that land so much nearer to each other than the window were let go within it. */
const LANDS_WITHIN_MS = 17_000;

/**
 * I11, by the stores' own logs, where the brake is tight and nobody approves: of the numbers that the API set, no more are emptied
 * or halved within a window than the merchant allows.
 */
export function createBrakeJudge(chronicle: Chronicle): (store: Store, entry: StockEntry) => void {
  const drastic = new Map<string, readonly number[]>();
  return ({ name }, { at, from, to, cause, sku }) => {
    if (cause !== 'written-by-api' || !isFar(from, to)) return;
    const within = [...(drastic.get(name) ?? []), at].filter((one) => one > at - WINDOW_MS + LANDS_WITHIN_MS);
    drastic.set(name, within);
    if (within.length > TIGHT_BRAKE.cellsMin)
      chronicle.violate(
        'I11',
        `${name} shows ${to} ${sku ?? ''} instead of ${from}, the ${within.length}th number within the window that moved so far; ${TIGHT_BRAKE.cellsMin} may`,
      );
  };
}

function isFar(from: number, to: number): boolean {
  const moved = Math.abs(Math.max(0, to) - Math.max(0, from));
  return (from > 0 && to <= 0) || moved >= TIGHT_BRAKE.moveShare * Math.max(1, Math.abs(from));
}
