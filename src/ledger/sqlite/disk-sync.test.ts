import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { v7 } from 'uuid';
import { expect, onTestFinished, test } from 'vitest';
import { LedgerBusyError } from '#sdk/ledger/ledger.ts';
import { openLedger } from '../open-ledger.ts';

test.skipIf(!existsSync('/proc/self/fdinfo'))(
  'nothing is answered that the disk has not taken, and after that nothing is written any more',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'syncline-disk-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'ledger.db');
    const ledger = await openLedger({
      url: `sqlite:${file}`,
      sealingKey: Buffer.alloc(32, 'disk test'),
      clock: { now: () => 1_000, monotonicMs: () => performance.now(), sleep: (ms) => sleep(ms) },
      random: { next: Math.random, id: () => v7() },
    });
    const counted = (name: string) => ledger.write((tx) => tx.cursors.save('store', name, { cursor: name }));
    await counted('first');
    const log = readdirSync('/proc/self/fd').find((fd) => isLogOfSync(fd, file));
    closeSync(Number(log));
    // What cannot be synced takes its number.
    expect(openSync('/dev/null', 'r')).toBe(Number(log));
    await expect(counted('second')).rejects.toThrow(/the disk did not take what was committed \(EINVAL/);
    await expect(counted('third')).rejects.toThrow(LedgerBusyError);
    await ledger.close();
    const database = new Database(file, { readonly: true });
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.prepare('select count(*) as n from cursors').get()).toEqual({ n: 2 });
    database.close();
  },
);

/** SQLite's own handle of the log writes; the one that syncs it was opened to be read. */
function isLogOfSync(fd: string, file: string): boolean {
  try {
    const flags = /^flags:\s*(?<octal>\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.groups?.[
      'octal'
    ];
    return (
      readlinkSync(`/proc/self/fd/${fd}`) === `${file}-wal` && (Number.parseInt(flags ?? '', 8) & 3) === 0
    );
  } catch {
    // Closed since the folder was read.
    return false;
  }
}
