import { allocate, type AllocationRule, showAll } from '#domain/allocation.ts';
import type { NotShown } from '#domain/shown-places.ts';
import type { CellFacts, ChannelReading } from '#sdk/ledger/stock.ts';
import type { Availability, StockTerms } from './available.ts';
import { availabilityOf } from './cell-availability.ts';
import { expectationOf, type Expectation, noteOf } from './expected.ts';

/** What a cell waits for before it may be called done (W2). */
export type CellWait = 'reading' | 'second-reading' | 'horizon' | 'quarantine';

export interface CellPolicy extends StockTerms {
  /** What part of the available units the channel may show; all unless told otherwise. */
  readonly allocation?: AllocationRule;
  /** Units that may be sold below zero now. */
  readonly backorder?: number;
  /** Why the channel gets no number at all. */
  readonly notShown?: NotShown | null;
  /** For a bundle: the terms of its parts, whose buffers are kept back from bundles too. */
  readonly termsOfPart?: (sku: string) => StockTerms;
  /** Start of the channel's last complete order poll, minus its index lag (S6). */
  readonly horizonAt: number | null;
  readonly compareAndSet: boolean;
  /** The channel may show a number below zero. */
  readonly belowZero?: boolean;
  /** The number moves faster than it can be compared, and the channel can be told how many units fewer. */
  readonly lowersByDifference?: boolean;
}

/** What a channel is told about one cell. */
export interface PlannedWrite {
  readonly from: number;
  readonly to: number;
  /** `comparison`: show `to`, if you still show `from`. `difference`: show so many fewer than you do by then. */
  readonly by: 'comparison' | 'difference';
}

/** The decision about one cell, with every term that led to it. */
export interface CellPlan {
  readonly expectation: Expectation;
  /** The reading to keep for later explanation. */
  readonly note: ChannelReading;
  /** By the newest reading of the authority; null when there is none. */
  readonly availability: Availability | null;
  /** By the one before; null when there is none. */
  readonly availabilityBefore: Availability | null;
  /** What the channel should show once everything is known; null when the authority has said nothing, or no number is shown. */
  readonly target: number | null;
  readonly write: PlannedWrite | null;
  readonly waitsFor: CellWait | null;
}

/**
 * Decides what one cell should show next. Lowers at once; raises only by what two readings of the authority allow (S7),
 * never while a write of ours may still land (W4), and never above what is left after the channel's own unseen sales (S4).
 */
export function planCell(facts: CellFacts, reading: ChannelReading, policy: CellPolicy): CellPlan {
  const { cell, openWrites } = facts;
  const expectation = expectationOf(cell, reading, { openWrites, horizonAt: policy.horizonAt });
  const note = noteOf(cell, reading);
  const availability = availabilityOf(facts, 0, policy);
  const availabilityBefore = availabilityOf(facts, 1, policy);
  const base = { expectation, note, availability, availabilityBefore };
  if ((policy.notShown ?? null) !== null) {
    const waitsFor = openWrites.length > 0 ? 'quarantine' : null;
    return { ...base, target: null, write: null, waitsFor };
  }
  if (availability === null) return { ...base, target: null, write: null, waitsFor: 'reading' };

  const target = targetFrom(availability, policy);
  const missing = expectation.missing ?? 0;
  const wanted = avoidOpenFrom(lessMissing(target, missing), facts, policy);
  if (wanted < reading.available) {
    return {
      ...base,
      target,
      write: { from: reading.available, to: wanted, by: howToLower(facts, policy) },
      waitsFor: waitAfterWrite(facts, expectation, policy),
    };
  }
  if (offersRightly(reading.available, wanted))
    return { ...base, target, write: null, waitsFor: waitAfter(facts, expectation) };

  const held = whyHeld(facts, expectation, policy);
  if (held !== null || availabilityBefore === null) {
    return { ...base, target, write: null, waitsFor: held ?? 'second-reading' };
  }
  const raiseTo = lessMissing(Math.min(target, targetFrom(availabilityBefore, policy)), missing);
  const write: PlannedWrite | null =
    raiseTo > Math.max(0, reading.available)
      ? { from: reading.available, to: raiseTo, by: 'comparison' }
      : null;
  return {
    ...base,
    target,
    write,
    waitsFor: raiseTo < wanted ? 'second-reading' : waitAfterWrite(facts, expectation, policy),
  };
}

