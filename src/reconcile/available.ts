import type { AuthorityReading, OpenLine, ShippedStatement } from '#sdk/ledger/stock.ts';

/** How one open line lowers what may be sold, for one reading: the unit of every explanation. */
export interface LineTerm {
  readonly line: OpenLine;
  /** Units of the line that the reading does not know to have left. */
  readonly reserved: number;
}

export interface Availability {
  readonly available: number;
  readonly onHand: number;
  readonly buffer: number;
  readonly lines: readonly LineTerm[];
}

/**
 * S1: a reading has taken a statement into account only if the statement was recorded before the reading's request
 * left, and at least the authority's declared lag before it. Never by today's status, nor by the vendor's time.
 */
export function isTakenIntoAccount(
  statement: ShippedStatement,
  reading: AuthorityReading,
  stockLagMs: number,
): boolean {
  return (
    statement.sequence <= reading.basis &&
    (stockLagMs === 0 || statement.recordedAt <= reading.sentAt - stockLagMs)
  );
}

/** Units that the line still takes from the quantity that was read; errs high, never low. */
export function reservedBy(line: OpenLine, reading: AuthorityReading, stockLagMs: number): number {
  let shipped = 0;
  for (const statement of line.statements) {
    if (isTakenIntoAccount(statement, reading, stockLagMs)) shipped += statement.quantity;
  }
  return Math.max(0, line.owed - shipped);
}

/** available = on hand as read - lines that the reading had not taken into account - buffer (design section 6). */
export function availableFrom(
  reading: AuthorityReading,
  openLines: readonly OpenLine[],
  { buffer, stockLagMs }: { readonly buffer: number; readonly stockLagMs: number },
): Availability {
  const lines = openLines
    .map((line) => ({ line, reserved: reservedBy(line, reading, stockLagMs) }))
    .filter((term) => term.reserved > 0);
  const reserved = lines.reduce((sum, term) => sum + term.reserved, 0);
  return { available: reading.quantity - reserved - buffer, onHand: reading.quantity, buffer, lines };
}
