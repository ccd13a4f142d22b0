import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const BALLAST_BYTES = 8 * 1024 * 1024;
const BLOCK = Buffer.alloc(1024 * 1024);
/** Laid down only while this much more than itself is free. */
const FREE_MIN_BYTES = 4 * BALLAST_BYTES;
const TRY_AGAIN_MS = 60_000;

/**
 * A file beside the ledger that holds space. On a full disk SQLite can neither delete nor checkpoint; giving the ballast
 * up makes room for the prune that frees the rest.
 */
export interface Ballast {
  lay(): void;
  giveUp(): void;
  /** Called after commits: lays it down again, some time after it was given up, once there is room. */
  tend(): void;
}

/** For a ledger that goes with its process: nobody prunes it. */
export const noBallast: Ballast = { lay: () => {}, giveUp: () => {}, tend: () => {} };

export function createBallast(ledgerPath: string, monotonicMs: () => number): Ballast {
  const path = `${ledgerPath}.ballast`;
  let tryAgainAt: number | null = null;
  const ballast: Ballast = {
    lay() {
      if (existsSync(path)) return;
      const { bavail, bsize } = statfsSync(dirname(path));
      tryAgainAt = monotonicMs() + TRY_AGAIN_MS;
      if (bavail * bsize < FREE_MIN_BYTES) return;
      fill(path);
      tryAgainAt = null;
    },
    giveUp() {
      rmSync(path, { force: true });
      tryAgainAt = monotonicMs() + TRY_AGAIN_MS;
    },
    tend() {
      if (tryAgainAt !== null && monotonicMs() >= tryAgainAt) ballast.lay();
    },
  };
  return ballast;
}

function fill(path: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    for (let written = 0; written < BALLAST_BYTES; written += BLOCK.length) writeSync(file, BLOCK);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
