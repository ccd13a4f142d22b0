import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const BALLAST_BYTES = 8 * 1024 * 1024;
const BLOCK = Buffer.alloc(1024 * 1024);
/** Laid down only while this much more than itself is free. */
const FREE_MIN_BYTES = 4 * BALLAST_BYTES;

/**
 * A file beside the ledger that holds space. On a full disk SQLite can neither delete nor checkpoint; giving the ballast
 * up makes room for the prune that frees the rest.
 */
export interface Ballast {
  lay(): void;
  giveUp(): void;
}

export function createBallast(ledgerPath: string): Ballast {
  const path = `${ledgerPath}.ballast`;
  return {
    lay() {
      if (existsSync(path)) return;
      const { bavail, bsize } = statfsSync(dirname(path));
      if (bavail * bsize < FREE_MIN_BYTES) return;
      const file = openSync(path, 'wx', 0o600);
      try {
        for (let written = 0; written < BALLAST_BYTES; written += BLOCK.length) writeSync(file, BLOCK);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
    giveUp: () => rmSync(path, { force: true }),
  };
}
