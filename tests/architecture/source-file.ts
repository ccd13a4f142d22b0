import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A file of the repository. The laws read lists of these, so that a test can hand them a planted violation. */
export interface SourceFile {
  /** From the top of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly from: string;
  readonly specifier: string;
  /** Written as `import type`, so that nothing of it runs. */
  readonly isTypeOnly: boolean;
  /** A path of the repository; undefined for a package and for what Node brings. */
  readonly target: string | undefined;
}

const SOURCE_FOLDERS = ['src', 'config', 'connectors', 'jobs', 'tests'];
const IMPORT =
  /(?<type>\bimport\s+type\b[^'";]*)?\bfrom\s*(['"])(?<target>[^'"\n]+)\2|\bimport\s*\(?\s*(['"])(?<bare>[^'"\n]+)\4/g;

export function readSourceFiles(root: string): readonly SourceFile[] {
  return SOURCE_FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:ts|mts|js|mjs)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => ({
        path: file.slice(root.length).replaceAll('\\', '/').replace(/^\//, ''),
        text: readFileSync(file, 'utf8'),
      })),
  );
}

/** Tests and what only they use may look everywhere. */
export function isTest({ path }: SourceFile): boolean {
  return path.startsWith('tests/') || path.endsWith('.test.ts');
}

export function isGenerated({ path }: SourceFile): boolean {
  return path.includes('/generated/');
}

/**
 * Every `from '...'`, `import '...'` and `import('...')`, types included: a type is knowledge too.
 *
 * @param aliases The `imports` of package.json.
 */
export function findImports(file: SourceFile, aliases: Readonly<Record<string, string>>): readonly Import[] {
  return [...withoutComments(file.text).matchAll(IMPORT)].map((match) => {
    const { type, target, bare } = match.groups ?? {};
    const specifier = target ?? bare ?? '';
    const isTypeOnly = type !== undefined;
    return { from: file.path, specifier, isTypeOnly, target: resolveTarget(file.path, specifier, aliases) };
  });
}

function resolveTarget(from: string, specifier: string, aliases: Readonly<Record<string, string>>) {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  for (const [alias, folder] of Object.entries(aliases)) {
    const prefix = alias.slice(0, -1);
    if (specifier.startsWith(prefix)) return posix.join(folder.slice(0, -1), specifier.slice(prefix.length));
  }
  return undefined;
}

/** Whole-line and block comments; a `//` behind code stays, because it may be part of an address in a string. */
export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
}
