import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallFate } from './edges/sender-port.ts';
import type { Chronicle } from './chronicle.ts';
import type { FaultName, StepFault } from './plan/fault-names.ts';
import type { HistoryPlan } from './plan/history-plan.ts';
import type { SimulatedProcess, StepWatcher } from './process.ts';
import type { Timeline } from './timeline.ts';

/** Beyond every lease, and often beyond the janitor's patience with what was handed over. */
const PAUSE_MIN_MS = 22_000;
const PAUSE_MAX_MS = 110_000;

/** The faults that can happen at any step, as the plan's rates say. */
export interface Weather {
  readonly watch: StepWatcher;
  readonly fateOfTransaction: (kind: 'read' | 'write') => 'done' | 'busy' | 'reply-lost';
  /** Where a history aims at certain commits: whether the answer to this one, of this name, is lost. */
  readonly isReplyLost: (name: string) => boolean;
  readonly fateOfCall: (process: SimulatedProcess, operation: string) => CallFate;
  readonly hasQueueFailed: () => boolean;
  /** Draws once for this fault; a hit is told. */
  roll(name: StepFault, detail?: string): boolean;
  isCalm(): boolean;
  /** Everything in `run` is known to belong to this job. */
  readonly inJob: <Result>(job: string, run: () => Promise<Result>) => Promise<Result>;
}

export interface WeatherEdges {
  readonly plan: HistoryPlan;
  readonly timeline: Timeline;
  readonly chronicle: Chronicle;
  readonly startAt: number;
  readonly onKill: (process: SimulatedProcess) => void;
}

/** A process that stands still matters most while it holds a subject and is about to act: those are few of its steps. */
const WHILE_HOLDING = /answered$|^work\.lease|startSending/;
const HOLDING_WEIGHT = 6;

const runningJob = new AsyncLocalStorage<string>();

export function createWeather({ plan, timeline, chronicle, startAt, onKill }: WeatherEdges): Weather {
  const calmAt = startAt + plan.calmAt;
  const { failure, rates } = plan;
  const aims: Partial<Record<string, RegExp>> = Object.fromEntries(
    Object.entries(plan.aims ?? {}).map(([name, aim]) => [name, new RegExp(aim)]),
  );
  const isAimed = (name: StepFault): boolean => aims[name] !== undefined;
  let callsOfJob = 0;
  const isCalm = (): boolean => timeline.now() >= calmAt;
  const roll = (name: StepFault, detail?: string, weight = 1): boolean => {
    const rate = rates[name] ?? 0;
    if (rate === 0 || isCalm() || aims[name]?.test(detail ?? '') === false) return false;
    if (timeline.draw() >= rate * weight) return false;
    chronicle.fault(name satisfies FaultName, detail);
    return true;
  };
  /** The exhaustive mode: counts the calls of one job to the outside. */
  const fails = (call: string): boolean => {
    if (failure === null || isCalm() || runningJob.getStore() !== failure.job) return false;
    callsOfJob += 1;
    const hit = failure.once ? callsOfJob === failure.call : callsOfJob >= failure.call;
    if (hit) chronicle.fault('call-of-job-failed', `${failure.job}, call ${callsOfJob}: ${call}`);
    return hit;
  };
  return {
    roll,
    isCalm,
    inJob: (job, run) => (failure === null ? run() : runningJob.run(job, run)),
    watch(process, step) {
      chronicle.step(process.name, step);
      if (roll('killed', `${process.name} at "${step}"`)) onKill(process);
      else if (roll('paused', `${process.name} at "${step}"`, WHILE_HOLDING.test(step) ? HOLDING_WEIGHT : 1))
        process.pause(PAUSE_MIN_MS + timeline.draw() * (PAUSE_MAX_MS - PAUSE_MIN_MS));
    },
    fateOfTransaction(kind) {
      if (fails(kind) || roll('ledger-busy')) return 'busy';
      const isDrawn = kind === 'write' && !isAimed('commit-reply-lost');
      return isDrawn && roll('commit-reply-lost') ? 'reply-lost' : 'done';
    },
    isReplyLost: (name) => isAimed('commit-reply-lost') && roll('commit-reply-lost', name),
    fateOfCall(process, operation) {
      // By turns, so that both are tried at every call.
      if (fails(operation)) return callsOfJob % 2 === 0 ? 'cut-before' : 'cut-after';
      const detail = `${process.name}, ${operation}`;
      if (roll('call-refused', detail)) return 'refused';
      if (roll('call-cut-before', detail)) return 'cut-before';
      if (roll('call-cut-after', detail)) return 'cut-after';
      return roll('call-rate-limited', detail) ? 'rate-limited' : 'arrives';
    },
    hasQueueFailed: () => fails('queue') || roll('queue-refused'),
  };
}
