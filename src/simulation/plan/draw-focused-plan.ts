import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';
import type { Incident } from './fault-names.ts';
import type { Actor, Deed, HistoryPlan, Mode, Net, Oddity, PlannedAct, Start } from './history-plan.ts';
import { merchants } from './merchants.ts';

/** Acts that a focused history holds for certain; when exactly, and by whom of the stores, is drawn. */
export type WantedActs = {
  [Who in Actor]: {
    readonly who: Who;
    readonly count: number;
    /** Drawn anew for each act when it is left out. */
    readonly what?: Deed<Who>;
    /** Milliseconds since the first moment at which something is done. Default: the whole of `lengthMs`. */
    readonly fromMs?: number;
    readonly untilMs?: number;
  };
}[Actor];

/**
 * What a history must hold so that one planted bug can show itself, and nothing that could hide it: a course of events
 * that is rare in a blind draw is common here, whatever else comes into the world.
 */
export interface Focus {
  readonly acts: readonly WantedActs[];
  /** The faults at these rates, and no others. Default: none. */
  readonly rates?: HistoryPlan['rates'];
  readonly aims?: HistoryPlan['aims'];
  /** Each happens once, at a drawn moment: within the whole, or before `incidentsUntilMs`. */
  readonly incidents?: readonly Incident[];
  readonly incidentsUntilMs?: number;
  /** How long something is done, and faults last. Default: 3,000. */
  readonly lengthMs?: number;
  readonly start?: Start;
  readonly instances?: 1 | 2;
  readonly orderPageSize?: number;
  /** Default: the first of the merchants. */
  readonly stock?: HistoryPlan['stock'];
  readonly odooVersion?: HistoryPlan['odooVersion'];
  readonly oddities?: readonly Oddity[];
  /** Default: yes. */
  readonly isCareful?: boolean;
}

const FIRST_ACT_MS = 300;
const LENGTH_MS = 3_000;
const PAGE_SIZE = 50;
/** Longer than a quarantine, two polls and a sweep; who does not agree by then is seen to. */
const PATIENCE_MS = 180_000;

/** The history of a seed under a focus. */
export function drawFocusedPlan(
  seed: number,
  mode: Mode,
  {
    focus,
    netsOff,
    hasMarketing = false,
  }: { readonly focus: Focus; readonly netsOff: readonly Net[]; readonly hasMarketing?: boolean | undefined },
): HistoryPlan {
  const draw = createSeededDraw(seed * 7_919 + mode.length);
  const [merchant] = merchants;
  if (merchant === undefined) throw new RangeError('there are no merchants');
  const { lengthMs = LENGTH_MS, rates = {}, isCareful = true } = focus;
  const seedOf = (): number => Math.floor(draw() * 2 ** 31);
  const momentIn = (fromMs: number, untilMs: number): number =>
    Math.round(FIRST_ACT_MS + fromMs + draw() * (untilMs - fromMs));
  const acts = focus.acts.flatMap(({ who, what, count, fromMs = 0, untilMs = lengthMs }) =>
    Array.from({ length: count }, (): PlannedAct => ({
      at: momentIn(fromMs, untilMs),
      who,
      seed: seedOf(),
      ...(what === undefined ? {} : { what }),
    })),
  );
  return {
    seed,
    mode,
    start: focus.start ?? 'settled',
    instances: focus.instances ?? 1,
    odooVersion: focus.odooVersion ?? merchant.odooVersion,
    stock: focus.stock ?? merchant.stock,
    orderPageSize: focus.orderPageSize ?? PAGE_SIZE,
    acts: acts.toSorted((left, right) => left.at - right.at),
    incidents: (focus.incidents ?? [])
      .map((kind) => ({ at: momentIn(0, focus.incidentsUntilMs ?? lengthMs), kind, seed: seedOf() }))
      .toSorted((left, right) => left.at - right.at),
    aims: focus.aims ?? {},
    rates: netsOff.includes('webhooks') ? { ...rates, 'webhook-dropped': 1 } : rates,
    netsOff,
    failure: null,
    hasMarketing,
    oddities: focus.oddities ?? [],
    isCareful,
    calmAt: FIRST_ACT_MS + lengthMs,
    mustConverge: mode !== 'safety',
    patienceMs: PATIENCE_MS,
  };
}
