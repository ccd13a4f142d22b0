import type { Incident, StepFault, VendorFault } from './fault-names.ts';

/**
 * `safety`: faults throughout, what must never happen is looked for at each step. `liveness`: faults stop, and everything
 * must converge. `nets-off`: the same with one safety net switched off, so that the layer below is tested alone. `swizzle`:
 * links stop one by one and come back in another order. `exhaustive`: for one job, the n-th call to the outside fails.
 */
export const modes = ['safety', 'liveness', 'nets-off', 'swizzle', 'exhaustive'] as const;
export type Mode = (typeof modes)[number];

/** Safety nets that can be switched off. */
export const nets = ['webhooks', 'polls', 'sweeps', 'janitor'] as const;
export type Net = (typeof nets)[number];

/**
 * How Syncline is found when a history begins: at rest after an earlier run, its schedules in the queue; at its very first
 * start in an app that was installed before; or at the first start of an app that has yet to subscribe to webhooks.
 */
export type Start = 'settled' | 'first-start' | 'fresh-install';

/** What each of them can do. */
export const deeds = {
  customer: ['buy', 'remove', 'cancel', 'refund', 'pay', 'touch', 'sorry', 'send-back', 'call-off'],
  warehouse: ['ship', 'receive', 'lose'],
  depot: ['stow', 'hold', 'pick', 'ship'],
} as const;
export type Actor = keyof typeof deeds;
export type Deed<Who extends Actor = Actor> = (typeof deeds)[Who][number];

/** Somebody does something. What, is drawn when the time has come, by a chance of its own: acts can be left out one by one. */
export interface PlannedAct {
  /** Milliseconds since the history began. */
  readonly at: number;
  readonly who: Actor;
  readonly seed: number;
  /** Not drawn but this, if it can be done then. */
  readonly what?: Deed;
}

export interface PlannedIncident {
  readonly at: number;
  readonly kind: Incident;
  readonly seed: number;
}

/** One job's n-th call to the outside fails; `once` or until the faults end. */
export interface PlannedFailure {
  readonly job: string;
  /** From 1. */
  readonly call: number;
  readonly once: boolean;
}

/**
 * What some merchants have and most have not. `plain-store`: the second store takes any number, whatever it shows, for its API cannot
 * compare. `uneven-index`: changes come into the stores' search one by one, each late by a time of its own. `tight-brake`: few
 * numbers may move far before a person is asked. `takes-returns`: the stores agree to take goods back before they arrive, and whoever
 * shipped them is told.
 */
export const oddities = ['plain-store', 'uneven-index', 'tight-brake', 'takes-returns'] as const;
export type Oddity = (typeof oddities)[number];

/** Everything that decides a history: equal plans run alike to the last step. */
export interface HistoryPlan {
  readonly seed: number;
  readonly mode: Mode;
  readonly start: Start;
  /** Processes of Syncline from the start on. */
  readonly instances: 1 | 2;
  readonly odooVersion: 17 | 18 | 19;
  /** Units of each SKU in each warehouse, and in the depot. */
  readonly stock: readonly (readonly [number, number, number])[];
  /** Orders per page of a poll: small, so that polls have several pages. */
  readonly orderPageSize: number;
  readonly acts: readonly PlannedAct[];
  readonly incidents: readonly PlannedIncident[];
  /** Probability per call, per webhook or per step. */
  readonly rates: Readonly<Partial<Record<VendorFault | StepFault, number>>>;
  /** Patterns: the fault hits only calls, webhooks or steps of such a name. Absent: all. */
  readonly aims?: Readonly<Partial<Record<VendorFault | StepFault, string>>>;
  readonly netsOff: readonly Net[];
  readonly failure: PlannedFailure | null;
  /** One of the stores feeds a tool that writes to customers, and people say yes and no. */
  readonly hasMarketing: boolean;
  readonly oddities?: readonly Oddity[];
  /** The warehouse ships only what both ends agree on, so that nothing may stay disputed. */
  readonly isCareful: boolean;
  /** From here on there are no faults. */
  readonly calmAt: number;
  /** Whether everything must converge after that. */
  readonly mustConverge: boolean;
  /** Within so long; absent: within ten minutes. */
  readonly patienceMs?: number;
}
