import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);
const PROJECT_FOLDERS = /^(?:src|jobs|connectors|config)\//;
/** Imports and re-exports at the start of a line; what is only a type is gone when the file runs. */
const STATIC = /^(?:import|export)\s+(?!type\s)(?:[\w$*{}\s,]+?\sfrom\s+)?'([^'\n]+)'/gm;
const DYNAMIC = /\bimport\(\s*'([^'\n]+)'\s*\)/g;

const aliases = readAliases();
const sources = new Map<string, string>();
const importsByFile = new Map<string, readonly string[]>();

/** The repository's path of a module; undefined for packages and for what Node brings. */
export function projectFileOf(url: string): string | undefined {
  if (!url.startsWith(root.href)) return undefined;
  const [path = ''] = url.slice(root.href.length).split(/[?#]/, 1);
  return PROJECT_FOLDERS.test(path) ? path : undefined;
}

export function projectUrlOf(file: string): string {
  return new URL(file, root).href;
}

export function readProjectFile(file: string): string {
  const known = sources.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(fileURLToPath(projectUrlOf(file)), 'utf8');
  sources.set(file, text);
  return text;
}

/** The files of the project that this file loads. */
export function projectImportsOf(file: string): readonly string[] {
  const known = importsByFile.get(file);
  if (known !== undefined) return known;
  const text = readProjectFile(file);
  const specifiers = [...text.matchAll(STATIC), ...text.matchAll(DYNAMIC)].map(([, name = '']) => name);
  const found = specifiers.flatMap((specifier) => {
    const target = targetOf(file, specifier);
    return target !== undefined && target.endsWith('.ts') && PROJECT_FOLDERS.test(target) ? [target] : [];
  });
  const imports = [...new Set(found)];
  importsByFile.set(file, imports);
  return imports;
}

function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier);
  for (const [prefix, folder] of aliases) {
    if (specifier.startsWith(prefix)) return posix.join(folder, specifier.slice(prefix.length));
  }
  return undefined;
}

/** `#jobs/` and the folder that it stands for, as package.json says. */
function readAliases(): readonly (readonly [prefix: string, folder: string])[] {
  const { imports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
    readonly imports: Readonly<Record<string, string>>;
  };
  return Object.entries(imports).map(([alias, folder]) => [alias.slice(0, -1), folder.slice(0, -1)] as const);
}
