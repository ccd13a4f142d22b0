import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureProgram, MissingProgramError } from '#machine/install-package.ts';
import type { ServerProgram } from '#machine/server-programs.ts';

/** Debian's package; others call it libfaketime. */
const FAKETIME: ServerProgram = {
  title: 'faketime (another clock for one process)',
  names: ['faketime'],
  folders: [],
  packages: {
    'apt-get': ['faketime'],
    dnf: ['libfaketime'],
    apk: ['libfaketime'],
    pacman: ['libfaketime'],
    brew: ['libfaketime'],
  },
};
const ROOTS = ['/usr/lib', '/usr/lib64', '/usr/local/lib'];
const LIBRARY = 'faketime/libfaketimeMT.so.1';

/** Null when processes can be given another clock here, else why not; installs what is missing where it may. */
export async function whyNoFakeTime(): Promise<string | null> {
  if (process.platform !== 'linux')
    return 'another clock for one process is done with LD_PRELOAD, on Linux only';
  try {
    await ensureProgram(FAKETIME, { say: (line) => process.stderr.write(`${line}\n`) });
  } catch (error) {
    if (error instanceof MissingProgramError) return error.message;
    throw error;
  }
  return findLibrary() === undefined ? `no ${LIBRARY} below ${ROOTS.join(', ')}` : null;
}

/** The environment of a process whose wall clock is off by so much: `+24h`. Its monotonic clock stays right. */
export function withClockOff(offset: string): Readonly<Record<string, string>> {
  return { ...preloaded(), FAKETIME: offset };
}

/** As above, but the offset stands in a file, and may change while the process runs. */
export function withClockFrom(file: string): Readonly<Record<string, string>> {
  return { ...preloaded(), FAKETIME_TIMESTAMP_FILE: file, FAKETIME_CACHE_DURATION: '1' };
}

function preloaded(): Readonly<Record<string, string>> {
  return { LD_PRELOAD: findLibrary() ?? '', FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' };
}

function findLibrary(): string | undefined {
  const folders = ROOTS.filter((root) => existsSync(root)).flatMap((root) => [
    root,
    ...readdirSync(root).map((name) => join(root, name)),
  ]);
  return folders.map((folder) => join(folder, LIBRARY)).find((file) => existsSync(file));
}
