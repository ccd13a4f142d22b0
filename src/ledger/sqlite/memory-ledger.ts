import Database from 'better-sqlite3';
import type { Clock } from '#sdk/clock.ts';
import type { Ledger, LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { bareError } from '../database-error.ts';
import type { LedgerEdges } from '../ledger-edges.ts';
import { migrate } from '../migrations/migrate.ts';
import { createSession, type SessionEdges } from '../session.ts';
import { createTransaction } from '../transaction.ts';
import { createSqliteConnection } from './sqlite-connection.ts';
import { sqliteWords } from './sqlite-words.ts';

/**
 * A ledger without a file, for simulations: the same tables, statements and repositories, on one connection, each write in
 * a transaction of its own that is over within one turn of the event loop. `run` must await nothing but the transaction.
 */
export interface MemoryLedger extends Ledger {
  /** What is committed from now on can be taken back. */
  mark(): void;
  /** Takes back every commit since `mark`, as a failover to a standby that lags does. */
  rollBackToMark(): void;
  /** Empties it: faster than a new one, because its statements stay prepared. */
  reset(): void;
  /** Keeps a copy of everything that is in it now. @returns what brings an emptied ledger to that state again. */
  keep(): () => void;
  /** The ledger's version, as the statements see it now. */
  sequence(): number;
  /** Whether the last write marked work dirty or let some become due; asking forgets it. */
  takeWorkNote(): boolean;
}

export interface MemoryLedgerEdges extends Omit<LedgerEdges, 'readOnly' | 'erasedList'> {
  /** By whose time leases are measured, where that is not the time of who asks. */
  readonly leaseClock?: Pick<Clock, 'now'>;
}

export async function openMemoryLedger(edges: MemoryLedgerEdges): Promise<MemoryLedger> {
  const database = new Database(':memory:');
  // What a statement keeps for itself meanwhile would be a file otherwise.
  database.pragma('temp_store = MEMORY');
  const connection = createSqliteConnection(database, edges.leaseClock ?? edges.clock);
  await migrate(connection.run, sqliteWords);
  let isNoted = false;
  const noteWork = (): void => {
    isNoted = true;
  };
  const open = (more: Pick<SessionEdges, 'readOnly' | 'noteWork'>) =>
    createTransaction(createSession(connection, { ...edges, erasedList: null, ...more }));
  const writing = open({ readOnly: false, noteWork });
  const reading = open({ readOnly: true, noteWork: () => {} });
  const tables = tablesOf(database);
  const empty = emptyStatements(database, tables);
  database.exec("ATTACH ':memory:' AS kept");
  let keptCount = 0;
  const sequence = database.prepare<[], { value: number }>(
    "SELECT value FROM counters WHERE name = 'sequence'",
  );
  // A savepoint works with and without a mark around it.
  const [savepoint, release, undo, mark, back, forget] = [
    'SAVEPOINT one',
    'RELEASE one',
    'ROLLBACK TO one',
    'SAVEPOINT mark',
    'ROLLBACK TO mark',
    'RELEASE mark',
  ].map((text) => database.prepare(text));
  let isMarked = false;
  const leaveMark = (): void => {
    if (isMarked) forget?.run();
    isMarked = false;
  };
  return {
    read: (run) => bare(run, reading),
    async write(run) {
      savepoint?.run();
      try {
        const result = await run(writing);
        release?.run();
        return result;
      } catch (error) {
        undo?.run();
        release?.run();
        throw bareError(error);
      }
    },
    mark() {
      leaveMark();
      mark?.run();
      isMarked = true;
    },
    rollBackToMark() {
      if (!isMarked) throw new Error('there is no mark to roll back to');
      back?.run();
      leaveMark();
    },
    reset() {
      leaveMark();
      for (const statement of empty) statement.run();
      isNoted = false;
    },
    keep() {
      keptCount += 1;
      const restore = keepTables(database, tables, keptCount);
      return () => {
        for (const statement of restore) statement.run();
      };
    },
    sequence: () => sequence.get()?.value ?? 0,
    takeWorkNote() {
      const noted = isNoted;
      isNoted = false;
      return noted;
    },
    onWork: () => {},
    backup: () => Promise.reject(new Error('a ledger without a file has nothing to copy')),
    commitCount: 0,
    close: async () => void database.close(),
  };
}

async function bare<Result>(
  run: (tx: LedgerTransaction) => Promise<Result>,
  tx: LedgerTransaction,
): Promise<Result> {
  try {
    return await run(tx);
  } catch (error) {
    throw bareError(error);
  }
}

/** All tables that a history fills. */
function tablesOf(database: Database.Database): readonly string[] {
  return database
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all()
    .map(({ name }) => name)
    .filter((name) => name !== 'schema_versions');
}

const COUNTERS = 'counters';

/** What brings every table back to what a migration leaves. */
function emptyStatements(
  database: Database.Database,
  tables: readonly string[],
): readonly Database.Statement[] {
  return [
    ...tables.filter((name) => name !== COUNTERS).map((name) => database.prepare(`DELETE FROM ${name}`)),
    database.prepare(`UPDATE ${COUNTERS} SET value = 0`),
  ];
}

/** Copies what the tables hold into tables of their own. @returns the statements that copy it back into empty ones. */
function keepTables(
  database: Database.Database,
  tables: readonly string[],
  nth: number,
): readonly Database.Statement[] {
  const filled = tables.filter(
    (name) => database.prepare(`SELECT 1 FROM main.${name} LIMIT 1`).get() !== undefined,
  );
  return filled.flatMap((name) => {
    const copy = `kept.${name}_${nth}`;
    database.exec(`CREATE TABLE ${copy} AS SELECT * FROM main.${name}`);
    const copyBack = database.prepare(`INSERT INTO main.${name} SELECT * FROM ${copy}`);
    return name === COUNTERS ? [database.prepare(`DELETE FROM main.${COUNTERS}`), copyBack] : [copyBack];
  });
}
