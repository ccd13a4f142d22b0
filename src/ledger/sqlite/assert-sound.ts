import Database from 'better-sqlite3';

const DAMAGE = /^SQLITE_(?:CORRUPT|NOTADB)/;

/** The ledger file cannot be trusted. */
export class LedgerDamagedError extends Error {
  override readonly name = 'LedgerDamagedError';
}

/**
 * Runs what opens the file, and then reads it once from end to end: a damaged page shows itself only when it is asked for,
 * and a ledger that has forgotten what was sent must not write to anybody.
 *
 * @throws LedgerDamagedError with what to do.
 */
export function openSound(path: string, open: () => Database.Database): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = open();
    const finding = database.pragma('quick_check(1)', { simple: true });
    if (finding === 'ok') return database;
    throw damaged(path, String(finding));
  } catch (error) {
    database?.close();
    if (error instanceof Database.SqliteError && DAMAGE.test(error.code))
      throw damaged(path, error.message, error);
    throw error;
  }
}

function damaged(path: string, finding: string, cause?: unknown): LedgerDamagedError {
  return new LedgerDamagedError(
    `the ledger ${path} is damaged (${finding.replaceAll(/\s+/g, ' ')}); restore a backup as docs/operations.md says, and keep the damaged file`,
    { cause },
  );
}
