import { findImports, isGenerated, isTest, type SourceFile, withoutComments } from './source-file.ts';

const LINES_MAX = 250;

/** Visible names at the top of the repository; hidden files and what .gitignore leaves out do not count. */
const TOP_LEVEL = new Set([
  'src',
  'jobs',
  'connectors',
  'config',
  'tests',
  'docs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'Dockerfile',
  'compose.yaml',
  'LICENSE',
  'README.md',
  'node_modules',
  // A merchant's own, in the merchant's clone.
  'syncline.config.ts',
]);

/** A package, and the only folders whose files may import it. */
const LIBRARY_ROOMS: readonly { readonly library: RegExp; readonly rooms: readonly string[] }[] = [
  { library: /^bullmq(?:\/|$)/, rooms: ['src/queue/'] },
  { library: /^@bull-board\//, rooms: ['src/queue/', 'src/server/'] },
  { library: /^(?:drizzle-orm|better-sqlite3|pg)(?:\/|$)/, rooms: ['src/ledger/'] },
];

/** One file reads settings; the others here only hand the environment on to the programs that they start. */
const ENVIRONMENT_READERS = ['config/load.ts', 'src/machine/', 'src/cli/launch.mjs', 'src/cli/launch/'];
const ENVIRONMENT = [
  /\bprocess\s*(?:\?\.|\.)\s*env\b/,
  /\bprocess\s*(?:\?\.)?\[\s*['"]env['"]/,
  /\{[^{}]*\benv\b[^{}]*\}\s*=\s*(?:globalThis\.)?process\b/,
  /\bimport\s*\{[^{}]*\benv\b[^{}]*\}\s*from\s*['"](?:node:)?process['"]/,
];

/** Where time, chance and the network come in as arguments, so that a simulation can replay what happened. */
const HANDED_IN_ROOMS =
  /^(?:src\/(?:domain|reconcile|effects)\/|jobs\/|connectors\/[^/]+\/(?!sandbox\/|generate\.ts$))/;
const REACHES_OUT: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'Date.now()', pattern: /\bDate\.now\s*\(/ },
  { name: 'new Date()', pattern: /\bnew Date\s*\(\s*\)/ },
  { name: 'performance.now()', pattern: /\bperformance\.now\s*\(/ },
  { name: 'Math.random()', pattern: /\bMath\.random\s*\(/ },
  { name: 'a timer', pattern: /(?<![.\w])set(?:Timeout|Interval|Immediate)\s*\(/ },
  { name: 'fetch()', pattern: /(?<![.\w])(?:globalThis\.)?fetch\s*\(/ },
];

export function findLibraryViolations(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter((file) => !isTest(file))
    .flatMap((file) => findImports(file, {}))
    .flatMap(({ from, specifier }) =>
      LIBRARY_ROOMS.filter(({ library, rooms }) => library.test(specifier) && !isIn(from, rooms)).map(
        ({ rooms }) => `${from} must not import ${specifier}: only ${rooms.join(' and ')} may`,
      ),
    );
}

/** A package whose values come by way of one file; why, that file says. Its types come from itself. */
export function findDetours(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter((file) => /^import (?!type\b)[^;]*from 'drizzle-orm/mu.test(withoutComments(file.text)))
    .map((file) => `${file.path} must take what it needs of drizzle from src/ledger/drizzle.ts`);
}

export function findEnvironmentReaders(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter((file) => !isTest(file) && !isIn(file.path, ENVIRONMENT_READERS))
    .filter((file) => ENVIRONMENT.some((pattern) => pattern.test(withoutComments(file.text))))
    .map((file) => `${file.path} must not read the environment: config/load.ts does`);
}

export function findReachingOut(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter((file) => !isTest(file) && !isGenerated(file) && HANDED_IN_ROOMS.test(file.path))
    .flatMap((file) => {
      const code = withoutComments(file.text);
      return REACHES_OUT.filter(({ pattern }) => pattern.test(code)).map(
        ({ name }) => `${file.path} must not use ${name}: it gets its clock, chance and network handed in`,
      );
    });
}

export function findShapeViolations(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => {
    const found: string[] = [];
    const lines = file.text.split('\n').length - (file.text.endsWith('\n') ? 1 : 0);
    if (lines > LINES_MAX && !isGenerated(file)) {
      found.push(`${file.path} has ${lines} lines; more than ${LINES_MAX} are two files`);
    }
    if (/(?:^|\/)index\.[cm]?[jt]s$/.test(file.path))
      found.push(`${file.path} must say in its name what it holds`);
    for (const { specifier } of findImports(file, {})) {
      if (specifier.includes('../..')) found.push(`${file.path} must not climb with ${specifier}`);
    }
    return found;
  });
}

/** @param names What lies at the top of the repository. */
export function findTopLevelViolations(names: readonly string[]): readonly string[] {
  return names
    .filter((name) => !name.startsWith('.') && !name.endsWith('.log') && !TOP_LEVEL.has(name))
    .map((name) => `${name} must not lie at the top of the repository`);
}

function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));
}
