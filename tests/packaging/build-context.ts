import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Folders that no image needs and that would take long to walk. */
const NEVER_WALKED = new Set(['node_modules', '.git', '.syncline']);

/** Paths of the files that a build may copy, from the top of the repository: what .dockerignore leaves. */
export function readBuildContext(root: string): readonly string[] {
  const rules = readRules(readFileSync(join(root, '.dockerignore'), 'utf8'));
  return walk(root, '').filter((path) => !isIgnored(path, rules));
}

interface Rule {
  readonly pattern: RegExp;
  readonly isException: boolean;
}

function readRules(text: string): readonly Rule[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ pattern: toRegExp(line.replace(/^!?\/?/, '')), isException: line.startsWith('!') }));
}

/** Unlike a shell's, these wildcards take hidden files too. */
function toRegExp(pattern: string): RegExp {
  const source = pattern.replaceAll(/\*\*\/|\*\*|\*|\?|[.+^${}()|[\]\\]/g, (found) => {
    if (found === '**/') return '(?:.*/)?';
    if (found === '**') return '.*';
    if (found === '*') return '[^/]*';
    return found === '?' ? '[^/]' : `\\${found}`;
  });
  return new RegExp(`^${source}$`);
}

/** The last rule that fits the file or a folder above it decides. */
function isIgnored(path: string, rules: readonly Rule[]): boolean {
  const names = path.split('/');
  const candidates = names.map((_, depth) => names.slice(0, depth + 1).join('/'));
  const last = rules.findLast(({ pattern }) => candidates.some((candidate) => pattern.test(candidate)));
  return last !== undefined && !last.isException;
}

function walk(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return NEVER_WALKED.has(entry.name) ? [] : walk(root, path);
  });
}
