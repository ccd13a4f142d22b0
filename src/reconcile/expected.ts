import type { Cell, ChannelReading, OpenWrite } from '#sdk/ledger/stock.ts';

/** What a channel should show by the facts, and what a fresh reading says about that. */
export interface Expectation {
  readonly expected: number | null;
  /** Channel's clock of the reading that `expected` was set from; unchanged when it was not set. */
  readonly anchorAt: number | null;
  /** Units probably sold on the channel and not yet recorded (S4). Null while nothing is expected yet. */
  readonly missing: number | null;
  /** Units that were released as drift: a complete poll explained them and found no order (S6). */
  readonly drift: number;
}

/**
 * S6: a noted reading is explained once a complete order poll began after its answer came, and nothing of ours has moved
 * on the cell since. An open write makes it useless: what is unknown now may have been unknown at it.
 */
export function isExplained(cell: Cell, openWrites: readonly OpenWrite[], horizonAt: number | null): boolean {
  const noted = cell.reading;
  return (
    noted !== null &&
    horizonAt !== null &&
    horizonAt >= noted.answeredAt &&
    cell.factSequence <= noted.factSequence &&
    openWrites.length === 0
  );
}

/** S4, S5 and S6 in the order in which they must be applied: release what is explained, believe a surplus, then compare. */
export function expectationOf(
  cell: Cell,
  reading: ChannelReading,
  { openWrites, horizonAt }: { readonly openWrites: readonly OpenWrite[]; readonly horizonAt: number | null },
): Expectation {
  let { expected, anchorAt } = cell;
  let drift = 0;
  if (cell.reading !== null && isExplained(cell, openWrites, horizonAt)) {
    const shown = cell.reading.available;
    if (expected === null || shown < expected) {
      drift = expected === null ? 0 : expected - shown;
      expected = shown;
      anchorAt = anchorOf(cell.reading);
    }
  }
  if (expected !== null && reading.available > expected) {
    expected = reading.available;
    anchorAt = anchorOf(reading);
  }
  if (expected === null) return { expected, anchorAt, missing: null, drift };
  const mayHaveRaised = openWrites.reduce((sum, write) => sum + Math.max(0, write.to - write.from), 0);
  return { expected, anchorAt, missing: Math.max(0, expected + mayHaveRaised - reading.available), drift };
}

/**
 * The note that explains `missing` later. The older note of the same number is kept while nothing moved: a newer one
 * would for ever be too young for the poll that is already under way.
 */
export function noteOf(cell: Cell, reading: ChannelReading): ChannelReading {
  const noted = cell.reading;
  const stillGood =
    noted !== null && noted.available === reading.available && cell.factSequence <= noted.factSequence;
  return stillGood ? noted : reading;
}

function anchorOf(reading: ChannelReading): number {
  return reading.channelAt ?? reading.answeredAt;
}
