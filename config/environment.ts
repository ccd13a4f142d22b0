import { readFileSync } from 'node:fs';
import type { ReadVariable } from './environment-marker.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that decide over what the file says, for containers: name -> path of the setting. */
export const OVERRIDES: Readonly<
  Record<string, { readonly path: readonly [string, string?]; readonly isNumber?: true }>
> = {
  SYNCLINE_DATA_DIR: { path: ['dataDir'] },
  DATABASE_URL: { path: ['databaseUrl'] },
  REDIS_URL: { path: ['redisUrl'] },
  SYNCLINE_PUBLIC_URL: { path: ['publicUrl'] },
  SYNCLINE_HOST: { path: ['server', 'host'] },
  SYNCLINE_PORT: { path: ['server', 'port'], isNumber: true },
  SYNCLINE_CONTROL_PORT: { path: ['control', 'port'], isNumber: true },
  SYNCLINE_BOARD_TOKEN: { path: ['boardToken'] },
  SYNCLINE_SEALING_KEY: { path: ['sealingKey'] },
  SYNCLINE_CONCURRENCY: { path: ['worker', 'concurrency'], isNumber: true },
  SYNCLINE_LOG_LEVEL: { path: ['log', 'level'] },
};

/** `NAME`, else the contents of the file that `NAME_FILE` names, without the line break at its end. */
export function readerOf(environment: Environment): ReadVariable {
  return (name) => {
    const text = environment[name];
    const file = environment[`${name}_FILE`];
    if (file === undefined || file === '') return text;
    if (text !== undefined && text !== '')
      throw new Error(`both ${name} and ${name}_FILE are set; it is not clear which one counts`);
    try {
      return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    } catch (cause) {
      throw new Error(`the file that ${name}_FILE names cannot be read`, { cause });
    }
  };
}

/** Puts the variables of `OVERRIDES` over what was written. Returns a new object; what is not a group is left to the schema. */
export function withOverrides(
  written: Readonly<Record<string, unknown>>,
  readVariable: ReadVariable,
): Readonly<Record<string, unknown>> {
  const result: Record<string, unknown> = { ...written };
  for (const [name, { path, isNumber }] of Object.entries(OVERRIDES)) {
    const text = readVariable(name);
    if (text === undefined || text === '') continue;
    const value = isNumber === true && /^\d+$/.test(text) ? Number(text) : text;
    const [group, key] = path;
    const before = result[group];
    if (key === undefined) result[group] = value;
    else if (before === undefined || (typeof before === 'object' && before !== null))
      result[group] = { ...before, [key]: value };
  }
  return result;
}

/** The variable that decided over this setting, if one did. */
export function overriderOf(path: string, readVariable: ReadVariable): string | null {
  const found = Object.entries(OVERRIDES).find(([, override]) => override.path.join('.') === path);
  if (found === undefined) return null;
  const text = readVariable(found[0]);
  return text === undefined || text === '' ? null : found[0];
}
