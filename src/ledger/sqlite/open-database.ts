import Database from 'better-sqlite3';

/** How long a statement waits for another process's lock before it is called busy. The whole process stands meanwhile. */
const BUSY_TIMEOUT_MS = 1_000;
/** 64 MB, in SQLite's negative kibibytes. */
const CACHE_KIB = -65_536;

export interface OpenOptions {
  readonly readOnly: boolean;
  /** The file goes with the process that has it open: there is no power cut for it to survive. */
  readonly isPassing?: boolean | undefined;
}

/**
 * WAL without a sync at every commit: who writes sees to that before anybody is answered (`disk-sync.ts`). SQLite itself syncs where the
 * file could be damaged otherwise.
 */
export function openSqlite(path: string, options: OpenOptions): Database.Database {
  const database = new Database(path, {
    readonly: options.readOnly,
    fileMustExist: options.readOnly,
    timeout: BUSY_TIMEOUT_MS,
  });
  try {
    if (!options.readOnly) {
      database.pragma('journal_mode = WAL');
      if (options.isPassing === true) database.pragma('synchronous = OFF');
      else database.pragma('synchronous = NORMAL');
    }
    database.pragma(`cache_size = ${CACHE_KIB}`);
    database.pragma('temp_store = MEMORY');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
