import { type SQL, inArray, type Column } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Clock, Random } from '#sdk/clock.ts';
import type { Connection, Row } from './connection.ts';
import type { Sealer } from './sealing.ts';
import { createStatementBuilder, fillerOf, type StatementBuilder } from './statement-session.ts';

/** What the repositories work with: one connection, spoken to through drizzle, and what they are handed from outside. */
export interface Session extends Pick<Connection, 'leaseNow' | 'nextSequence' | 'currentSequence'> {
  readonly db: StatementBuilder;
  /** Rows of a statement that drizzle's builder has no words for. */
  readonly rows: (statement: SQL) => Promise<readonly Row[]>;
  readonly clock: Clock;
  readonly random: Random;
  readonly sealer: Sealer;
  /** In a read transaction, where no row may be touched. */
  readonly readOnly: boolean;
  /** Work became dirty or due: listeners are told once the commit is through. */
  readonly noteWork: () => void;
}

export interface SessionEdges {
  readonly clock: Clock;
  readonly random: Random;
  readonly sealer: Sealer;
  readonly readOnly: boolean;
  readonly noteWork: () => void;
}

/** Drizzle writes the SQL of one dialect; both databases understand the part of it that is used here. */
export function createSession(connection: Connection, edges: SessionEdges): Session {
  const dialect = new PgDialect();
  return {
    db: createStatementBuilder(connection, dialect),
    rows: (statement) => {
      const { sql: text, params } = dialect.sqlToQuery(statement);
      return connection.run(text, fillerOf(params, connection.standing)({}));
    },
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

/** `column IN (...)`, filled up to a power of two with its last value, so that few texts of one statement exist and stay prepared. */
export function isOneOf(column: Column, values: readonly string[]): SQL {
  const last = values.at(-1);
  if (last === undefined)
    throw new RangeError('an empty list selects nothing and must not become a statement');
  const size = 2 ** Math.ceil(Math.log2(values.length));
  return inArray(column, [...values, ...Array.from({ length: size - values.length }, () => last)]);
}
