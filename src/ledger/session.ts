import type { SQL } from 'drizzle-orm';
import { PgDialect } from './drizzle.ts';
import type { Clock, Random } from '#sdk/clock.ts';
import type { Connection, Row } from './connection.ts';
import type { ErasedList } from './erased-list.ts';
import type { LedgerEdges } from './ledger-edges.ts';
import type { Sealer } from './sealing.ts';
import { createStatementBuilder, fillerOf, type Given, type StatementBuilder } from './statement-session.ts';

/** What the repositories work with: one connection, spoken to through drizzle, and what they are handed from outside. */
export interface Session extends Pick<Connection, 'leaseNow' | 'nextSequence' | 'currentSequence'> {
  readonly db: StatementBuilder;
  /** Rows of a statement that drizzle's builder has no words for. */
  readonly rows: (statement: SQL) => Promise<readonly Row[]>;
  /** The same for one that is asked again and again: written out once, executed with the values of its placeholders. */
  readonly prepareRows: (statement: SQL) => (given: Given) => Promise<readonly Row[]>;
  readonly clock: Clock;
  readonly random: Random;
  readonly sealer: Sealer;
  /** In a read transaction, where no row may be touched. */
  readonly readOnly: boolean;
  readonly erasedList: ErasedList | null;
  /** Work became dirty or due: listeners are told once the commit is through. */
  readonly noteWork: () => void;
}

export interface SessionEdges extends LedgerEdges {
  readonly noteWork: () => void;
}

/** Drizzle writes the SQL of one dialect; both databases understand the part of it that is used here. */
export function createSession(connection: Connection, edges: SessionEdges): Session {
  const dialect = new PgDialect();
  const prepareRows: Session['prepareRows'] = (statement) => {
    const { sql: text, params } = dialect.sqlToQuery(statement);
    const fill = fillerOf(params, connection.standing);
    return (given) => connection.run(text, fill(given));
  };
  return {
    db: createStatementBuilder(connection, dialect),
    rows: (statement) => prepareRows(statement)({}),
    prepareRows,
    ...edges,
    leaseNow: () => connection.leaseNow(),
    nextSequence: () => connection.nextSequence(),
    currentSequence: () => connection.currentSequence(),
  };
}

/** Values per statement: far below both databases' limits. */
const CHUNK_MAX = 512;

/** Cuts a list into parts that one statement can carry. */
export function chunksOf<Value>(values: readonly Value[], size = CHUNK_MAX): readonly (readonly Value[])[] {
  const chunks: (readonly Value[])[] = [];
  for (let start = 0; start < values.length; start += size) chunks.push(values.slice(start, start + size));
  return chunks;
}
