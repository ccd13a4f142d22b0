import { landmarks } from '../chronicle.ts';
import { faultNames } from '../plan/fault-names.ts';
import type { Campaign } from './run-campaign.ts';

/** With fewer histories chance alone may leave a fault out. */
const REACH_HISTORIES_MIN = 400;

/** The last line of the standard output. */
export interface CampaignFigures {
  readonly histories: number;
  readonly steps: number;
  readonly simulated_hours: number;
  readonly faults: number;
  readonly faults_by_kind: Readonly<Record<string, number>>;
  readonly violations: number;
  readonly planted_caught: number;
  readonly planted_total: number;
  readonly histories_per_minute: number;
  /** Bug -> histories until it was caught; null: it was not. */
  readonly planted: Readonly<Record<string, number | null>>;
  readonly unsteady: number;
  readonly from_seed: number;
  readonly commit: string;
}

export interface CampaignVerdict {
  readonly figures: CampaignFigures;
  /** Why the campaign failed, in sentences; empty when it did not. */
  readonly failures: readonly string[];
}

/** @param isWhole every mode was run, so that every fault and every branch can be asked for. */
export function judgeCampaign(
  { tally, historiesSeconds }: Campaign,
  { from, commit, isWhole }: { readonly from: number; readonly commit: string; readonly isWhole: boolean },
): CampaignVerdict {
  const caught = tally.planted.filter(({ caughtIn }) => caughtIn !== null);
  const figures: CampaignFigures = {
    histories: tally.histories,
    steps: tally.steps,
    simulated_hours: Number((tally.simulatedMs / 3_600_000).toFixed(1)),
    faults: [...tally.faults.values()].reduce((sum, count) => sum + count, 0),
    faults_by_kind: Object.fromEntries(faultNames.map((name) => [name, tally.faults.get(name) ?? 0])),
    violations: tally.failures.length,
    planted_caught: caught.length,
    planted_total: tally.planted.length,
    histories_per_minute: Math.round((tally.histories / historiesSeconds) * 60),
    planted: Object.fromEntries(tally.planted.map(({ id, caughtIn }) => [id, caughtIn])),
    unsteady: tally.unsteady,
    from_seed: from,
    commit,
  };
  const reachFailures =
    isWhole && tally.histories >= REACH_HISTORIES_MIN
      ? [
          ...faultNames.filter((name) => !tally.faults.has(name)).map((name) => `the fault ${name} never fired`),
          ...landmarks.filter((name) => !tally.reached.has(name)).map((name) => `no history reached "${name}"`),
        ]
      : [];
  return {
    figures,
    failures: [
      ...(tally.failures.length > 0 ? [`${tally.failures.length} histories broke an invariant`] : []),
      ...(tally.unsteady > 0 ? [`${tally.unsteady} seeds took another course the second time`] : []),
      ...reachFailures,
      ...tally.planted
        .filter(({ caughtIn }) => caughtIn === null)
        .map(({ id, tried }) => `the planted bug ${id} was not caught in ${tried} histories`),
    ],
  };
}
