import { findImports, type Import, isTest, type SourceFile } from './source-file.ts';

/**
 * The picture of the house: a room, and the rooms it may import besides itself. A room without a row is an error, so
 * the picture cannot go stale.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  machine: [],
  reconcile: ['domain'],
  sdk: ['domain'],
  effects: ['domain', 'sdk'],
  ledger: ['domain', 'sdk'],
  queue: ['domain', 'sdk', 'machine'],
  http: ['domain', 'sdk'],
  operations: ['domain', 'reconcile', 'sdk'],
  server: ['domain', 'sdk', 'operations'],
  // Gets the list of connectors as an argument.
  config: ['domain', 'sdk'],
  // Each connector is a room of its own, so none sees another.
  connector: ['domain', 'sdk'],
  // The outer shell of a vendor's model.
  sandbox: ['domain', 'sdk'],
  registry: ['connector', 'domain', 'sdk'],
  jobs: ['domain', 'reconcile', 'sdk'],
  // Plays the merchant's world against a real engine in its own process; it knows nothing of the engine's inside.
  demo: ['sandbox', 'sdk', 'machine', 'config'],
  // Judges by the sandboxes' own books, so it must not be able to ask ours.
  verdict: ['sandbox', 'sdk/sandbox'],
};

/** Words that a room may borrow by `import type`: it learns the shape of the facts, and can still do nothing with them. */
const MAY_IMPORT_TYPES: Readonly<Record<string, readonly string[]>> = {
  reconcile: ['sdk'],
};

/** They tie the knots: everything but the tests. */
const KNOWS_EVERYBODY = new Set(['main', 'cli', 'engine', 'simulation']);

/** Room laws over all files that are not tests; one sentence per violation. */
export function findRoomViolations(
  files: readonly SourceFile[],
  aliases: Readonly<Record<string, string>>,
): readonly string[] {
  return files
    .filter((file) => !isTest(file))
    .flatMap((file) => [...findHomeless(file), ...findImports(file, aliases).flatMap((one) => judge(one))]);
}

function findHomeless(file: SourceFile): readonly string[] {
  const { room } = locate(file.path);
  if (KNOWS_EVERYBODY.has(room) || MAY_IMPORT[room] !== undefined) return [];
  return [`${file.path} belongs to no room of the table in tests/architecture/rooms.ts`];
}

function judge({ from, specifier, target, isTypeOnly }: Import): readonly string[] {
  const here = locate(from);
  if (target === undefined) {
    if (here.room !== 'verdict' || specifier.startsWith('node:')) return [];
    return [`${from} must not import ${specifier}`];
  }
  const there = locate(target);
  if (specifier.startsWith('.') && !target.startsWith(`${here.home}/`)) {
    return [`${from} must import ${target} by its #room name, not by ${specifier}`];
  }
  if (here.home === there.home && here.room === there.room) return [];
  if (there.room === 'tests' || target.endsWith('.test.ts')) return [`${from} must not import ${target}`];
  if (KNOWS_EVERYBODY.has(here.room)) return [];
  // The demo hands its books to the verdict; the other way is what the verdict's row forbids.
  if (here.room === 'demo' && there.room === 'verdict') return [];
  // A sandbox is part of its connector.
  if (here.room === 'sandbox' || (here.room === 'connector' && there.room === 'sandbox')) {
    if (here.home === there.home) return [];
  }
  const allowed = [
    ...(MAY_IMPORT[here.room] ?? []),
    ...(isTypeOnly ? (MAY_IMPORT_TYPES[here.room] ?? []) : []),
  ];
  const names = [there.room, ...(target.startsWith('src/sdk/sandbox/') ? ['sdk/sandbox'] : [])];
  return names.some((name) => allowed.includes(name)) ? [] : [`${from} must not import ${target}`];
}

interface Place {
  /** The name of a row of the table. */
  readonly room: string;
  /** The folder inside which relative imports stay. */
  readonly home: string;
}

function locate(path: string): Place {
  const [top = '', second = '', third = ''] = path.split('/');
  if (top === 'connectors') {
    if (second === 'registry.ts') return { room: 'registry', home: top };
    return { room: third === 'sandbox' ? 'sandbox' : 'connector', home: `${top}/${second}` };
  }
  if (top !== 'src') return { room: top, home: top };
  if (second === 'main.ts' || second === 'app.ts') return { room: 'main', home: 'src' };
  if (second === 'demo' && third.startsWith('verdict')) return { room: 'verdict', home: 'src/demo' };
  return { room: second, home: `src/${second}` };
}
