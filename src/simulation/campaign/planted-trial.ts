import type * as history from '../history.ts';
import { allBugs } from '../planted/all-bugs.ts';
import { importPlanted } from '../planted/load-planted.ts';
import { planOf } from '../planted/plan-of.ts';
import { witnesses } from '../planted/witnesses.ts';
import type { PlantedReport } from './tally.ts';

const ENTRY = new URL('../history.ts', import.meta.url).href;

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
