import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { LedgerBusyError, type Ledger, type LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { bareError } from '../database-error.ts';
import { createGroupCommit, type GroupCommitLimits } from '../group-commit.ts';
import type { LedgerEdges } from '../ledger-edges.ts';
import { assertSchema, migrate } from '../migrations/migrate.ts';
import { createSession } from '../session.ts';
import { createTransaction } from '../transaction.ts';
import { createWorkListeners } from '../work-listeners.ts';
import { openSound } from './assert-sound.ts';
import { createBallast, noBallast } from './ballast.ts';
import { noDiskSync, openDiskSync } from './disk-sync.ts';
import { openSqlite } from './open-database.ts';
import { acquireOwnership } from './ownership.ts';
import { createSqliteConnection } from './sqlite-connection.ts';
import { createSqliteWriter } from './sqlite-writer.ts';
import { sqliteWords } from './sqlite-words.ts';

const MEMORY = ':memory:';
/** A group is one turn of the event loop, so it must be short: receipts wait behind it. */
const LIMITS: GroupCommitLimits = { groupMax: 256, groupMs: 15, waitingMax: 20_000 };
/** Pages per step of a backup; between steps others write. */
const BACKUP_PAGES = 512;

/** An empty ledger of this version, byte by byte: what the first `:memory:` of a process became, the next ones begin as. */
let emptyLedger: Buffer | null = null;

/** Opens a ledger file and owns it until it is closed. `:memory:` is a file of its own that goes with the ledger. */
export async function openSqliteLedger(path: string, edges: LedgerEdges): Promise<Ledger> {
  const folder = path === MEMORY ? mkdtempSync(join(tmpdir(), 'syncline-ledger-')) : null;
  const file = folder === null ? path : join(folder, 'ledger.db');
  const closers: (() => void)[] =
    folder === null ? [] : [() => rmSync(folder, { recursive: true, force: true })];
  const closeAll = () => {
    for (const close of closers.splice(0).toReversed()) close();
  };
  try {
    if (edges.readOnly) return await openReader(file, edges, closers, closeAll);
    ensureFile(file);
    const owned = acquireOwnership(file);
    closers.push(() => owned.release());
    const isPassing = folder !== null;
    if (isPassing && emptyLedger !== null) writeFileSync(file, emptyLedger);
    const database = openSound(file, () => openSqlite(file, { readOnly: false, isPassing }));
    closers.push(() => database.close());
    await migrateFile(database, edges);
    endPredecessor(database);
    if (isPassing) emptyLedger ??= database.serialize();
    return await openWriter(database, file, { edges, isPassing, closers, closeAll });
  } catch (error) {
    closeAll();
    throw error;
  }
}

/** SQLite would make it readable for everybody whom the umask lets in; the files beside it take over its mode. */
function ensureFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}

async function migrateFile(database: Database.Database, { clock }: LedgerEdges): Promise<void> {
  const connection = createSqliteConnection(database, clock);
  database.exec('BEGIN IMMEDIATE');
  try {
    await migrate(connection.run, sqliteWords);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

/**
 * Whoever held something in this file is gone, or we would not own it: what a killed process was about is done at once, not when its leases
 * have run out, and what it had just told Redis, which may have lost it, is told again.
 */
function endPredecessor(database: Database.Database): void {
  database.exec(`
    update work set lease_until = null, handed_at = null where lease_until is not null or handed_at is not null;
    delete from leases;
  `);
}

interface Opening {
  readonly edges: LedgerEdges;
  readonly isPassing: boolean;
  readonly closers: (() => void)[];
  readonly closeAll: () => void;
}

async function openWriter(
  database: Database.Database,
  file: string,
  { edges, isPassing, closers, closeAll }: Opening,
): Promise<Ledger> {
  const listeners = createWorkListeners();
  const ballast = isPassing ? noBallast : createBallast(file, () => edges.clock.monotonicMs());
  ballast.lay();
  const session = createSession(createSqliteConnection(database, edges.clock), {
    ...edges,
    readOnly: false,
    noteWork: listeners.note,
  });
  const disk = isPassing ? noDiskSync : openDiskSync(file);
  closers.push(() => disk.close());
  const writer = createSqliteWriter(database, createTransaction(session), ballast, disk);
  const group = createGroupCommit({
    writer,
    limits: LIMITS,
    monotonicMs: () => edges.clock.monotonicMs(),
    onCommitted: () => {
      listeners.tell();
      ballast.tend();
    },
  });
  const reader = await openReader(file, { ...edges, readOnly: true }, closers, () => {});
  return {
    ...reader,
    write: group.write,
    onWork: listeners.add,
    get commitCount() {
      return group.commitCount;
    },
    async close() {
      await group.close();
      await reader.close();
      closeAll();
    },
  };
}

/** A second connection that only reads: it sees the last commit, whatever the writer is in the middle of. */
async function openReader(
  file: string,
  edges: LedgerEdges,
  closers: (() => void)[],
  closeAll: () => void,
): Promise<Ledger> {
  const database = openSqlite(file, { readOnly: true });
  closers.push(() => database.close());
  const connection = createSqliteConnection(database, edges.clock);
  await assertSchema(connection.run);
  const tx = createTransaction(createSession(connection, { ...edges, readOnly: true, noteWork: () => {} }));
  const [begin, end] = ['BEGIN', 'ROLLBACK'].map((text) => database.prepare(text));
  // One after the other: a connection has one snapshot, and each read is to see all that was committed before it.
  let last: Promise<unknown> = Promise.resolve();
  const readNow = async <Result>(run: (tx: LedgerTransaction) => Promise<Result>): Promise<Result> => {
    begin?.run();
    try {
      return await run(tx);
    } catch (error) {
      throw bareError(error);
    } finally {
      if (database.inTransaction) end?.run();
    }
  };
  return {
    async read(run) {
      const mine = last.then(() => readNow(run));
      last = mine.catch(() => {});
      return mine;
    },
    write: async () => {
      throw new LedgerBusyError('this ledger was opened to be read only');
    },
    onWork: () => {},
    backup: (path, onProgress) => backupTo(database, path, onProgress),
    commitCount: 0,
    async close() {
      await last;
      closeAll();
    },
  };
}

async function backupTo(
  database: Database.Database,
  path: string,
  onProgress?: (share: number) => void,
): Promise<void> {
  if (existsSync(path)) throw new Error(`${path} exists; a backup overwrites nothing`);
  await database.backup(path, {
    progress: ({ totalPages, remainingPages }) => {
      onProgress?.(totalPages === 0 ? 0 : (totalPages - remainingPages) / totalPages);
      return BACKUP_PAGES;
    },
  });
  onProgress?.(1);
}
