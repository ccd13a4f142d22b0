import type { Landmark, Violation } from '../chronicle.ts';
import type { FaultName } from '../plan/fault-names.ts';
import type { HistoryResult } from '../history.ts';
import type { Mode } from '../plan/history-plan.ts';

/** A history in which something happened that must not. */
export interface Failure {
  readonly seed: number;
  readonly mode: Mode;
  readonly violations: readonly Violation[];
  /** The shortest history that still shows it, as a story; empty when there was no time to look for it. */
  readonly story: readonly string[];
}

/** What a worker reports of one history. */
export interface HistoryReport {
  readonly steps: number;
  readonly simulatedMs: number;
  readonly faults: readonly (readonly [FaultName, number])[];
  readonly reached: readonly Landmark[];
  readonly failure: Failure | null;
  /** The same seed took another course the second time. */
  readonly isUnsteady: boolean;
}

/** What a worker reports of one planted bug. */
export interface PlantedReport {
  readonly id: string;
  /** Null: not within its budget, or its share of the time. */
  readonly caughtIn: number | null;
  readonly tried: number;
  /** What gave it away. */
  readonly by: string;
}

export type WorkerMessage =
  | { readonly kind: 'history'; readonly report: HistoryReport }
  | { readonly kind: 'planted'; readonly report: PlantedReport };

/** The sum over a campaign. */
export interface Tally {
  histories: number;
  steps: number;
  simulatedMs: number;
  unsteady: number;
  readonly faults: Map<FaultName, number>;
  readonly reached: Set<Landmark>;
  readonly failures: Failure[];
  readonly planted: PlantedReport[];
}

export function createTally(): Tally {
  return {
    histories: 0,
    steps: 0,
    simulatedMs: 0,
    unsteady: 0,
    faults: new Map(),
    reached: new Set(),
    failures: [],
    planted: [],
  };
}

export function addReport(tally: Tally, message: WorkerMessage): void {
  if (message.kind === 'planted') {
    tally.planted.push(message.report);
    return;
  }
  const { steps, simulatedMs, faults, reached, failure, isUnsteady } = message.report;
  tally.histories += 1;
  tally.steps += steps;
  tally.simulatedMs += simulatedMs;
  if (isUnsteady) tally.unsteady += 1;
  for (const [name, count] of faults) tally.faults.set(name, (tally.faults.get(name) ?? 0) + count);
  for (const landmark of reached) tally.reached.add(landmark);
  if (failure !== null) tally.failures.push(failure);
}

export function toReport(result: HistoryResult, failure: Failure | null, isUnsteady: boolean): HistoryReport {
  return {
    steps: result.steps,
    simulatedMs: result.simulatedMs,
    faults: [...result.faults],
    reached: [...result.reached],
    failure,
    isUnsteady,
  };
}
