import { jobNames } from '#jobs/job-names.ts';
import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';
import { drawFocusedPlan, type Focus } from './draw-focused-plan.ts';
import type { HistoryPlan, Mode } from './history-plan.ts';
import { plenty } from './merchants.ts';

/** The depot ships what it is asked for, its parcels are heard of, the stores are told, and then goods come back. */
export const goodsComeBack: Focus = {
  acts: [
    { who: 'customer', what: 'buy', count: 6, fromMs: 0, untilMs: 300 },
    { who: 'depot', what: 'ship', count: 6, fromMs: 2_000, untilMs: 6_000 },
    { who: 'customer', what: 'send-back', count: 4, fromMs: 10_000, untilMs: 13_000 },
    { who: 'customer', what: 'call-off', count: 2, fromMs: 13_000, untilMs: 16_000 },
  ],
  lengthMs: 16_000,
  stock: plenty,
  oddities: ['takes-returns'],
};

/** Calls about returns at the depot, by its names and by ours, and the steps of the job that makes them. */
const THEIRS = '^returns\\.';
const OURS = 'returns\\.|announce-returns';

/** What may stand in the way: one at a time, so that the goods get as far as coming back. */
const weathers: readonly Pick<Focus, 'rates' | 'aims' | 'incidents' | 'instances'>[] = [
  {},
  {
    rates: { 'timeout-after': 0.3, 'stale-search': 0.5 },
    aims: { 'timeout-after': THEIRS, 'stale-search': THEIRS },
  },
  { rates: { 'late-effect': 0.3 }, aims: { 'late-effect': THEIRS } },
  {
    rates: { 'timeout-before': 0.3, 'server-error': 0.2 },
    aims: { 'timeout-before': THEIRS, 'server-error': THEIRS },
  },
  { rates: { throttled: 0.2, malformed: 0.2 }, aims: { throttled: THEIRS, malformed: THEIRS } },
  { rates: { 'call-cut-after': 0.3 }, aims: { 'call-cut-after': OURS } },
  { rates: { killed: 0.05 }, aims: { killed: OURS } },
  { rates: { paused: 0.05 }, aims: { paused: OURS }, instances: 2 },
  { rates: { 'webhook-dropped': 0.6, 'webhook-doubled': 0.3 } },
  { incidents: ['commits-rolled-back'] },
  { incidents: ['restarted', 'queue-flushed'] },
];

/** More than the calls that the job makes. */
const CALLS_MAX = 12;

/** A history in which goods come back, in a weather of its own; in the exhaustive mode one call of the job fails. */
export function drawReturnsPlan(seed: number, mode: Mode): HistoryPlan {
  const draw = createSeededDraw(seed * 49_979_687);
  const isExhaustive = mode === 'exhaustive';
  const weather = isExhaustive ? undefined : weathers[Math.floor(draw() * weathers.length)];
  const plan = drawFocusedPlan(seed, mode, { focus: { ...goodsComeBack, ...weather }, netsOff: [] });
  if (!isExhaustive) return plan;
  const call = 1 + Math.floor(draw() * CALLS_MAX);
  return { ...plan, failure: { job: jobNames.announceReturns, call, once: draw() < 0.5 } };
}
