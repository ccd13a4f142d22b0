import type * as history from '../history.ts';
import { allBugs } from '../planted/all-bugs.ts';
import { importPlanted } from '../planted/load-planted.ts';
import { drawPlan } from '../plan/draw-plan.ts';
import type { PlantedReport } from './tally.ts';

const ENTRY = new URL('../history.ts', import.meta.url).href;

/** Plants one bug into the program of this thread and runs histories, from seed 1 on, until one gives it away. */
export async function runPlanted(id: string, until: number): Promise<PlantedReport> {
  const bug = allBugs.find((one) => one.id === id);
  if (bug === undefined) throw new RangeError(`there is no planted bug "${id}"`);
  const { createSimulator } = await importPlanted<typeof history>(bug, ENTRY);
  const simulator = await createSimulator();
  let tried = 0;
  try {
    // One history at least, whatever the time: a bug that was not tried proves nothing.
    while (tried < bug.budget && (tried === 0 || Date.now() < until)) {
      tried += 1;
      const { violations } = await simulator.run(
        drawPlan(tried, bug.mode, { netsOff: bug.netsOff, isLong: true }),
      );
      const [first] = violations;
      if (first !== undefined)
        return { id, caughtIn: tried, tried, by: `${first.invariant}: ${first.detail}` };
    }
    return { id, caughtIn: null, tried, by: '' };
  } finally {
    await simulator.close();
  }
}
