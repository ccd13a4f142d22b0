import { closeSync, fdatasync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const syncData = promisify(fdatasync);

/** Brings what was committed to the disk. */
export interface DiskSync {
  /** Resolves when everything that was committed before the call would survive a power cut. @throws what the disk says */
  sync(): Promise<void>;
  close(): void;
}

/** For a ledger that no power cut has to spare. */
export const noDiskSync: DiskSync = { sync: () => Promise.resolve(), close: () => {} };

/**
 * Syncs the write-ahead log of an open ledger. SQLite would do the same within its commit, and the whole process would stand still
 * for as long as the disk takes.
 *
 * @param file the ledger's, which is open and in WAL mode.
 */
export function openDiskSync(file: string): DiskSync {
  const log = openSync(`${file}-wal`, 'r');
  const folder = openSync(dirname(file), 'r');
  try {
    // The log's name, too, must be there after a power cut.
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
  return { sync: () => syncData(log), close: () => closeSync(log) };
}
