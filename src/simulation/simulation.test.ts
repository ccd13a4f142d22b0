import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectors } from '#connectors/registry.ts';
import { jobs } from '#jobs/registry.ts';
import { createSimulator, type Simulator } from './history.ts';
import { keptSeeds } from './kept-seeds.ts';
import { drawPlan } from './plan/draw-plan.ts';
import { drawReturnsPlan } from './plan/draw-returns-plan.ts';
import { allBugs } from './planted/all-bugs.ts';
import { planOf } from './planted/plan-of.ts';
import { witnesses } from './planted/witnesses.ts';
import { modes } from './plan/history-plan.ts';
import { simulatedConnectors } from './world/configuration.ts';

const SEEDS_MAX = 80;
/** They show between them what is rare; a change of what is played costs time here, and nothing else. */
const RICH_SEEDS = [35, 18];
/** Somebody is erased where this bug shows itself. */
const ERASING = 'tombstone-not-checked';
/** So many mistakes at least must be known to be seen. */
const BUGS_MIN = 30;

test('every registered job and connector is run by the simulation', { timeout: 300_000 }, async () => {
  const simulator = await createSimulator();
  const missing = new Set(jobs.map(({ name }) => name));
  const seeds = new Set([...RICH_SEEDS, ...Array.from({ length: SEEDS_MAX }, (_, at) => at + 1)]);
  const erasing = allBugs
    .filter(({ id }) => id === ERASING)
    .map((bug) => planOf(bug, witnesses[bug.id] ?? 1));
  const returning = drawReturnsPlan(1, 'liveness');
  const drawn = [...seeds].flatMap((seed) => [
    drawPlan(seed, 'liveness', { hasMarketing: true }),
    drawPlan(seed, 'liveness', { isLong: true }),
  ]);
  for (const plan of [...erasing, returning, ...drawn]) {
    if (missing.size === 0) break;
    for (const name of (await simulator.run(plan)).jobs) missing.delete(name);
  }
  await simulator.close();
  expect([...missing]).toEqual([]);
  expect(simulatedConnectors()).toEqual(connectors.map(({ name }) => name).toSorted());
});

test(
  'the same seed takes the same course, in every mode, whatever ran before',
  { timeout: 120_000 },
  async () => {
    const [first, second] = [await createSimulator(), await createSimulator()];
    const plans = modes.flatMap((mode) => [drawPlan(21, mode), drawPlan(22, mode)]);
    const hashesOf = async (simulator: typeof first, order: typeof plans): Promise<Map<object, string>> => {
      const hashes = new Map<object, string>();
      for (const plan of order) hashes.set(plan, (await simulator.run(plan)).hash);
      return hashes;
    };
    const there = await hashesOf(first, plans);
    const back = await hashesOf(second, plans.toReversed());
    await first.close();
    await second.close();
    for (const plan of plans) expect(back.get(plan), `${plan.mode} ${plan.seed}`).toBe(there.get(plan));
    expect(new Set(there.values()).size).toBe(plans.length);
  },
);

test(
  'a story tells what people did and what went wrong, and costs the course nothing',
  { timeout: 60_000 },
  async () => {
    const simulator = await createSimulator();
    const plan = drawPlan(23, 'liveness');
    const silent = await simulator.run(plan);
    const told = await simulator.run(plan, { keepsStory: true });
    await simulator.close();
    expect(silent.lines).toEqual([]);
    expect(told.hash).toBe(silent.hash);
    expect(told.lines.join('\n')).toMatch(/p1 starts[^]*the faults are over/);
  },
);

describe('kept seeds', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await createSimulator();
  });
  afterAll(() => simulator.close());

  test.each(keptSeeds)(
    'seed $seed in mode $mode stays mended: $found',
    { timeout: 60_000 },
    async ({ seed, mode }) => {
      const { violations } = await simulator.run(drawPlan(seed, mode));
      expect(violations).toEqual([]);
    },
  );
});

test(
  'what gives a planted bug away is the bug: without it the same history is clean, for a third of them',
  { timeout: 300_000 },
  async () => {
    const simulator = await createSimulator();
    const unclean: string[] = [];
    const played = new Set<string>();
    for (const [id, seed] of Object.entries(witnesses).filter((_, at) => at % 3 === 1)) {
      const bug = allBugs.find((one) => one.id === id);
      expect(bug, id).toBeDefined();
      if (bug === undefined) continue;
      const plan = planOf(bug, seed);
      // Several bugs show in one history; it is the same without any of them.
      const history = JSON.stringify(plan);
      if (played.has(history)) continue;
      played.add(history);
      const { violations } = await simulator.run(plan);
      if (violations.length > 0) unclean.push(`${id}: ${violations[0]?.detail ?? ''}`);
    }
    await simulator.close();
    expect(unclean).toEqual([]);
    expect(Object.keys(witnesses).length).toBeGreaterThanOrEqual(BUGS_MIN);
  },
);