/** What the channel should show once everything is known; null when no number is shown, or none is known yet. */
export function targetOf(facts: CellFacts, policy: CellPolicy): number | null {
  if ((policy.notShown ?? null) !== null) return null;
  const availability = availabilityOf(facts, 0, policy);
  return availability === null ? null : targetFrom(availability, policy);
}

/** Whether a channel that shows this offers what it should. Nothing is offered at zero and below; nothing is raised to there. */
export function offersRightly(shown: number, wanted: number): boolean {
  return shown === wanted || (wanted <= 0 && shown < wanted);
}

/** Units that the channel has probably sold leave nothing to offer; that more was sold than there is, only orders say. */
export function lessMissing(target: number, missing: number): number {
  return Math.max(Math.min(0, target), target - missing);
}

/**
 * What the channel should show of that, whatever it shows now. Units that are promised beyond what is there are shown as such where
 * that can be: they take the first units that come back, which a store that showed zero would sell once more. A buffer is kept back
 * of what there is, and not of nothing; and an authority that counts fewer than none has nothing.
 */
export function targetFrom(availability: Availability, policy: CellPolicy): number {
  const { available, onHand, lines, parts } = availability;
  const promised = lines.reduce((sum, { reserved }) => sum + reserved, 0);
  const left = Math.max(0, onHand) + (policy.backorder ?? 0) - promised;
  if (policy.belowZero === true && parts === undefined && left < 0) return left;
  return allocate(available, policy.allocation ?? showAll, policy.backorder);
}

/**
 * S10: a number that moves under every comparison is lowered by a difference. That takes nothing away from a sale in between, and
 * sent twice it offers too little. Not while a raise may still land: a difference could bring the number to what that compares.
 */
function howToLower({ openWrites }: CellFacts, { lowersByDifference }: CellPolicy): PlannedWrite['by'] {
  const mayRaise = openWrites.some((write) => write.to > write.from);
  return lowersByDifference === true && !mayRaise ? 'difference' : 'comparison';
}

function whyHeld(facts: CellFacts, expectation: Expectation, policy: CellPolicy): CellWait | null {
  if (facts.openWrites.length > 0) return 'quarantine';
  if (expectation.expected === null) return 'horizon';
  if (policy.compareAndSet) return null;
  // S8: without compare-and-set a sale between our last write and its record would be overwritten unseen.
  const { lastWriteAt } = facts.cell;
  return lastWriteAt === null || (policy.horizonAt !== null && policy.horizonAt >= lastWriteAt)
    ? null
    : 'horizon';
}

/** A cell is not done while a write is open, or while units are missing that no poll has explained. */
function waitAfter(facts: CellFacts, expectation: Expectation): CellWait | null {
  if (facts.openWrites.length > 0) return 'quarantine';
  if (expectation.expected === null || (expectation.missing ?? 0) > 0) return 'horizon';
  return null;
}

/** S8: what lands without a comparison may have overwritten a sale. The poll that tells of it is hurried, and the cell is read again. */
function waitAfterWrite(facts: CellFacts, expectation: Expectation, policy: CellPolicy): CellWait | null {
  return waitAfter(facts, expectation) ?? (policy.compareAndSet ? null : 'horizon');
}

/**
 * W4: on a channel with compare-and-set an open write lands only while the channel shows its `from`. So no write of ours
 * brings the channel to that number; one less is shown until the quarantine ends.
 */
function avoidOpenFrom(wanted: number, facts: CellFacts, policy: CellPolicy): number {
  if (!policy.compareAndSet) return wanted;
  const froms = new Set(facts.openWrites.map((write) => write.from));
  let chosen = wanted;
  while (chosen > 0 && froms.has(chosen)) chosen -= 1;
  return chosen;
}
