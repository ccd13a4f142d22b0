import { findImports, isTest, type SourceFile } from './source-file.ts';

/** Circles of imports between files, each once, written as a chain that ends where it began. */
export function findCycles(
  files: readonly SourceFile[],
  aliases: Readonly<Record<string, string>>,
): readonly string[] {
  const arrows = new Map<string, readonly string[]>();
  for (const file of files.filter((one) => !isTest(one))) {
    const targets = findImports(file, aliases).flatMap(({ target }) =>
      target === undefined ? [] : [target],
    );
    arrows.set(file.path, targets);
  }
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      circles.push([...trail.slice(start), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const target of arrows.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  };
  for (const path of arrows.keys()) walk(path, []);
  return circles;
}
