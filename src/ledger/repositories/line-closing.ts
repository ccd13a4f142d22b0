import { STILL_OPEN } from '../tables/orders.ts';

/** Who says it when the channel itself ships an order that we do not export. */
export const CHANNEL = 'channel';

/** "So many more units of the line were shipped", by an authority or by the channel. */
export interface Statement {
  readonly source: string;
  /** The connection whose parcel it merely repeats; null: it is the first to say so. */
  readonly mirrors: string | null;
  readonly quantity: number;
  readonly sequence: number;
  readonly recordedAt: number;
}

export interface Closing {
  readonly owed: number;
  readonly closedSequence: number;
  readonly closedAt: number;
}

/**
 * What may still be shipped of a line by those whose word counts: the largest, for they speak of the same units. Null: none
 * of them was asked to.
 */
export function bookedOf(
  bookedBy: Readonly<Record<string, number>>,
  statedBy: readonly string[],
): number | null {
  const units = Object.entries(bookedBy).flatMap(([by, count]) =>
    statedBy.length === 0 || statedBy.includes(by) ? [count] : [],
  );
  return units.length === 0 ? null : Math.max(...units);
}

/**
 * The statements that count for a line: of the authorities only those that count where it ships from, so that a system that
 * merely mirrors a delivery does not end the reservation once more; nor does what repeats a word that counts already. Once an authority was asked to ship it, only the authority's word ends the
 * reservation; the channel then repeats what we told it, and counting both would release units twice.
 */
export function statementsThatCount<One extends Statement>(
  { booked, statedBy }: { readonly booked: number | null; readonly statedBy: readonly string[] },
  statements: readonly One[],
): readonly One[] {
  const counts = (source: string): boolean => statedBy.length === 0 || statedBy.includes(source);
  const authority = statements.filter(
    ({ source, mirrors }) => source !== CHANNEL && counts(source) && (mirrors === null || !counts(mirrors)),
  );
  if ((booked ?? 0) > 0 || authority.length > 0) return authority;
  return statements.filter(({ source }) => source === CHANNEL);
}

/** Since when a line takes nothing from the stock any more; `STILL_OPEN` while it does (S1, S2). */
export function closingOf(
  line: {
    readonly quantity: number;
    readonly booked: number | null;
    readonly statedBy: readonly string[];
  },
  statements: readonly Statement[],
): Closing {
  const owed = Math.max(line.quantity, line.booked ?? 0);
  if (owed <= 0) return { owed, closedSequence: 0, closedAt: 0 };
  const counted = statementsThatCount(line, statements);
  const stated = counted.reduce((sum, statement) => sum + statement.quantity, 0);
  if (stated < owed) return { owed, closedSequence: STILL_OPEN, closedAt: STILL_OPEN };
  return {
    owed,
    closedSequence: Math.max(...counted.map((statement) => statement.sequence)),
    closedAt: Math.max(...counted.map((statement) => statement.recordedAt)),
  };
}
