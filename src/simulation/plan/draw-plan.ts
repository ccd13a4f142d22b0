import { jobs } from '#jobs/registry.ts';
import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';
import {
  type FaultName,
  type Incident,
  incidents,
  stepFaults,
  type StepFault,
  type VendorFault,
  vendorFaults,
} from './fault-names.ts';
import {
  type Actor,
  type HistoryPlan,
  type Mode,
  type Net,
  nets,
  type PlannedAct,
  type PlannedFailure,
  type PlannedIncident,
} from './history-plan.ts';

const SKU_COUNT = 3;
const UNITS_MAX = 7;
const FIRST_ACT_MS = 2_500;
/** Most bugs that a long history can show, a short one can; and there is time for more of them. */
const LENGTHS_MS = [9_000, 9_000, 14_000, 24_000, 60_000] as const;
const ACTS_PER_10_S = 2.6;
/** Calls of one job that the exhaustive mode can reach; more than any job of the small world makes. */
const CALLS_MAX = 36;
/** Of the faults that a history can have, each is on in this share of them. */
const SHARE_ON = 0.35;
const INCIDENT_SHARE = 0.14;

/** The greatest probability of each; the seed draws below it. Vendors: per call. Steps: per step or call. */
const RATES_MAX: Readonly<Record<VendorFault | StepFault, number>> = {
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
  paused: 0.0015,
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
  /** Long ones only: rare courses of events need room. */
  readonly isLong?: boolean;
}

/** The history of a seed in a mode. */
export function drawPlan(seed: number, mode: Mode, wishes: PlanWishes = {}): HistoryPlan {
  const draw = createSeededDraw(seed * 7_919 + mode.length);
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(draw() * values.length)];
    if (value === undefined) throw new RangeError('there is nothing to pick from');
    return value;
  };
  const calmAt =
    mode === 'exhaustive' ? LENGTHS_MS[0] : pick(wishes.isLong === true ? LENGTHS_MS.slice(-2) : LENGTHS_MS);
  const netsOff = wishes.netsOff ?? (mode === 'nets-off' ? drawNets(pick) : []);
  const seedOf = (): number => Math.floor(draw() * 2 ** 31);
  const plan: HistoryPlan = {
    seed,
    mode,
    odooVersion: pick([18, 18, 19, 17]),
    stock: Array.from(
      { length: SKU_COUNT },
      () => [Math.floor(draw() * UNITS_MAX), Math.floor(draw() * 4)] as const,
    ),
    orderPageSize: pick([2, 50]),
    acts: drawActs(calmAt, draw, seedOf),
    incidents:
      mode === 'exhaustive'
        ? []
        : mode === 'swizzle'
          ? drawSwizzle(calmAt, draw, seedOf)
          : drawIncidents(calmAt, netsOff, { draw, seedOf }),
    rates: mode === 'exhaustive' || mode === 'swizzle' ? {} : drawRates(draw, netsOff),
    netsOff,
    failure: mode === 'exhaustive' ? failureOf(seed) : null,
    isCareful: draw() < 0.7,
    calmAt,
    mustConverge: mode !== 'safety',
  };
  return plan;
}

/** Every job, every call, once and for ever, one after the other as seeds go up. */
function failureOf(seed: number): PlannedFailure {
  const index = seed % (jobs.length * CALLS_MAX * 2);
  const job = jobs[index % jobs.length];
  if (job === undefined) throw new RangeError('there are no jobs');
  const rest = Math.floor(index / jobs.length);
  return { job: job.name, call: 1 + (rest % CALLS_MAX), once: rest < CALLS_MAX };
}

function drawNets(pick: <Value>(values: readonly Value[]) => Value): readonly Net[] {
  const net = pick(nets);
  // A sweep is a poll of everything: with it, polling would hide behind it.
  return net === 'polls' ? ['polls', 'sweeps'] : [net];
}

function drawActs(lengthMs: number, draw: () => number, seedOf: () => number): readonly PlannedAct[] {
  const count = Math.max(2, Math.round((lengthMs / 10_000) * ACTS_PER_10_S * (0.4 + draw())));
  return Array.from({ length: count }, (): PlannedAct => {
    const who: Actor = draw() < 0.68 ? 'customer' : 'warehouse';
    return { at: Math.round(FIRST_ACT_MS + draw() * (lengthMs - FIRST_ACT_MS)), who, seed: seedOf() };
  }).toSorted((left, right) => left.at - right.at);
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
  lengthMs: number,
  netsOff: readonly Net[],
  { draw, seedOf }: { readonly draw: () => number; readonly seedOf: () => number },
): readonly PlannedIncident[] {
  return incidents
    .filter((kind) => draw() < INCIDENT_SHARE && !needsNet(kind, netsOff))
    .map((kind): PlannedIncident => ({
      at: Math.round(FIRST_ACT_MS + draw() * (lengthMs - FIRST_ACT_MS)),
      kind,
      seed: seedOf(),
    }))
    .toSorted((left, right) => left.at - right.at);
}

/** All links go down one after the other; how long each stays away is drawn, so they come back in another order. */
function drawSwizzle(lengthMs: number, draw: () => number, seedOf: () => number): readonly PlannedIncident[] {
  const kinds: readonly Incident[] = ['vendor-down', 'vendor-down', 'vendor-down', 'queue-full', 'restarted'];
  return kinds
    .map((kind, index): PlannedIncident => ({
      at: Math.round(FIRST_ACT_MS + ((index + draw()) * (lengthMs - FIRST_ACT_MS)) / kinds.length),
      kind,
      seed: seedOf() * 3 + index,
    }))
    .toSorted((left, right) => left.at - right.at);
}
