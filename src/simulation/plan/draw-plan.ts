import { jobNames } from '#jobs/job-names.ts';
import { jobs } from '#jobs/registry.ts';
import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';
import {
  type FaultName,
  type Incident,
  incidents,
  stepFaults,
  type DrawnStepFault,
  type StepFault,
  type VendorFault,
  vendorFaults,
} from './fault-names.ts';
import { marketingJobs } from './marketing-jobs.ts';
import {
  type Actor,
  type HistoryPlan,
  type Mode,
  type Net,
  nets,
  type PlannedAct,
  type PlannedFailure,
  type PlannedIncident,
  type Start,
} from './history-plan.ts';
import { drawsMarketing, drawsPlainStore, drawsReturns } from './draw-merchant.ts';
import { drawReturnsPlan } from './draw-returns-plan.ts';
import { merchants } from './merchants.ts';

const FIRST_ACT_MS: Readonly<Record<Start, number>> = {
  settled: 300,
  'first-start': 2_500,
  'fresh-install': 2_500,
};
/** Most bugs that a long history can show, a short one can; and there is time for many more of them. */
const LENGTHS_MS = [2_000, 3_000, 4_000, 6_000] as const;
/** Rare courses of events need room. */
const LONG_LENGTHS_MS = [16_000, 45_000] as const;
const SHARE_OF_LONG = 0.03;
/** Whatever its length, something happens in a history. */
const ACTS_MIN = 2;
const ACTS_PER_10_S = 4;
/** Calls of one job that the exhaustive mode can reach; more than any job of the small world makes. */
const CALLS_MAX = 36;
/** Share of the histories with two processes: only then somebody takes over what another still holds. */
const SHARE_OF_TWO = 0.25;
const SHARE_OF_TWO_PAUSED = 0.7;
/** Ones that every history runs. */
const commonJobs = jobs.filter(({ name }) => !marketingJobs.has(name) && name !== jobNames.announceReturns);
/** Of twenty histories so many begin in each way. */
const STARTS: readonly Start[] = [
  ...Array.from({ length: 18 }, (): Start => 'settled'),
  'first-start',
  'fresh-install',
];
/** Of the faults that a history can have, each is on in this share of them. */
const SHARE_ON = 0.35;
const INCIDENT_SHARE = 0.14;

/** The greatest probability of each; the seed draws below it. Vendors: per call. Steps: per step or call. */
const RATES_MAX: Readonly<Record<VendorFault | DrawnStepFault, number>> = {
  latency: 0.5,
  throttled: 0.12,
  'server-error': 0.12,
  'timeout-before': 0.12,
  'timeout-after': 0.15,
  'late-effect': 0.15,
  malformed: 0.06,
  'truncated-page': 0.1,
  'stale-search': 0.4,
  'schema-drift': 0.05,
  'webhook-dropped': 0.7,
  'webhook-doubled': 0.5,
  'webhook-late': 0.6,
  killed: 0.004,
  paused: 0.01,
  'ledger-busy': 0.04,
  'commit-reply-lost': 0.03,
  'call-refused': 0.08,
  'call-cut-before': 0.08,
  'call-cut-after': 0.12,
  'call-rate-limited': 0.05,
  'webhook-day-late': 0.15,
};

/** What a planted bug asks of its histories. */
export interface PlanWishes {
  /** The nets that are off, instead of drawn ones. */
  readonly netsOff?: readonly Net[] | undefined;
  /** Long ones only. */
  readonly isLong?: boolean;
  /** Instead of a drawn one. */
  readonly hasMarketing?: boolean | undefined;
}

/** The history of a seed in a mode. */
export function drawPlan(seed: number, mode: Mode, wishes: PlanWishes = {}): HistoryPlan {
  if (Object.keys(wishes).length === 0 && drawsReturns(seed, mode)) return drawReturnsPlan(seed, mode);
  const draw = createSeededDraw(seed * 7_919 + mode.length);
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(draw() * values.length)];
    if (value === undefined) throw new RangeError('there is nothing to pick from');
    return value;
  };
  const start = pick(STARTS);
  const firstActMs = FIRST_ACT_MS[start];
  const isLong = mode !== 'exhaustive' && (wishes.isLong === true || draw() < SHARE_OF_LONG);
  const lengthMs = mode === 'exhaustive' ? LENGTHS_MS[0] : pick(isLong ? LONG_LENGTHS_MS : LENGTHS_MS);
  const calmAt = firstActMs + lengthMs;
  const netsOff = wishes.netsOff ?? (mode === 'nets-off' ? drawNets(pick) : []);
  const rates = mode === 'exhaustive' || mode === 'swizzle' ? {} : drawRates(draw, netsOff);
  // Who stands still loses what it holds to somebody else, if there is anybody.
  const instances = draw() < (rates.paused === undefined ? SHARE_OF_TWO : SHARE_OF_TWO_PAUSED) ? 2 : 1;
  const within: Span = { fromMs: firstActMs, lengthMs };
  const seedOf = (): number => Math.floor(draw() * 2 ** 31);
  const plan: HistoryPlan = {
    seed,
    mode,
    start,
    instances,
    ...pick(merchants),
    orderPageSize: pick([2, 50]),
    acts: drawActs(within, draw, seedOf),
    incidents:
      mode === 'exhaustive'
        ? []
        : mode === 'swizzle'
          ? drawSwizzle(within, draw, seedOf)
          : withOneClock(drawIncidents(within, netsOff, { draw, seedOf }), instances),
    rates,
    netsOff,
    failure: mode === 'exhaustive' ? failureOf(seed) : null,
    hasMarketing: wishes.hasMarketing ?? (wishes.isLong !== true && drawsMarketing(seed, mode)),
    oddities: wishes.isLong !== true && drawsPlainStore(seed, mode) ? ['plain-store'] : [],
    isCareful: draw() < 0.7,
    calmAt,
    mustConverge: mode !== 'safety',
  };
  return plan;
}

