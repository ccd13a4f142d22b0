import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { EffectState } from '#domain/effect-state.ts';

/** `unverified`: wrong signature. `unknown`: no such connection. `unusable`: signed, stored, parked. */
export type ReceiptLabel =
  | 'stored'
  | 'duplicate'
  | 'unusable'
  | 'unverified'
  | 'unknown'
  | 'too-large'
  | 'busy'
  | 'failed';

/**
 * What the process counts. Labels are names of the configuration and constants of the code, never ids or people; SKUs only
 * where so few are named that their number is a constant, too.
 */
export interface Metrics {
  readonly registry: Registry;
  receipt(receipt: {
    readonly connection: string;
    readonly outcome: ReceiptLabel;
    readonly seconds?: number;
  }): void;
  /** One call to a vendor. `outcome`: `ok`, or the kind of the error. */
  call(call: {
    readonly connection: string;
    readonly operation: string;
    readonly outcome: string;
    readonly seconds: number;
  }): void;
  effect(operation: string, connection: string, state: EffectState): void;
  /** One run of a job. */
  run(run: {
    readonly connection: string;
    readonly job: string;
    readonly outcome: string;
    readonly seconds: number;
    readonly subjects: number;
  }): void;
  /** How full the process is, and what that leaves to runs that can wait. */
  pressure(pressure: { readonly busy: number; readonly runsMax: number }): void;
  /** Facts that are read when somebody asks; see `collectLedger`. */
  readonly gauges: LedgerGauges;
}

export interface LedgerGauges {
  readonly dirty: Gauge;
  readonly parked: Gauge;
  readonly oldestSeconds: Gauge;
  readonly effects: Gauge;
  readonly events: Gauge;
  readonly discrepancies: Gauge;
  readonly paused: Gauge;
  readonly brakes: Gauge;
  readonly commits: Gauge;
  readonly diskFree: Gauge;
  readonly bucket: Gauge;
  readonly breaker: Gauge;
  readonly riskUnits: Gauge;
  readonly riskMoney: Gauge;
  readonly propagationSeconds: Gauge;
}

const RECEIPT_BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const CALL_BUCKETS_S = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Each look wakes the process: a hundred a second, as the library has it, cost an idle one a third of all it uses. */
const LAG_PRECISION_MS = 50;

/** What the library reads of a process is watched for as long as it lives, so it is watched once. */
let ofProcess: Registry | undefined;
function metricsOfProcess(): Registry {
  if (ofProcess !== undefined) return ofProcess;
  ofProcess = new Registry();
  collectDefaultMetrics({ register: ofProcess, eventLoopMonitoringPrecision: LAG_PRECISION_MS });
  return ofProcess;
}

/** What an engine counts is its own, so that two of them in one process do not share numbers. */
export function createMetrics({ version }: { readonly version: string }): Metrics {
  const own = new Registry();
  const registers = [own];
  const receipts = new Counter({
    name: 'syncline_webhook_received_total',
    help: 'Webhook requests by outcome.',
    labelNames: ['connection', 'outcome'],
    registers,
  });
  const receiptSeconds = new Histogram({
    name: 'syncline_webhook_ack_seconds',
    help: 'From the whole request to its answer.',
    buckets: RECEIPT_BUCKETS_S,
    registers,
  });
  const calls = new Counter({
    name: 'syncline_vendor_calls_total',
    help: 'Calls to vendors by outcome.',
    labelNames: ['connection', 'operation', 'outcome'],
    registers,
  });
  const callSeconds = new Histogram({
    name: 'syncline_vendor_seconds',
    help: 'How long vendors take to answer.',
    labelNames: ['connection'],
    buckets: CALL_BUCKETS_S,
    registers,
  });
  const outcomes = new Counter({
    name: 'syncline_effect_outcomes_total',
    help: 'Writes to vendors as they were settled.',
    labelNames: ['connection', 'operation', 'state'],
    registers,
  });
  const runs = new Counter({
    name: 'syncline_job_runs_total',
    help: 'Runs of jobs by outcome.',
    labelNames: ['connection', 'job', 'outcome'],
    registers,
  });
  const subjects = new Counter({
    name: 'syncline_job_subjects_total',
    help: 'Subjects that runs of jobs took.',
    labelNames: ['connection', 'job'],
    registers,
  });
  const runSeconds = new Histogram({
    name: 'syncline_job_seconds',
    help: 'How long runs of jobs take.',
    labelNames: ['job'],
    buckets: CALL_BUCKETS_S,
    registers,
  });
  const busyShare = new Gauge({
    name: 'syncline_busy_share',
    help: 'Share of the last moment in which the process had something to do.',
    registers,
  });
  const runsMax = new Gauge({
    name: 'syncline_waiting_runs_max',
    help: 'Runs per connection, of jobs that can wait, that may be under way at once.',
    registers,
  });
  new Gauge({
    name: 'syncline_build_info',
    help: 'The running version.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.version }, 1);
  const gauges = createGauges(registers);
  return {
    registry: Registry.merge([metricsOfProcess(), own]),
    gauges,
    receipt({ connection, outcome, seconds }) {
      receipts.inc({ connection, outcome });
      if (seconds !== undefined) receiptSeconds.observe(seconds);
    },
    call({ connection, operation, outcome, seconds }) {
      calls.inc({ connection, operation, outcome });
      callSeconds.observe({ connection }, seconds);
    },
    effect: (operation, connection, state) => {
      outcomes.inc({ connection, operation, state });
    },
    pressure(pressure) {
      busyShare.set(pressure.busy);
      runsMax.set(pressure.runsMax);
    },
    run({ connection, job, outcome, seconds, subjects: count }) {
      runs.inc({ connection, job, outcome });
      subjects.inc({ connection, job }, count);
      runSeconds.observe({ job }, seconds);
    },
  };
}

function createGauges(registers: Registry[]): LedgerGauges {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `syncline_${name}`, help, labelNames, registers });
  return {
    dirty: gauge('work_dirty', 'Work that is due or under way.', ['connection', 'job']),
    parked: gauge('work_parked', 'Work that a person must look at.', ['connection', 'job']),
    oldestSeconds: gauge('work_oldest_seconds', 'Age of the oldest work that is not done.', [
      'connection',
      'job',
    ]),
    effects: gauge('effects', 'Writes to vendors by state.', ['connection', 'operation', 'state']),
    events: gauge('events', 'Stored webhooks by state.', ['connection', 'state']),
    discrepancies: gauge('discrepancies', 'Differences that outlived their grace period.', ['type', 'state']),
    paused: gauge('connection_paused', '1 while the connection is paused.', ['connection', 'by']),
    brakes: gauge('brakes_held', 'Mass changes that wait for an approval.', ['connection']),
    commits: gauge('ledger_commits', 'Commits of this process.'),
    diskFree: gauge('disk_free_bytes', 'Free space where the ledger lies.'),
    bucket: gauge('vendor_bucket_level', "What is left of the vendor's limit.", ['connection']),
    breaker: gauge('vendor_breaker_open', '1 while calls are held back.', ['connection']),
    riskUnits: gauge(
      'oversell_risk_units',
      'Units that a channel may oversell, in 99 of 100 cases at most; the largest risks only.',
      ['connection', 'sku'],
    ),
    riskMoney: gauge(
      'oversell_risk_money',
      'What these units cost, in units of the currency; the largest risks only.',
      ['connection', 'sku', 'currency'],
    ),
    propagationSeconds: gauge(
      'stock_propagation_seconds',
      'From the record of a sale elsewhere to the confirmed lower number here, moving mean.',
      ['connection'],
    ),
  };
}
