import type { CellFacts, ChannelReading } from '#sdk/ledger/stock.ts';
import { availableFrom, type Availability } from './available.ts';
import { expectationOf, type Expectation, noteOf } from './expected.ts';

/** What a cell waits for before it may be called done (W2). */
export type CellWait = 'reading' | 'second-reading' | 'horizon' | 'quarantine';

export interface CellPolicy {
  readonly buffer: number;
  /** The authority's declared lag. */
  readonly stockLagMs: number;
  /** Start of the channel's last complete order poll, minus its index lag (S6). */
  readonly horizonAt: number | null;
  readonly compareAndSet: boolean;
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
  /** What the channel should show once everything is known; null when the authority has said nothing. */
  readonly target: number | null;
  readonly write: { readonly from: number; readonly to: number } | null;
  readonly waitsFor: CellWait | null;
}

/**
 * Decides what one cell should show next. Lowers at once; raises only by what two readings of the authority allow (S7),
 * never while a write of ours may still land (W4), and never above what is left after the channel's own unseen sales (S4).
 */
export function planCell(facts: CellFacts, reading: ChannelReading, policy: CellPolicy): CellPlan {
  const { cell, openLines, openWrites } = facts;
  const expectation = expectationOf(cell, reading, { openWrites, horizonAt: policy.horizonAt });
  const note = noteOf(cell, reading);
  const [newest, before] = facts.readings;
  const availability = newest === undefined ? null : availableFrom(newest, openLines, policy);
  const availabilityBefore = before === undefined ? null : availableFrom(before, openLines, policy);
  const base = { expectation, note, availability, availabilityBefore };
  if (availability === null) return { ...base, target: null, write: null, waitsFor: 'reading' };

  const target = Math.max(0, availability.available);
  const missing = expectation.missing ?? 0;
  const wanted = avoidOpenFrom(Math.max(0, availability.available - missing), facts, policy);
  if (wanted < reading.available) {
    return {
      ...base,
      target,
      write: { from: reading.available, to: wanted },
      waitsFor: waitAfter(facts, expectation),
    };
  }
  if (wanted === reading.available)
    return { ...base, target, write: null, waitsFor: waitAfter(facts, expectation) };

  const held = whyHeld(facts, expectation, policy);
  if (held !== null || availabilityBefore === null) {
    return { ...base, target, write: null, waitsFor: held ?? 'second-reading' };
  }
  const raiseTo = Math.max(0, Math.min(availability.available, availabilityBefore.available) - missing);
  const write = raiseTo > reading.available ? { from: reading.available, to: raiseTo } : null;
  return {
    ...base,
    target,
    write,
    waitsFor: raiseTo < wanted ? 'second-reading' : waitAfter(facts, expectation),
  };
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
