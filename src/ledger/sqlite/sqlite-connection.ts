import type Database from 'better-sqlite3';
import { sql } from '../drizzle.ts';
import type { Clock } from '#sdk/clock.ts';
import type { Connection, Row } from '../connection.ts';

/** Statements kept compiled per connection; the oldest goes when there are more. */
const PREPARED_MAX = 600;
/** The time of a statement is that of its execution, however long ago it was prepared. */
const LEASE_NOW = 'leaseNow';

/** Speaks to one SQLite connection in the words that drizzle writes for PostgreSQL. */
export function createSqliteConnection(database: Database.Database, clock: Pick<Clock, 'now'>): Connection {
  const prepared = new Map<string, Database.Statement<unknown[], Row>>();
  const prepare = (text: string) => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const statement = database.prepare<unknown[], Row>(toSqliteWords(text));
    if (statement.reader) statement.raw(true);
    const [oldest] = prepared.keys();
    if (prepared.size >= PREPARED_MAX && oldest !== undefined) prepared.delete(oldest);
    prepared.set(text, statement);
    return statement;
  };
  const run = (text: string, params: readonly unknown[]): readonly Row[] => {
    const statement = prepare(text);
    if (statement.reader) return statement.all(...params);
    statement.run(...params);
    return [];
  };
  const one = (text: string): number => Number(run(text, [])[0]?.[0] ?? 0);
  return {
    // Everything is done when the promise is made: a transaction never waits for the disk in the middle.
    run: async (text, params) => run(text, params),
    leaseNow: () => sql<number>`cast(${sql.placeholder(LEASE_NOW)} as bigint)`,
    standing: { [LEASE_NOW]: () => clock.now() },
    nextSequence: async () =>
      one("update counters set value = value + 1 where name = 'sequence' returning value"),
    currentSequence: async () => one("select value from counters where name = 'sequence'"),
  };
}

/**
 * Parameters are numbered in the order in which they appear, so plain marks do. The planner looks at the value of a bare
 * one in a limit, and beside a partial index: then a statement is compiled anew whenever a value is bound, which costs
 * several times as much as running it. The sign changes no value, of whatever type, and keeps the planner from looking.
 * `default` stands for a column that was left out; none of ours has a default, and a row number that is null is given by
 * the database.
 */
export function toSqliteWords(text: string): string {
  return text.replaceAll(/\$\d+/g, '+?').replaceAll(/\bdefault\b/g, 'null');
}