/** The part of a history in which something is done. */
interface Span {
  readonly fromMs: number;
  readonly lengthMs: number;
}

/** @param share in [0, 1). */
function momentIn({ fromMs, lengthMs }: Span, share: number): number {
  return Math.round(fromMs + share * lengthMs);
}

/** Every job, every call, once and for ever, one after the other as seeds go up. */
function failureOf(seed: number): PlannedFailure {
  const index = seed % (commonJobs.length * CALLS_MAX * 2);
  const job = commonJobs[index % commonJobs.length];
  if (job === undefined) throw new RangeError('there are no jobs');
  const rest = Math.floor(index / commonJobs.length);
  return { job: job.name, call: 1 + (rest % CALLS_MAX), once: rest < CALLS_MAX };
}

function drawNets(pick: <Value>(values: readonly Value[]) => Value): readonly Net[] {
  const net = pick(nets);
  // A sweep is a poll of everything: with it, polling would hide behind it.
  return net === 'polls' ? ['polls', 'sweeps'] : [net];
}

function drawActs(within: Span, draw: () => number, seedOf: () => number): readonly PlannedAct[] {
  const { lengthMs } = within;
  const count = ACTS_MIN + Math.round((lengthMs / 10_000) * ACTS_PER_10_S * (0.4 + draw()));
  return Array.from({ length: count }, (): PlannedAct => {
    const who = pickActor(draw());
    return { at: momentIn(within, draw()), who, seed: seedOf() };
  }).toSorted((left, right) => left.at - right.at);
}

function pickActor(dice: number): Actor {
  if (dice < 0.6) return 'customer';
  return dice < 0.78 ? 'warehouse' : 'depot';
}

/** Faults that only the missing net could repair; without it they would prove nothing. */
function needsNet(fault: FaultName, netsOff: readonly Net[]): boolean {
  if (netsOff.includes('janitor'))
    return /^(?:killed|commit-reply-lost|commits-rolled-back|queue-.*|restarted|second-instance|clock-jumped|paused)$/.test(
      fault,
    );
  return netsOff.includes('polls') && /^(?:webhook-.*|commits-rolled-back|unstocked)$/.test(fault);
}

function drawRates(draw: () => number, netsOff: readonly Net[]): HistoryPlan['rates'] {
  const rates: Partial<Record<VendorFault | StepFault, number>> = {};
  for (const name of [...vendorFaults, ...stepFaults]) {
    const on = draw() < SHARE_ON;
    const rate = draw() * RATES_MAX[name];
    if (on && !needsNet(name, netsOff)) rates[name] = rate;
  }
  if (netsOff.includes('webhooks')) rates['webhook-dropped'] = 1;
  return rates;
}

function drawIncidents(
  within: Span,
  netsOff: readonly Net[],
  { draw, seedOf }: { readonly draw: () => number; readonly seedOf: () => number },
): readonly PlannedIncident[] {
  return incidents
    .filter((kind) => draw() < INCIDENT_SHARE && !needsNet(kind, netsOff))
    .map((kind): PlannedIncident => ({
      at: momentIn(within, draw()),
      kind,
      seed: seedOf(),
    }))
    .toSorted((left, right) => left.at - right.at);
}

/** Where two processes share a ledger they go by its clock: what a machine's own clock does is for one that is alone. */
function withOneClock(drawn: readonly PlannedIncident[], instances: number): readonly PlannedIncident[] {
  const areTwo = instances > 1 || drawn.some(({ kind }) => kind === 'second-instance');
  return areTwo ? drawn.filter(({ kind }) => kind !== 'clock-jumped') : drawn;
}

/** All links go down one after the other; how long each stays away is drawn, so they come back in another order. */
function drawSwizzle(within: Span, draw: () => number, seedOf: () => number): readonly PlannedIncident[] {
  const kinds: readonly Incident[] = ['vendor-down', 'vendor-down', 'vendor-down', 'queue-full', 'restarted'];
  return kinds
    .map((kind, index): PlannedIncident => ({
      at: momentIn(within, (index + draw()) / kinds.length),
      kind,
      seed: seedOf() * 3 + index,
    }))
    .toSorted((left, right) => left.at - right.at);
}
