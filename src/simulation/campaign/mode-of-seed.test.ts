import { expect, test } from 'vitest';
import { drawPlan } from '../plan/draw-plan.ts';
import { modes } from '../plan/history-plan.ts';
import { modeOf } from './mode-of-seed.ts';

const plans = Array.from({ length: 4_000 }, (_value, seed) => drawPlan(seed, modeOf(seed)));

test('a campaign has histories of every mode, of every start, and of one process and two', () => {
  expect(new Set(plans.map(({ mode }) => mode))).toEqual(new Set(modes));
  expect(new Set(plans.map(({ start }) => start)).size).toBe(3);
  expect(new Set(plans.map(({ instances }) => instances)).size).toBe(2);
});

test('of the liveness histories of a campaign about one in eight has a tool that writes to customers (I20)', () => {
  const lively = plans.filter(({ mode }) => mode === 'liveness');
  const share = lively.filter(({ hasMarketing }) => hasMarketing).length / lively.length;
  expect(share).toBeGreaterThan(0.08);
  expect(share).toBeLessThan(0.18);
});
