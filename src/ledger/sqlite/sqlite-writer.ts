import Database from 'better-sqlite3';
import { LedgerBusyError, type LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { Verdict, Writer } from '../group-commit.ts';
import type { Ballast } from './ballast.ts';
import type { DiskSync } from './disk-sync.ts';

/** After a sync that failed the system may say of the next one that all is well, although the pages of the first are gone. */
class UnsyncedError extends LedgerBusyError {
  constructor(cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`the disk did not take what was committed (${why}); look at the disk, then start anew`, { cause });
  }
}

/** The one writing connection of a SQLite ledger. What the disk refused once is not written on: nobody knows what of it is there. */
export function createSqliteWriter(
  database: Database.Database,
  transaction: LedgerTransaction,
  ballast: Ballast,
  disk: Pick<DiskSync, 'sync'>,
): Writer {
  let lost: UnsyncedError | null = null;
  const [begin, savepoint, release, undo, commit, rollback] = [
    // Immediate: a transaction that reads first and then writes would fail at once when another process wrote meanwhile.
    'BEGIN IMMEDIATE',
    'SAVEPOINT one',
    'RELEASE one',
    'ROLLBACK TO one',
    'COMMIT',
    'ROLLBACK',
  ].map((text) => database.prepare(text));
  return {
    transaction,
    async begin() {
      if (lost !== null) throw lost;
      begin?.run();
    },
    savepoint: async () => void savepoint?.run(),
    release: async () => void release?.run(),
    async rollbackToSavepoint() {
      undo?.run();
      release?.run();
    },
    async commit() {
      commit?.run();
      try {
        await disk.sync();
      } catch (cause) {
        lost = new UnsyncedError(cause);
        throw lost;
      }
    },
    async rollback() {
      try {
        if (database.inTransaction) rollback?.run();
      } catch {
        // A disk that fails here failed before: the write is refused already, and the next transaction tells the same.
      }
    },
    judge(error): Verdict {
      // A full disk or a failing one ends the whole transaction inside SQLite.
      if (!database.inTransaction) return 'broken';
      return error instanceof Database.SqliteError &&
        /^SQLITE_(?:BUSY|FULL|IOERR|NOMEM|CORRUPT|LOCKED)/.test(error.code)
        ? 'broken'
        : 'own';
    },
    explain(error) {
      if (error instanceof UnsyncedError) return error;
      const code = error instanceof Database.SqliteError ? error.code : 'unknown';
      if (code === 'SQLITE_FULL') {
        ballast.giveUp();
        return new LedgerBusyError('the disk of the ledger is full; free space, or shorten the retention', {
          cause: error,
        });
      }
      if (code.startsWith('SQLITE_BUSY'))
        return new LedgerBusyError('the ledger stayed locked by another process', { cause: error });
      return new LedgerBusyError(`the ledger cannot write: ${code}`, { cause: error });
    },
  };
}
