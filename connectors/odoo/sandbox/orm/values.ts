/** Anything that JSON can carry: what callers send, what rows hold and what answers contain. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Values on their way into a record. */
export type Values = Record<string, Json>;

/**
 * One stored record. many2one holds an id or `false`, many2many a list of ids, datetime the microseconds since
 * 1970 or `false`; an unset field is `false`, as in the vendor's answers.
 */
export interface Row {
  readonly id: number;
  readonly [field: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** 0 for anything that is not a number. */
export function numberOf(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}

/** '' for anything that is not text. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The id in a many2one value, or `undefined` when it is not set. */
export function idOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' && value !== 0 ? value : undefined;
}

export function idsOf(value: Json | undefined): number[] {
  return isList(value) ? value.filter((item) => typeof item === 'number') : [];
}

/** Truth as Python sees it for the values that fields can hold. */
export function isTruthy(value: Json | undefined): boolean {
  if (isList(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== '';
}

/** How Python prints a value inside an error message. */
export function pythonText(value: Json | undefined): string {
  if (value === undefined || value === null) return 'None';
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (isList(value)) return `[${value.map(pythonText).join(', ')}]`;
  if (isObject(value))
    return `{${Object.entries(value)
      .map(([key, item]) => `'${key}': ${pythonText(item)}`)
      .join(', ')}}`;
  return String(value);
}
