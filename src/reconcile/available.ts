import type { QuantityKind } from '#domain/counted-quantity.ts';
import type { AuthorityReading, OpenLine, ShippedStatement } from '#sdk/ledger/stock.ts';

/** What the arithmetic must know about an authority and the merchant's wishes. */
export interface StockTerms {
  /** Units kept back. */
  readonly buffer: number;
  /** Units kept back besides, by what is at risk; absent: none. */
  readonly autoBuffer?: number;
  /** The authority's declared lag. */
  readonly stockLagMs: number;
  /** What its readings say; on hand unless told otherwise. */
  readonly quantityKind?: QuantityKind;
}

/** How one open line lowers what may be sold, for one reading: the unit of every explanation. */
export interface LineTerm {
  readonly line: OpenLine;
  /** Units of the line that the reading does not know to have left. */
  readonly reserved: number;
}

export interface Availability {
  /** Less the buffer; may be negative, which explanations keep and no channel shows. */
  readonly available: number;
  /** The quantity as read; for a bundle, how many its parts make. */
  readonly onHand: number;
  /** Both buffers together, of which this much by what is at risk. */
  readonly buffer: number;
  readonly autoBuffer: number;
  readonly lines: readonly LineTerm[];
  /** What a bundle is made of; absent for anything else. */
  readonly parts?: readonly PartTerm[];
}

/** How one part limits a bundle. */
export interface PartTerm {
  readonly sku: string;
  readonly perUnit: number;
  /** Null: nobody counts it, so it limits nothing. */
  readonly availability: Availability | null;
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
export function reservedBy(
  line: OpenLine,
  reading: AuthorityReading,
  { stockLagMs, quantityKind = 'on-hand' }: Omit<StockTerms, 'buffer'>,
): number {
  const heard = (statements: readonly ShippedStatement[]): number =>
    statements
      .filter((statement) => isTakenIntoAccount(statement, reading, stockLagMs))
      .reduce((sum, statement) => sum + statement.quantity, 0);
  const shipped = heard(line.statements);
  // An available quantity fell when the line was accepted, and does not fall again when it ships.
  const counted = quantityKind === 'on-hand' ? shipped : Math.max(shipped, heard(line.acknowledgments ?? []));
  const { perUnit = 1, ofPart = [] } = line;
  // Of a bundle a part may have left before the others: the two words are about the same units.
  return Math.max(0, line.owed * perUnit - Math.max(counted * perUnit, heard(ofPart)));
}

/**
 * available = quantity as read - lines that the reading had not taken into account - buffer (design section 6). Lines
 * count as taken into account when they had shipped (on hand), or when the authority had accepted them (available).
 */
export function availableFrom(
  reading: AuthorityReading,
  openLines: readonly OpenLine[],
  terms: StockTerms,
): Availability {
  const lines = openLines
    .map((line) => ({ line, reserved: reservedBy(line, reading, terms) }))
    .filter((term) => term.reserved > 0);
  const reserved = lines.reduce((sum, term) => sum + term.reserved, 0);
  const { autoBuffer = 0 } = terms;
  const buffer = terms.buffer + autoBuffer;
  return {
    available: reading.quantity - reserved - buffer,
    onHand: reading.quantity,
    buffer,
    autoBuffer,
    lines,
  };
}
