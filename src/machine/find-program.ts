import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Folders where servers live although an ordinary user's PATH does not name them. A `*` stands for one folder name;
 * of several the highest version is taken.
 */
const USUAL_FOLDERS = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
  '/opt/homebrew/bin',
  '/home/linuxbrew/.linuxbrew/bin',
  '/opt/local/bin',
];

export interface ProgramSearch {
  /** In the order of preference; the first that exists in any folder wins. */
  readonly names: readonly string[];
  /** Further folders after PATH and the usual ones, with `*` for one folder name. */
  readonly folders?: readonly string[];
  /** Like the environment's PATH, which is the default. */
  readonly path?: string;
  /** Tests look at PATH alone. */
  readonly usualFolders?: readonly string[];
}

/** The absolute path of an executable file, or undefined when this machine has none of that name. */
export function findProgram({
  names,
  folders = [],
  path = process.env['PATH'] ?? '',
  usualFolders = USUAL_FOLDERS,
}: ProgramSearch): string | undefined {
  const places = [...path.split(delimiter).filter((place) => place !== ''), ...usualFolders];
  const all = [...places, ...folders.flatMap((folder) => expandStar(folder))];
  for (const name of names) {
    for (const folder of all) {
      const file = join(folder, name);
      if (isExecutable(file)) return file;
    }
  }
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Absent or not ours to run: both mean "not here".
    return false;
  }
}

/** A folder with a star to the folders that exist, highest number first. */
function expandStar(folder: string): readonly string[] {
  const [before, after] = folder.split('*', 2);
  if (before === undefined || after === undefined) return [folder];
  let names: readonly string[];
  try {
    names = readdirSync(before);
  } catch {
    return [];
  }
  return names
    .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((name) => join(before, name, after));
}
