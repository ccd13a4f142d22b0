import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const BLOCK = Buffer.alloc(1024 * 1024);
const SMALL = Buffer.alloc(4_096);

/** A disk of its own that can be filled: a tmpfs at this folder. */
export interface SmallDisk {
  /** Writes until nothing fits any more. Returns the bytes that are left. */
  fill(): number;
  free(): void;
  unmount(): void;
}

/** Null when it can be done here, else why not. */
export function whyNoSmallDisk(): string | null {
  if (process.platform !== 'linux') return 'a small disk is a tmpfs, which only Linux has';
  return process.getuid?.() === 0 ? null : 'mounting a small disk needs root';
}

export function mountSmallDisk(folder: string, megabytes: number): SmallDisk {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', folder]);
  const filler = join(folder, 'filler');
  return {
    fill() {
      const file = openSync(filler, 'a');
      // The last kilobytes matter: a ledger needs no more.
      for (const block of [BLOCK, SMALL]) while (fits(file, block));
      closeSync(file);
      const { bavail, bsize } = statfsSync(folder);
      return bavail * bsize;
    },
    free: () => rmSync(filler, { force: true }),
    unmount: () => void execFileSync('umount', ['-l', folder]),
  };
}

function fits(file: number, block: Buffer): boolean {
  try {
    return writeSync(file, block) === block.length;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}
