import { hideSecret } from '#sdk/secret.ts';
import type { Problem } from './problem.ts';

/**
 * Stands in the configuration where a value of the environment belongs. It is plain data, so that a configuration file
 * outside this repository can write it without an import: `{ secretFromEnv: 'ODOO_API_KEY' }`.
 */
export type EnvironmentMarker = { readonly secretFromEnv: string } | { readonly textFromEnv: string };

/** Looks a variable up; throws with the reason when it is there and cannot be used. */
export type ReadVariable = (name: string) => string | undefined;

/**
 * Puts the values in place of the markers, everywhere in a tree of plain data; functions and other values pass through.
 * A variable that is missing is a problem at the path of its marker. Secrets come out hidden, so no message can show one.
 */
export function fillMarkers(
  value: unknown,
  readVariable: ReadVariable,
  path: readonly string[] = [],
): { readonly value: unknown; readonly problems: readonly Problem[] } {
  const marker = asMarker(value);
  if (marker !== null) return fillMarker(marker, readVariable, path);
  if (Array.isArray(value)) {
    const filled = value.map((item, index) => fillMarkers(item, readVariable, [...path, String(index)]));
    return { value: filled.map((one) => one.value), problems: filled.flatMap((one) => one.problems) };
  }
  if (!isPlainObject(value)) return { value, problems: [] };
  const problems: Problem[] = [];
  const entries = Object.entries(value).map(([key, item]) => {
    const filled = fillMarkers(item, readVariable, [...path, key]);
    problems.push(...filled.problems);
    return [key, filled.value] as const;
  });
  return { value: Object.fromEntries(entries), problems };
}

interface Marker {
  readonly name: string;
  readonly isSecret: boolean;
}

function fillMarker({ name, isSecret }: Marker, readVariable: ReadVariable, path: readonly string[]) {
  const problem = (reason: string, advice: string) => ({
    value: undefined,
    problems: [{ path: path.join('.'), reason, advice }],
  });
  try {
    const text = readVariable(name);
    if (text === undefined || text === '') {
      return problem(
        `the environment variable ${name} is ${text === undefined ? 'not set' : 'empty'}`,
        `set ${name}, or ${name}_FILE to the path of a file that holds it`,
      );
    }
    return { value: isSecret ? hideSecret(text) : text, problems: [] };
  } catch (error) {
    return problem(error instanceof Error ? error.message : String(error), `correct ${name} or ${name}_FILE`);
  }
}

function asMarker(value: unknown): Marker | null {
  if (!isPlainObject(value)) return null;
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0 || typeof entry[1] !== 'string') return null;
  if (entry[0] === 'secretFromEnv') return { name: entry[1], isSecret: true };
  return entry[0] === 'textFromEnv' ? { name: entry[1], isSecret: false } : null;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
