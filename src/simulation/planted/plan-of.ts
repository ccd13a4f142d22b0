import { drawFocusedPlan } from '../plan/draw-focused-plan.ts';
import { drawPlan } from '../plan/draw-plan.ts';
import type { HistoryPlan } from '../plan/history-plan.ts';
import type { PlantedBug } from './planted-bug.ts';

/** A history in which the bug can show itself: by its focus, or a long one that is drawn blindly. */
export function planOf({ mode, focus, hasMarketing, netsOff = [] }: PlantedBug, seed: number): HistoryPlan {
  return focus === undefined
    ? drawPlan(seed, mode, {
        netsOff: netsOff.length === 0 ? undefined : netsOff,
        isLong: true,
        hasMarketing: hasMarketing ?? false,
      })
    : drawFocusedPlan(seed, mode, { focus, netsOff, hasMarketing });
}
