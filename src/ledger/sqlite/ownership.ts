import Database from 'better-sqlite3';

/** Another process owns the ledger file. */
export class LedgerOwnedError extends Error {
  override readonly name = 'LedgerOwnedError';
}

export interface Ownership {
  release(): void;
}

/**
 * One process at a time may write a ledger file. The lock is the operating system's, on `<path>.lock`: it is free again
 * the moment the process is gone, however it went.
 *
 * @throws LedgerOwnedError when another process owns it.
 */
export function acquireOwnership(path: string): Ownership {
  const lock = new Database(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if (!(cause instanceof Database.SqliteError) || !cause.code.startsWith('SQLITE_BUSY')) throw cause;
    throw new LedgerOwnedError(
      `another Syncline process owns the ledger ${path}; stop it first, or ask it through its control address`,
      { cause },
    );
  }
  return { release: () => lock.close() };
}
