import type * as history from '../history.ts';
import { allBugs } from '../planted/all-bugs.ts';
import { importPlanted } from '../planted/load-planted.ts';
import { witnesses } from '../planted/witnesses.ts';
import { drawFocusedPlan } from '../plan/draw-focused-plan.ts';
import type { HistoryPlan } from '../plan/history-plan.ts';
import type { PlantedBug } from '../planted/planted-bug.ts';
import { drawPlan } from '../plan/draw-plan.ts';
import type { PlantedReport } from './tally.ts';

const ENTRY = new URL('../history.ts', import.meta.url).href;

/** A history in which the bug can show itself: by its focus, or a long one that is drawn blindly. */
function planOf({ mode, focus, hasMarketing, netsOff = [] }: PlantedBug, seed: number): HistoryPlan {
  return focus === undefined
    ? drawPlan(seed, mode, {
        netsOff: netsOff.length === 0 ? undefined : netsOff,
        isLong: true,
        hasMarketing: hasMarketing ?? false,
      })
    : drawFocusedPlan(seed, mode, { focus, netsOff });
}

/**
 * Plants one bug into the program of this thread and runs histories until one gives it away: first that of the seed which
 * is known to, then those of the seeds from 1 on.
 */
export async function runPlanted(id: string, until: number): Promise<PlantedReport> {
  const bug = allBugs.find((one) => one.id === id);
  if (bug === undefined) throw new RangeError(`there is no planted bug "${id}"`);
  const { createSimulator } = await importPlanted<typeof history>(bug, ENTRY);
  const simulator = await createSimulator();
  const witness = witnesses[id];
  let tried = 0;
  try {
    while (tried < bug.budget && (tried === 0 || Date.now() < until)) {
      const seed = tried === 0 && witness !== undefined ? witness : tried + (witness === undefined ? 1 : 0);
      tried += 1;
      const { violations } = await simulator.run(planOf(bug, seed));
      const [first] = violations;
      if (first !== undefined)
        return { id, caughtIn: tried, tried, by: `seed ${seed}, ${first.invariant}: ${first.detail}` };
    }
    return { id, caughtIn: null, tried, by: '' };
  } finally {
    await simulator.close();
  }
}
