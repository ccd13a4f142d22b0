import type { Clock, Random } from '#sdk/clock.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { openErasedList } from './erased-list.ts';
import type { LedgerEdges } from './ledger-edges.ts';
import { createSealer } from './sealing.ts';

export interface LedgerOptions {
  /** `sqlite:<path>`, `sqlite::memory:` (gone when closed) or `postgres://...`. */
  readonly url: string;
  /** 32 random bytes; seals personal data and bodies. */
  readonly sealingKey: Buffer;
  /** Keys of before a rotation: what they sealed still opens. */
  readonly previousKeys?: readonly Buffer[] | undefined;
  /** The file that says who was erased, for a ledger that may be restored from a backup; absent: none is kept. */
  readonly erasedFile?: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
  /** For commands beside the daemon: needs no ownership, migrates nothing, and refuses to write. */
  readonly readOnly?: boolean | undefined;
}

/**
 * Opens the ledger, and brings its schema up to date first.
 *
 * @throws LedgerOwnedError when another process owns the SQLite file.
 * @throws ErasedListError when the list of who was erased is damaged.
 * @throws SchemaVersionError when a newer version of this program upgraded it.
 */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const { url, clock, random, readOnly = false } = options;
  const edges: LedgerEdges = {
    clock,
    random,
    readOnly,
    sealer: createSealer(options.sealingKey, options.previousKeys),
    erasedList: options.erasedFile === undefined || readOnly ? null : openErasedList(options.erasedFile),
  };
  // Each database has a driver of its own: only the one in use is loaded.
  if (url.startsWith('sqlite:')) {
    const { openSqliteLedger } = await import('./sqlite/sqlite-ledger.ts');
    return openSqliteLedger(url.slice('sqlite:'.length), edges);
  }
  if (/^postgres(?:ql)?:\/\//.test(url)) {
    const { openPostgresLedger } = await import('./postgres/postgres-ledger.ts');
    return openPostgresLedger(url, edges);
  }
  throw new TypeError('a ledger is opened by sqlite:<path> or postgres://...');
}
