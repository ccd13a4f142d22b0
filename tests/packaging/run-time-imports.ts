import { isBuiltin } from 'node:module';
import { findImports, type SourceFile } from '#tests/architecture/source-file.ts';

/** The text of a query can look like an import; what it names then is no package. */
const PACKAGE = /^(?:@[\w.-]+\/)?[\w.-]+(?:\/[\w./-]+)?$/;

/** What a program needs when it runs: its own files and the packages that these import. */
export interface RunTimeImports {
  readonly files: ReadonlySet<string>;
  /** Package -> a file that imports it. */
  readonly packages: ReadonlyMap<string, string>;
}

/**
 * Follows all imports from one file on, the ones that come only when a command asks for them among them. `import type` is
 * gone when the program runs.
 */
export function findRunTimeImports(
  entry: string,
  files: readonly SourceFile[],
  aliases: Readonly<Record<string, string>>,
): RunTimeImports {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const seen = new Set<string>();
  const packages = new Map<string, string>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const file = byPath.get(path);
    if (file === undefined || seen.has(path)) continue;
    seen.add(path);
    for (const { specifier, target, isTypeOnly } of findImports(file, aliases)) {
      if (isTypeOnly || isBuiltin(specifier)) continue;
      if (target !== undefined) open.push(target);
      else if (PACKAGE.test(specifier)) packages.set(toPackage(specifier), path);
    }
  }
  return { files: seen, packages };
}

/** `@scope/name/part` is a part of `@scope/name`. */
function toPackage(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
