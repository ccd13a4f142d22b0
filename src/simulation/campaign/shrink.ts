import type { HistoryResult, Simulator } from '../history.ts';
import type { HistoryPlan } from '../plan/history-plan.ts';

const TRIES_MAX = 120;

/**
 * Makes a history that fails shorter: leaves out acts, incidents and kinds of faults one by one, for as long as the same
 * invariant still breaks. Equal plans run alike, so what is left is what it takes.
 */
export async function shrink(
  simulator: Simulator,
  failed: HistoryResult,
  isTime: () => boolean,
): Promise<HistoryPlan> {
  const invariant = failed.violations[0]?.invariant;
  let plan = failed.plan;
  let tries = 0;
  const attempt = async (candidate: HistoryPlan): Promise<boolean> => {
    if (tries >= TRIES_MAX || isTime()) return false;
    tries += 1;
    const { violations } = await simulator.run(candidate);
    if (violations[0]?.invariant !== invariant) return false;
    plan = candidate;
    return true;
  };
  for (let before = -1; before !== sizeOf(plan) && tries < TRIES_MAX && !isTime(); ) {
    before = sizeOf(plan);
    for (const name of Object.keys(plan.rates)) await attempt({ ...plan, rates: { ...plan.rates, [name]: 0 } });
    plan = { ...plan, rates: Object.fromEntries(Object.entries(plan.rates).filter(([, rate]) => rate > 0)) };
    for (const incident of plan.incidents)
      await attempt({ ...plan, incidents: plan.incidents.filter((one) => one !== incident) });
    for (const act of plan.acts) await attempt({ ...plan, acts: plan.acts.filter((one) => one !== act) });
  }
  return plan;
}

function sizeOf({ acts, incidents, rates }: HistoryPlan): number {
  return acts.length + incidents.length + Object.keys(rates).length;
}
