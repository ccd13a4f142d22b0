import type { FaultKind } from '#sdk/sandbox/fault-board.ts';
import type { DiaryKind } from './verdict/fault-diary.ts';

export const faultLevelNames = ['none', 'some', 'storm'] as const;
export type FaultLevelName = (typeof faultLevelNames)[number];

export type Incident = 'redis-flushed' | 'engine-killed' | 'down';

export interface FaultLevel {
  /** Share of the calls, from 0 to 1, at every vendor. */
  readonly calls: Partial<Record<FaultKind, number>>;
  /** Share of the webhooks. */
  readonly webhooks: Partial<Record<FaultKind, number>>;
  /** What happens once, and when, as a share of the run. */
  readonly incidents: readonly { readonly kind: Incident; readonly atShare: number }[];
}

/** How long a vendor stays down. */
export const DOWN_MS = 10_000;

const storm: FaultLevel = {
  // 429 and 5xx together are one call in twenty.
  calls: {
    throttled: 0.01,
    'server-error': 0.04,
    'timeout-before': 0.02,
    'timeout-after': 0.02,
    'late-effect': 0.01,
  },
  webhooks: { 'webhook-dropped': 0.2, 'webhook-doubled': 0.3, 'webhook-late': 0.3 },
  incidents: [
    { kind: 'redis-flushed', atShare: 0.3 },
    { kind: 'engine-killed', atShare: 0.5 },
    { kind: 'down', atShare: 0.7 },
  ],
};

/** A fifth of the rates, and nothing is killed. */
const some: FaultLevel = { calls: fifthOf(storm.calls), webhooks: fifthOf(storm.webhooks), incidents: [] };

export const faultLevels: Readonly<Record<FaultLevelName, FaultLevel>> = {
  none: { calls: {}, webhooks: {}, incidents: [] },
  some,
  storm,
};

/** The kinds that must have fired by the end of a run of this level. */
export function wantedFaults({ calls, webhooks, incidents }: FaultLevel): readonly DiaryKind[] {
  return [...kindsOf(calls), ...kindsOf(webhooks), ...incidents.map(({ kind }) => kind)];
}

export function kindsOf(rates: Partial<Record<FaultKind, number>>): readonly FaultKind[] {
  return Object.keys(rates) as FaultKind[];
}

function fifthOf(rates: Partial<Record<FaultKind, number>>): Partial<Record<FaultKind, number>> {
  return Object.fromEntries(Object.entries(rates).map(([kind, rate]) => [kind, rate / 5]));
}
